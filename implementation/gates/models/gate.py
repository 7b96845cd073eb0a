from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.gates import registry
from implementation.programme.models import ProgrammeRecord, Stage


@because(_("A gate with no criteria cannot be decided: add one first."))
def has_criteria(gate):
    return gate.criteria.exists()


@because(_("The stage before this gate has not started."))
def stage_has_started(gate):
    return gate.stage.state != Stage.State.NOT_STARTED


class Gate(ProgrammeRecord):
    """The end of a stage: criteria, and a decision that opens what comes next."""

    class Kind(models.TextChoices):
        INITIATION = registry.INITIATION, _("Initiation")
        BUSINESS_CASE = registry.BUSINESS_CASE, _("Business case")
        CONTRACT_REVIEW = registry.CONTRACT_REVIEW, _("Contract review")
        READY_TO_PILOT = registry.READY_TO_PILOT, _("Ready to pilot")
        PILOT_EXIT = registry.PILOT_EXIT, _("Pilot exit")
        ACCEPTANCE = registry.ACCEPTANCE, _("Acceptance")
        BENEFITS_REVIEW = registry.BENEFITS_REVIEW, _("Benefits review")

    class State(models.TextChoices):
        OPEN = "open", _("Being prepared")
        REQUESTED = "requested", _("Waiting for the decision")
        PASSED = "passed", _("Go")
        CONDITIONAL = "conditional", _("Conditional go")
        HELD = "held", _("On hold")
        STOPPED = "stopped", _("Stopped")

    TONES = {
        "open": "idle",
        "requested": "now",
        "passed": "done",
        "conditional": "partly",
        "held": "wait",
        "stopped": "bad",
    }
    DECIDED = (State.PASSED, State.CONDITIONAL, State.STOPPED)

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="gates")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(_("Name"), max_length=120)
    due = models.DateField(_("Decide by"))
    quorum = models.PositiveSmallIntegerField(
        _("Quorum"), default=1, help_text=_("How many sponsors must choose the same.")
    )
    should_floor = models.PositiveSmallIntegerField(
        _("Should-meet score asked for"), default=60, help_text=_("Of 100.")
    )
    recycles = models.PositiveSmallIntegerField(default=0, editable=False)
    reopened_at = models.DateTimeField(null=True, blank=True, editable=False)
    look_again_on = models.DateField(_("Look again on"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.OPEN)

    class Meta:
        verbose_name = _("gate")
        ordering = ["stage__number", "due", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quorum__gte=1), name="gate_quorum_positive"),
            models.CheckConstraint(condition=models.Q(should_floor__lte=100), name="gate_floor_of_100"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("gate", args=[self.programme_id, self.pk])

    @property
    def is_decided(self):
        return self.state in self.DECIDED

    @transition(
        state,
        source=[State.OPEN, State.HELD],
        target=State.REQUESTED,
        conditions=[has_criteria, stage_has_started],
        permission="gates.request_decision",
        custom={"label": _("Ask for the decision"), "tone": "primary", "page": "request_decision"},
    )
    def request(self):
        """The facts are frozen with the request."""

    @transition(
        state,
        source=State.REQUESTED,
        target=State.OPEN,
        permission="gates.withdraw_request",
        custom={"label": _("Withdraw the request"), "note": "required"},
    )
    def withdraw(self):
        """By who asked, or whoever runs or pays for the programme; the request stays on record."""

    @transition(
        state,
        source=State.REQUESTED,
        target=State.OPEN,
        permission="gates.decide_gate",
        custom={"label": _("Send the request back"), "hidden": True},
    )
    def send_back(self):
        """Too few can still agree."""

    @transition(
        state,
        source=State.REQUESTED,
        target=State.PASSED,
        permission="gates.vote",
        custom={"label": _("Go"), "hidden": True},
    )
    def go(self):
        pass

    @transition(
        state,
        source=State.REQUESTED,
        target=State.CONDITIONAL,
        permission="gates.vote",
        custom={"label": _("Conditional go"), "hidden": True},
    )
    def go_on_conditions(self):
        pass

    @transition(
        state,
        source=State.REQUESTED,
        target=State.HELD,
        permission="gates.vote",
        custom={"label": _("Hold"), "hidden": True},
    )
    def hold(self):
        pass

    @transition(
        state,
        source=State.REQUESTED,
        target=State.OPEN,
        permission="gates.vote",
        custom={"label": _("Recycle"), "hidden": True},
    )
    def recycle(self):
        self.recycles += 1

    @transition(
        state,
        source=State.REQUESTED,
        target=State.STOPPED,
        permission="gates.vote",
        custom={"label": _("Stop"), "hidden": True},
    )
    def stop(self):
        pass

    @transition(
        state,
        source=State.CONDITIONAL,
        target=State.PASSED,
        permission="gates.verify_condition",
        custom={"label": _("All conditions met"), "hidden": True},
    )
    def fulfil(self):
        pass

    @transition(
        state,
        source=State.CONDITIONAL,
        target=State.OPEN,
        permission="gates.decide_gate",
        custom={"label": _("Reopen"), "hidden": True},
    )
    def reopen(self):
        """A condition was missed."""
