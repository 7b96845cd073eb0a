from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from risks.models.risk import Risk


def _answered(outcome: str):
    """Only the sponsor's answer, put on record first, moves a request."""

    @because(_("Decide it on its own page: the reason is kept with the decision."))
    def answered(request):
        try:
            return request.answer.outcome == outcome
        except ObjectDoesNotExist:
            return False

    return answered


class AcceptanceRequest(Record):
    """Somebody asks a sponsor to live with a risk until a day, and says why."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Waiting for a sponsor")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {"requested": "wait", "accepted": "done", "refused": "bad", "withdrawn": "none"}

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="requests")
    reason = models.TextField(_("Why live with it"), max_length=2000)
    expires_on = models.DateField(
        _("Until"), help_text=_("After this day the risk opens again. Owner and sponsor are told before.")
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    state = StateField(_("State"), choices=State, default=State.REQUESTED)

    belongs_to = "risk"

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk"], condition=models.Q(state="requested"), name="one_open_acceptance_request"
            )
        ]

    def __str__(self):
        return str(self.risk)

    @transition(
        state,
        source=State.REQUESTED,
        target=State.ACCEPTED,
        conditions=[_answered("accepted")],
        permission="risks.accept_risk",
        custom={
            "label": _("Accept the risk"),
            "not_by": "requested_by",
            "refusal": _("You asked for this acceptance, so someone else must decide."),
            "hidden": True,
        },
    )
    def accept(self):
        pass

    @transition(
        state,
        source=State.REQUESTED,
        target=State.REFUSED,
        conditions=[_answered("refused")],
        permission="risks.accept_risk",
        custom={
            "label": _("Refuse the acceptance"),
            "not_by": "requested_by",
            "refusal": _("You asked for this acceptance, so someone else must decide."),
            "hidden": True,
        },
    )
    def refuse(self):
        pass

    @transition(
        state,
        source=State.REQUESTED,
        target=State.WITHDRAWN,
        permission="risks.edit_risk",
        custom={"label": _("Withdraw the request"), "note": "optional"},
    )
    def withdraw(self):
        pass


class Acceptance(SignedFacts):
    """A sponsor's answer with the facts of that moment. Never changed."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="acceptances")
    request = models.OneToOneField(AcceptanceRequest, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(_("Decision"), max_length=10, choices=Outcome)
    reason = models.TextField(_("Why"), max_length=2000)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.risk}: {self.get_outcome_display()}"

    def get_absolute_url(self):
        return self.risk.get_absolute_url()
