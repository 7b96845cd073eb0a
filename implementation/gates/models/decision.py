from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import FrozenFacts
from core.states import StateField
from implementation.gates.models.gate import Gate
from implementation.programme.models import ProgrammeRecord, Undertaking


class Outcome(models.TextChoices):
    GO = "go", _("Go")
    CONDITIONAL = "conditional", _("Conditional go")
    HOLD = "hold", _("Hold")
    RECYCLE = "recycle", _("Recycle")
    STOP = "stop", _("Stop")


class SignedFacts(FrozenFacts, ProgrammeRecord):
    """Frozen facts with who put their name to them, in which role, as text that outlives the account."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    by_role = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


def in_place_of(name: str, other: str) -> str:
    return gettext("%(name)s for %(other)s") % {"name": name, "other": other} if other else name


class DecisionRequest(SignedFacts):
    """Somebody asked for the decision; the criteria are frozen as they were then."""

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("request for a decision")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["gate", "number"], name="request_number_once")]

    def __str__(self):
        return f"{self.gate}, {self.number}"

    def get_absolute_url(self):
        return self.gate.get_absolute_url()


class Vote(SignedFacts):
    """One approver's choice, or abstention. When as many as the quorum have chosen the same, that is the decision.

    ``for_user`` is the approver in whose place a delegate chose.
    """

    ABSTAIN = "abstain"

    request = models.ForeignKey(DecisionRequest, on_delete=models.PROTECT, related_name="votes")
    outcome = models.CharField(_("Decision"), max_length=12, choices=[*Outcome.choices, (ABSTAIN, _("Abstention"))])
    reason = models.TextField(_("Why"))
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("In place of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    for_name = models.CharField(_("In place of"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("vote")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "by"], name="one_vote_each"),
            models.UniqueConstraint(fields=["request", "for_user"], name="one_vote_in_each_place"),
        ]

    def __str__(self):
        return f"{self.signed}: {self.get_outcome_display()}"

    @property
    def signed(self) -> str:
        """The name, and in whose place: “B for A”."""
        return in_place_of(self.by_name, self.for_name)

    @property
    def seat(self) -> int:
        """Whose vote it is: the approver's own, whoever cast it."""
        return self.for_user_id or self.by_id

    def get_absolute_url(self):
        return self.request.get_absolute_url()


class Decision(SignedFacts):
    """What was decided, with the facts of that moment, the votes and the reason. Never changed; a later one can replace it."""

    request = models.OneToOneField(DecisionRequest, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.TextField()
    look_again_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.request.gate}: {self.get_outcome_display()}"

    def get_absolute_url(self):
        return reverse("decision", args=[self.programme_id, self.pk])


class Condition(Undertaking, ProgrammeRecord):
    """What a conditional go asks for: by whom, by when, and who checks. Missed, it reopens the gate."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Met")
        MISSED = "missed", _("Missed")

    TONES = {"open": "wait", "met": "done", "missed": "bad"}

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="conditions")
    state = StateField(_("State"), choices=State, default=State.OPEN)

    class Meta(Undertaking.Meta):
        verbose_name = _("condition")

    def get_absolute_url(self):
        return self.decision.get_absolute_url()

    @transition(
        state,
        source=State.OPEN,
        target=State.MET,
        permission="gates.verify_condition",
        custom={
            "label": _("Confirm as met"),
            "note": "required",
            "not_by": "owner",
            "refusal": _("You own this condition, so someone else confirms it."),
            "page": "confirm_condition",
        },
    )
    def confirm(self):
        pass

    @transition(
        state,
        source=State.OPEN,
        target=State.MISSED,
        permission="gates.decide_gate",
        custom={"label": _("Missed"), "hidden": True},
    )
    def miss(self):
        """The due day has passed."""
