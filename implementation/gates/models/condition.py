from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.gates.models.decision import Decision
from implementation.programme.models import ProgrammeRecord, Undertaking


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
