from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.text import rounded
from implementation.goals import progress
from implementation.goals.figures import with_unit
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import ProgrammeRecord


class GoalQuerySet(models.QuerySet):
    def pursued(self):
        return self.filter(state=Goal.State.PURSUED)

    def with_latest(self):
        """Each goal with its latest measurement (``latest``, ``latest_on``) and how many there are."""
        newest = Measurement.objects.filter(goal=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(
            latest=Subquery(newest.values("value")[:1]),
            latest_on=Subquery(newest.values("on")[:1]),
            measured=Count("measurements"),
        )


class Goal(ProgrammeRecord):
    """What shall be reached by when, from where, in which unit, for whom."""

    class Layer(models.TextChoices):
        PHILOSOPHY = "philosophy", _("Philosophy")
        PROCESS = "process", _("Institution and process")
        TECHNOLOGY = "technology", _("Technology")

    class Activity(models.TextChoices):
        MARKETING = "marketing", _("Marketing")
        SALES = "sales", _("Sales")
        SERVICE = "service", _("Service")
        LOGISTICS = "logistics", _("Logistics")
        OPERATIONS = "operations", _("Operations")
        PROCUREMENT = "procurement", _("Procurement")
        TECHNOLOGY = "technology", _("Technology")
        PEOPLE = "people", _("People")
        INFRASTRUCTURE = "infrastructure", _("Infrastructure")

    class ValueFor(models.TextChoices):
        COMPANY = "company", _("The company")
        CUSTOMER = "customer", _("The customer")
        BOTH = "both", _("Both")

    class State(models.TextChoices):
        PURSUED = "pursued", _("Pursued")
        DROPPED = "dropped", _("Dropped")

    TONES = {"pursued": "now", "dropped": "none"}

    title = models.CharField(
        _("Goal"), max_length=160, help_text=_("What shall be so: “Quotes answered within two days”.")
    )
    layer = models.CharField(
        _("Layer"),
        max_length=12,
        choices=Layer,
        default=Layer.PROCESS,
        help_text=_("All three layers must support each other: a wrong philosophy fails whatever the technology."),
    )
    activity = models.CharField(_("Value-chain activity"), max_length=14, choices=Activity, default=Activity.SALES)
    value_for = models.CharField(_("Creates value for"), max_length=10, choices=ValueFor, default=ValueFor.BOTH)
    module = models.CharField(
        _("Module"), max_length=20, blank=True, choices=[(key, module.name) for key, module in MODULES.items()]
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    baseline = models.DecimalField(
        _("Baseline"),
        max_digits=15,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("The value today, measured before anything changes."),
    )
    target = models.DecimalField(
        _("Target"),
        max_digits=15,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("Below the baseline where less is better."),
    )
    unit = models.CharField(_("Unit"), max_length=20, blank=True, help_text=_("%, days, points …"))
    begins_on = models.DateField(
        _("Change expected from"),
        null=True,
        blank=True,
        help_text=_(
            "Progress is held against a straight line from this day to the due day. Empty: the day the goal was set."
        ),
    )
    due = models.DateField(_("Due"), null=True, blank=True)
    set_on = models.DateField(default=timezone.localdate, editable=False)
    state = StateField(_("State"), choices=State, default=State.PURSUED)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("goal", args=[self.programme_id, self.pk])

    def clean(self):
        if self.baseline is not None and self.baseline == self.target:
            raise ValidationError({"target": _("Baseline and target are the same: write where the goal leads to.")})
        if self.due and self.due <= self.begins:
            raise ValidationError({"due": _("The goal is due before change is expected: choose a later day.")})

    @property
    def begins(self):
        return self.begins_on or self.set_on

    @property
    def missing(self) -> list:
        """The names of what a goal needs before it can be a yardstick."""
        needed = ("owner_id", "baseline", "target", "due")
        return [self._meta.get_field(name).verbose_name for name in needed if getattr(self, name) is None]

    @cached_property
    def newest(self):
        """The value that counts: of the latest day, and of that day the one recorded last."""
        if hasattr(self, "latest"):
            return self.latest
        return self.measurements.values_list("value", flat=True).first()

    @property
    def progress(self):
        """The share of the way from baseline to target, as a ratio; None where it cannot be said."""
        return progress.share(self.baseline, self.target, self.newest)

    @property
    def standing(self) -> str:
        if self.state == self.State.DROPPED:
            return "dropped"
        if self.missing:
            return "incomplete"
        return progress.standing(self.progress, begins=self.begins, due=self.due, today=timezone.localdate())

    def shown(self, value):
        return with_unit(value, self.unit)

    @property
    def percent(self):
        """The progress in whole per cent, and as long as its bar is drawn."""
        return None if self.progress is None else int(rounded(self.progress * 100))

    @property
    def shown_progress(self):
        return with_unit(self.percent, "%")

    @property
    def bar(self):
        return min(max(self.percent or 0, 0), 100)

    @property
    def shown_baseline(self):
        return self.shown(self.baseline)

    @property
    def shown_target(self):
        return self.shown(self.target)

    @property
    def shown_latest(self):
        return self.shown(self.newest)

    @transition(
        state,
        source=State.PURSUED,
        target=State.DROPPED,
        permission="goals.edit_goal",
        custom={"label": _("Drop the goal"), "note": "required"},
    )
    def drop(self):
        pass

    @transition(
        state,
        source=State.DROPPED,
        target=State.PURSUED,
        permission="goals.edit_goal",
        custom={"label": _("Take the goal up again"), "note": "required"},
    )
    def take_up(self):
        pass


class Measurement(Record):
    """What was found on a day. Never changed: a correction is a further measurement of the same day that says why."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="measurements")
    on = models.DateField(_("Measured on"), default=timezone.localdate)
    value = models.DecimalField(_("Value"), max_digits=15, decimal_places=3)
    note = models.CharField(_("Note"), max_length=300, blank=True, help_text=_("Where the figure comes from."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")

    belongs_to = "goal"

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["goal", "on"])]

    def __str__(self):
        return f"{self.goal}: {self.shown}"

    @property
    def shown(self):
        return self.goal.shown(self.value)

    def clean(self):
        if self.on and self.on > timezone.localdate():
            raise ValidationError({"on": _("This day has not come yet: choose today or a day before.")})
        same_day = Measurement.objects.filter(goal=self.goal_id, on=self.on).exclude(pk=self.pk)
        if self.on and not self.note.strip() and same_day.exists():
            raise ValidationError({"note": _("There is a value for this day already: say why this one replaces it.")})
