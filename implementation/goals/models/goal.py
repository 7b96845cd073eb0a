from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.goals import measures
from implementation.goals.models.choices import Activity, Direction, Layer, ValueFor
from implementation.goals.models.readings import Readings
from implementation.goals.progress import TOLERANCE
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import ProgrammeRecord


class GoalQuerySet(models.QuerySet):
    def pursued(self):
        return self.filter(state=Goal.State.PURSUED)

    def with_latest(self):
        """Each goal with its latest measurement (``latest``, ``latest_on``) and how many there are."""
        from implementation.goals.models.measurement import Measurement

        newest = Measurement.objects.filter(goal=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(
            latest=Subquery(newest.values("value")[:1]),
            latest_on=Subquery(newest.values("on")[:1]),
            measured=Count("measurements"),
        )


def person(label, **more):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        **more,
    )


def amount(label, **more):
    return models.DecimalField(label, max_digits=15, decimal_places=3, null=True, blank=True, **more)


class Goal(Readings, ProgrammeRecord):
    """What shall be reached by when, from where, in which unit, for whom."""

    Layer, Activity, ValueFor, Direction = Layer, Activity, ValueFor, Direction

    class State(models.TextChoices):
        PURSUED = "pursued", _("Pursued")
        DROPPED = "dropped", _("Dropped")

    TONES = {"pursued": "now", "dropped": "none"}

    number = models.PositiveIntegerField(_("Number"), default=0, editable=False)
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
    # Keys of CRM modules.
    modules = models.JSONField(_("Modules that serve it"), default=list, blank=True)
    owner = person(_("Owner"))
    measurer = person(
        _("Measured by"), help_text=_("Who brings the figure. Empty: the owner, or the records of the product.")
    )
    baseline = amount(_("Baseline"), help_text=_("The value today, measured before anything changes."))
    target = amount(_("Target"), help_text=_("Below the baseline where less is better."))
    direction = models.CharField(
        _("Direction"),
        max_length=4,
        blank=True,
        choices=Direction,
        help_text=_("Only needed while baseline or target is not known: both together say it."),
    )
    unit = models.CharField(_("Unit"), max_length=20, blank=True, help_text=_("%, days, points …"))
    tolerance = models.PositiveSmallIntegerField(
        _("Tolerance, points"),
        default=TOLERANCE,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "How far progress may lie behind the share of the time that has passed and still be on its way: 20 points "
            "let a goal be 30 % done when half of the time is over."
        ),
    )
    begins_on = models.DateField(
        _("Change expected from"),
        null=True,
        blank=True,
        help_text=_(
            "Progress is held against a straight line from this day to the due day. Empty: the day the goal was set."
        ),
    )
    due = models.DateField(_("Due"), null=True, blank=True)
    source = models.CharField(
        _("Taken from the records"),
        max_length=80,
        blank=True,
        help_text=_("The product then records the figure each day on which it changed. What people record stays."),
    )
    set_on = models.DateField(default=timezone.localdate, editable=False)
    state = StateField(_("State"), choices=State, default=State.PURSUED)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("Goal")
        verbose_name_plural = _("Goals")
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="goal_number_once")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("goal", args=[self.programme_id, self.pk])

    def save(self, *args, **kwargs):
        """Its number is the next one of the programme; whoever makes a goal holds the lock of the programme."""
        if not self.number:
            last = Goal.objects.filter(programme=self.programme_id).aggregate(last=Max("number"))["last"]
            self.number = (last or 0) + 1
        super().save(*args, **kwargs)

    def validate_constraints(self, exclude=None):
        """Before it has a number there is none to compare."""
        super().validate_constraints(exclude={*(exclude or ()), *(() if self.number else ("number",))})

    def clean(self):
        if self.baseline is not None and self.baseline == self.target:
            raise ValidationError({"target": _("Baseline and target are the same: write where the goal leads to.")})
        if self.direction and self.leads != self.direction:
            raise ValidationError(
                {"direction": _("From baseline to target the goal leads the other way: look at all three.")}
            )
        if self.due and self.due <= self.begins:
            raise ValidationError({"due": _("The goal is due before change is expected: choose a later day.")})
        if not isinstance(self.modules, list) or set(map(str, self.modules)) - set(MODULES):
            raise ValidationError({"modules": _("Choose modules from the list.")})
        self.modules = [key for key in MODULES if key in self.modules]
        if self.source and measures.find(self.source) is None:
            raise ValidationError({"source": _("The records hold no such figure: choose one from the list.")})
        if self.source and not self.unit:
            self.unit = measures.unit_of(self.source, self.programme)

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
