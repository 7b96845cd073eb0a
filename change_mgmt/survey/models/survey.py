import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.states import StateField
from implementation.programme.models import ProgrammeRecord
from implementation.rollout.models import Pilot


class Survey(ProgrammeRecord):
    """One time of asking: whom, from which day to which, and by what the answers are told apart.

    Who is asked, in which groups and with which statements is frozen when it opens. Answers are told apart by one thing only,
    department or level: with two, the difference between two tables would show a few people.
    """

    class Kind(models.TextChoices):
        BEFORE = "before", _("Before a pilot")
        AFTER = "after", _("After a pilot")

    class Grouping(models.TextChoices):
        DEPARTMENT = "department", _("By department")
        LEVEL = "level", _("By level")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", pgettext_lazy("survey", "Open")
        CLOSED = "closed", pgettext_lazy("survey", "Closed")

    TONES = {"draft": "idle", "open": "now", "closed": "done"}

    title = models.CharField(_("Title"), max_length=80)
    kind = models.CharField(pgettext_lazy("survey", "When"), max_length=6, choices=Kind)
    pilot = models.ForeignKey(
        Pilot, verbose_name=_("Pilot"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opens_on = models.DateField(_("First day"), help_text=_("Links by mail leave on this day."))
    closes_on = models.DateField(_("Last day"))
    grouping = models.CharField(
        _("Results"),
        max_length=10,
        choices=Grouping,
        default=Grouping.DEPARTMENT,
        help_text=_("One or the other: two tables of the same answers would show what a few people said."),
    )
    departments = models.JSONField(_("Departments"), default=list, blank=True)
    levels = models.JSONField(pgettext_lazy("of people", "Levels"), default=list, blank=True)
    questions = models.JSONField(default=list, editable=False)
    groups = models.JSONField(default=list, editable=False)
    opened_on = models.DateField(_("Opened on"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True, editable=False)
    reminded_on = models.DateField(_("Reminded on"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    audit_leaves_out = ("questions", "groups")

    class Meta:
        verbose_name = _("Readiness survey")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="survey_ends_after_start",
                violation_error_message=_("The last day is before the first: choose a later one."),
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state="open"),
                name="survey_one_open",
                violation_error_message=_("Another survey is open: close it first."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("survey", args=[self.programme_id, self.pk])

    def clean(self):
        if self.pilot_id and self.pilot.programme_id != self.programme_id:
            raise ValidationError({"pilot": _("This pilot belongs to another programme.")})

    @transition(
        field=state,
        source=State.DRAFT,
        target=State.OPEN,
        permission="survey.edit_survey",
        custom={"label": _("Open the survey"), "page": "open_survey", "tone": "primary"},
    )
    def open(self):
        pass

    @transition(
        field=state,
        source=State.OPEN,
        target=State.CLOSED,
        permission="survey.edit_survey",
        custom={"label": _("Close the survey"), "page": "close_survey"},
    )
    def close(self):
        pass

    @property
    def elements(self) -> list[str]:
        """The element of each statement, in the order in which they are asked."""
        return [question["element"] for question in self.questions]

    @property
    def invited(self) -> int:
        return sum(group["invited"] for group in self.groups)

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(timezone=self.programme.organisation.zone)

    @property
    def has_begun(self) -> bool:
        return self.opens_on <= self.today

    @property
    def is_over(self) -> bool:
        """Its last day may be past before the task that closes it has run."""
        return self.state == self.State.CLOSED or self.closes_on < self.today
