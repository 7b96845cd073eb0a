import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core import text
from core.models import Record
from core.states import StateField
from core.workflow import because
from sla.models.agreement import level
from sla.models.objective import Objective


@because(_("Write the answer on the page of the breach."))
def has_answer(breach):
    return bool(breach.explanation.strip())


@because(_("Its credit is still open: claim it or waive it first."))
def credit_is_dealt_with(breach):
    return not breach.credit.waits_for_claim


class Breach(Record):
    """A complete month below its target. The vendor answers for it."""

    class State(models.TextChoices):
        RAISED = "raised", _("Unanswered")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        EXPLAINED = "explained", _("Explained")
        CLOSED = "closed", _("Closed")

    TONES = {"raised": "warn", "acknowledged": "now", "explained": "now", "closed": "done"}
    UNANSWERED = (State.RAISED, State.ACKNOWLEDGED)

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="breaches")
    month = models.DateField()
    measured = models.DecimalField(max_digits=26, decimal_places=10)
    target = level()
    risk = models.ForeignKey("risks.Risk", null=True, blank=True, on_delete=models.PROTECT, related_name="breaches")
    # What the breach did to the rating of its risk, in every language.
    risk_words = models.JSONField(default=dict, blank=True, editable=False)
    explanation = models.TextField(_("What happened, and why"), max_length=4000, blank=True)
    remedy = models.TextField(_("What was done about it"), max_length=4000, blank=True)
    prevention = models.TextField(_("What keeps it from happening again"), max_length=4000, blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    explained_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Acknowledged by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answer_by = models.DateField(_("Answer due"), null=True, blank=True, editable=False)
    # When those above were told that the answer is overdue; empty again when a better answer is asked for.
    escalated_on = models.DateField(_("Escalated"), null=True, blank=True, editable=False)
    # An exclusion or later measurements brought the month back above its target.
    lifted = models.BooleanField(default=False)
    state = StateField(_("State"), choices=State, default=State.RAISED)

    belongs_to = "objective"

    class Meta:
        ordering = ["-month", "-pk"]
        verbose_name = _("Breach")
        verbose_name_plural = "breaches"
        constraints = [models.UniqueConstraint(fields=["objective", "month"], name="breach_once")]

    def __str__(self):
        return f"{self.objective.title}{text.MARKS[',']}{text.month(self.month)}"

    def get_absolute_url(self):
        return reverse("breach", args=[self.objective.agreement.programme_id, self.pk])

    @property
    def agreement(self):
        return self.objective.agreement

    @property
    def is_unanswered(self) -> bool:
        return self.state in self.UNANSWERED

    def set_term(self) -> None:
        """The answer is due so many days from today, as the agreement says."""
        self.answer_by = timezone.localdate() + datetime.timedelta(days=self.agreement.answer_days)
        self.escalated_on = None

    @transition(
        state,
        source=State.RAISED,
        target=State.ACKNOWLEDGED,
        permission="sla.answer_breach",
        custom={"label": _("Acknowledge the breach"), "page": "acknowledge_breach"},
    )
    def acknowledge(self):
        """The provider has seen it and answers by the day that is set."""

    @transition(
        state,
        source=[State.RAISED, State.ACKNOWLEDGED],
        target=State.EXPLAINED,
        conditions=[has_answer],
        permission="sla.answer_breach",
        custom={"label": _("Answer the breach"), "tone": "primary", "page": "explain_breach"},
    )
    def explain(self):
        pass

    @transition(
        state,
        source=State.EXPLAINED,
        target=State.CLOSED,
        conditions=[credit_is_dealt_with],
        permission="sla.close_breach",
        custom={
            "label": _("Accept the answer and close"),
            "note": "required",
            "not_by": "explained_by",
            "refusal": _("You wrote the answer, so someone else closes the breach."),
        },
    )
    def close(self):
        pass

    @transition(
        state,
        source=[State.EXPLAINED, State.CLOSED],
        target=State.RAISED,
        permission="sla.close_breach",
        custom={"label": _("Ask for a better answer"), "note": "required"},
    )
    def reopen(self):
        self.set_term()

    @transition(
        state,
        source=[State.RAISED, State.ACKNOWLEDGED, State.EXPLAINED],
        target=State.CLOSED,
        permission="sla.by_itself",
        custom={"label": _("Lift the breach"), "hidden": True},
    )
    def lift(self):
        """The month is not below its target any more."""
