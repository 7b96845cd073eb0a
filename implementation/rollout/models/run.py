from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import FrozenFacts
from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord
from implementation.rollout.models.runbook import Runbook, StepPlan


@because(_("Steps are still open: each must be done, or left out with a reason."))
def every_step_is_settled(run):
    return not run.steps.exclude(state__in=RunStep.SETTLED).exists()


@because(_("A step that is the point of no return is done: from there on the only way is forward."))
def can_still_go_back(run):
    return not run.steps.filter(no_return=True, state__in=[RunStep.State.DONE, RunStep.State.TO_CONFIRM]).exists()


class Run(ProgrammeRecord):
    """A checklist carried out, as a rehearsal or for real: who did which step when."""

    class State(models.TextChoices):
        UNDER_WAY = "under_way", _("Under way")
        FINISHED = "finished", _("Finished")
        WENT_BACK = "went_back", _("Rolled back instead")
        ABANDONED = "abandoned", _("Given up")

    TONES = {"under_way": "now", "finished": "done", "went_back": "bad", "abandoned": "none"}

    runbook = models.ForeignKey(Runbook, on_delete=models.PROTECT, related_name="runs")
    rehearsal = models.BooleanField(_("Rehearsal"))
    why = models.CharField(_("Why"), max_length=500, blank=True)
    limit_minutes = models.PositiveIntegerField(_("Time allowed, minutes"), null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    state = StateField(_("State"), choices=State, default=State.UNDER_WAY)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("Run of a checklist")
        constraints = [
            models.UniqueConstraint(
                fields=["runbook"],
                condition=models.Q(state="under_way"),
                name="one_run_at_a_time",
                violation_error_message=_("A run of this checklist is under way already: go on with that one."),
            )
        ]

    def __str__(self):
        return str(self.runbook)

    def get_absolute_url(self):
        return reverse("run", args=[self.programme_id, self.pk])

    @property
    def is_over(self) -> bool:
        return self.state != self.State.UNDER_WAY

    @property
    def minutes(self) -> int:
        """From the start to the end, or to now; a begun minute counts whole."""
        seconds = ((self.ended_at or timezone.now()) - self.started_at).total_seconds()
        return max(0, -int(-seconds // 60))

    @transition(
        state,
        source=State.UNDER_WAY,
        target=State.FINISHED,
        conditions=[every_step_is_settled],
        permission="rollout.work_run",
        custom={"label": _("Finish the run"), "tone": "primary", "hidden": True},
    )
    def finish(self):
        """By the action that freezes what was done."""

    @transition(
        state,
        source=State.UNDER_WAY,
        target=State.WENT_BACK,
        conditions=[can_still_go_back],
        permission="rollout.work_run",
        custom={"label": _("Roll back"), "note": "required", "hidden": True},
    )
    def go_back(self):
        """By the action that starts the run of the roll-back."""

    @transition(
        state,
        source=State.UNDER_WAY,
        target=State.ABANDONED,
        permission="rollout.start_run",
        custom={"label": _("Give up the run"), "note": "required", "tone": "danger", "hidden": True},
    )
    def abandon(self):
        """What was done so far stays on record."""


class RunStep(StepPlan):
    """One step of a run, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("To do")
        TO_CONFIRM = "to_confirm", _("To be confirmed")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        SKIPPED = "skipped", _("Left out")
        PASSED_OVER = "passed_over", _("Failed, went on")

    TONES = {
        "waiting": "idle",
        "to_confirm": "wait",
        "done": "done",
        "failed": "bad",
        "skipped": "none",
        "passed_over": "warn",
    }
    SETTLED = (State.DONE, State.SKIPPED, State.PASSED_OVER)

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="steps")
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=1)
    remark = models.CharField(_("Note"), max_length=1000, blank=True)
    state = StateField(_("State"), choices=State, default=State.WAITING)

    belongs_to = "run"

    class Meta:
        ordering = ["number", "pk"]
        verbose_name = _("Step of a run")

    @property
    def is_settled(self) -> bool:
        return self.state in self.SETTLED

    @property
    def minutes(self) -> int | None:
        """From when its turn came until it was settled; a begun minute counts whole."""
        if not self.began_at or not self.ended_at:
            return None
        return max(0, -int(-(self.ended_at - self.began_at).total_seconds() // 60))

    @transition(
        state,
        source=State.WAITING,
        target=State.DONE,
        permission="rollout.work_run",
        custom={"label": _("Done"), "hidden": True},
    )
    def do(self):
        pass

    @transition(
        state,
        source=State.WAITING,
        target=State.TO_CONFIRM,
        permission="rollout.work_run",
        custom={"label": _("Done"), "hidden": True},
    )
    def hand_over(self):
        """Done, and somebody else must look."""

    @transition(
        state,
        source=State.TO_CONFIRM,
        target=State.DONE,
        permission="rollout.work_run",
        custom={
            "label": _("Confirm"),
            "hidden": True,
            "not_by": "done_by",
            "refusal": _("You did this step, so somebody else must confirm it."),
        },
    )
    def confirm(self):
        pass

    @transition(
        state,
        source=[State.WAITING, State.TO_CONFIRM],
        target=State.FAILED,
        permission="rollout.work_run",
        custom={"label": _("Failed"), "note": "required", "hidden": True},
    )
    def fail(self):
        pass

    @transition(
        state,
        source=State.WAITING,
        target=State.SKIPPED,
        permission="rollout.work_run",
        custom={"label": _("Leave it out"), "note": "required", "hidden": True},
    )
    def skip(self):
        pass

    @transition(
        state,
        source=State.FAILED,
        target=State.WAITING,
        permission="rollout.work_run",
        custom={"label": _("Try again"), "hidden": True},
    )
    def retry(self):
        pass

    @transition(
        state,
        source=State.FAILED,
        target=State.PASSED_OVER,
        permission="rollout.work_run",
        custom={"label": _("Go on"), "note": "required", "hidden": True},
    )
    def go_on(self):
        pass


class RunReport(FrozenFacts, ProgrammeRecord):
    """What a run was, frozen when it ended."""

    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="report")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("Report of a run")

    def __str__(self):
        return str(self.run)

    def get_absolute_url(self):
        return self.run.get_absolute_url()
