from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.states import StateField
from implementation.programme.models import ProgrammeRecord
from implementation.rollout.models.feedback import Feedback
from implementation.rollout.models.figures import not_in_the_future
from implementation.rollout.models.pilot import Pilot


class PilotIssueQuerySet(models.QuerySet):
    def open(self):
        """What still needs somebody, the check that it is solved included."""
        return self.filter(state__in=PilotIssue.OPEN)

    def severe(self, up_to: int = 2):
        return self.filter(severity__lte=up_to)


class PilotIssue(ProgrammeRecord):
    """Something that went wrong in a pilot. Who solves it does not verify it."""

    class Severity(models.IntegerChoices):
        STOPS = 1, _("1 Stops the work")
        SERIOUS = 2, _("2 Serious")
        MODERATE = 3, _("3 Moderate")
        MINOR = 4, _("4 Minor")

    class State(models.TextChoices):
        NEW = "open", pgettext_lazy("issue", "Open")
        IN_WORK = "in_work", _("In work")
        SOLVED = "solved", _("Solved, not verified")
        VERIFIED = "verified", _("Verified")
        WONT_MEND = "wont_mend", _("Won’t mend")

    TONES = {"open": "warn", "in_work": "now", "solved": "partly", "verified": "done", "wont_mend": "none"}
    SEVERITY_TONES = {1: "bad", 2: "warn", 3: "partly", 4: "idle"}
    OPEN = (State.NEW, State.IN_WORK, State.SOLVED)

    pilot = models.ForeignKey(Pilot, verbose_name=_("Pilot"), on_delete=models.PROTECT, related_name="issues")
    title = models.CharField(_("Title"), max_length=120)
    text = models.TextField(_("What happened"), max_length=4000, blank=True)
    severity = models.PositiveSmallIntegerField(_("Severity"), choices=Severity, default=Severity.MODERATE)
    reported_by = models.CharField(_("Reported by"), max_length=120, blank=True)
    found_on = models.DateField(_("Found on"), validators=[not_in_the_future])
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    feedback = models.OneToOneField(
        Feedback, null=True, blank=True, on_delete=models.PROTECT, related_name="issue", editable=False
    )
    solved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Solved by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    outcome = models.TextField(_("What was done"), max_length=2000, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.NEW)

    objects = PilotIssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("Issue in a pilot")
        ordering = ["severity", "-found_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(severity__gte=1) & models.Q(severity__lte=4), name="pilot_issue_severity_1_to_4"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pilot_issue", args=[self.programme_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def severity_tone(self) -> str:
        return self.SEVERITY_TONES[self.severity]

    @transition(
        state,
        source=State.NEW,
        target=State.IN_WORK,
        permission="rollout.work_issue",
        custom={"label": _("Take it up")},
    )
    def begin(self):
        pass

    @transition(
        state,
        source=[State.NEW, State.IN_WORK],
        target=State.SOLVED,
        permission="rollout.work_issue",
        custom={"label": _("Say that it is solved"), "tone": "primary", "note": "required", "page": "solve_issue"},
    )
    def solve(self):
        """``solved_by`` and ``outcome`` come with the step."""

    @transition(
        state,
        source=State.SOLVED,
        target=State.VERIFIED,
        permission="rollout.verify_issue",
        custom={
            "label": _("Verify the solution"),
            "tone": "primary",
            "note": "required",
            "not_by": "solved_by",
            "refusal": _("You solved it, so someone else verifies it."),
        },
    )
    def verify(self):
        pass

    @transition(
        state,
        source=[State.NEW, State.IN_WORK],
        target=State.WONT_MEND,
        permission="rollout.decline_issue",
        custom={"label": _("Leave it unmended"), "note": "required"},
    )
    def decline(self):
        pass

    @transition(
        state,
        source=[State.SOLVED, State.VERIFIED, State.WONT_MEND],
        target=State.IN_WORK,
        permission="rollout.work_issue",
        custom={"label": _("Open it again"), "note": "required"},
    )
    def reopen(self):
        pass
