from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from risks.models.risk import Risk


@because(_("Write first what was learnt, so that the next programme has it."))
def has_lesson(issue):
    return bool(issue.lesson.strip())


class RiskIssue(Record):
    """A risk that has occurred: what happened, what it did, who deals with it and what comes next."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        RESOLVED = "resolved", _("Resolved")
        CLOSED = "closed", _("Closed")

    TONES = {"open": "bad", "resolved": "ok", "closed": "none"}

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="issues")
    what_happened = models.TextField(_("What happened"), max_length=2000)
    happened_on = models.DateField(_("Happened on"), default=timezone.localdate)
    impact = models.TextField(_("What it did"), max_length=2000, blank=True, help_text=_("To dates, money, people."))
    cost = models.DecimalField(
        _("Cost so far"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who deals with it until it is resolved."),
    )
    next_step = models.CharField(_("Next step"), max_length=300)
    due = models.DateField(_("Next step by"))
    lesson = models.TextField(
        _("What was learnt"), max_length=2000, blank=True, help_text=_("Asked for before the issue is closed.")
    )
    state = StateField(_("State"), choices=State, default=State.OPEN)

    belongs_to = "risk"

    class Meta:
        verbose_name = _("issue from a risk")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0), name="issue_cost_not_negative"
            )
        ]

    def __str__(self):
        return str(_("Issue: %(risk)s") % {"risk": self.risk})

    def get_absolute_url(self):
        return reverse("risk_issue", args=[self.risk.programme_id, self.pk])

    @transition(
        state,
        source=State.OPEN,
        target=State.RESOLVED,
        permission="risks.edit_issue",
        custom={"label": _("Mark as resolved"), "tone": "primary", "note": "required"},
    )
    def resolve(self):
        """Its harm is mended; the lesson is still to be written."""

    @transition(
        state,
        source=State.RESOLVED,
        target=State.CLOSED,
        conditions=[has_lesson],
        permission="risks.edit_risk",
        custom={"label": _("Close the issue"), "tone": "primary"},
    )
    def close(self):
        pass

    @transition(
        state,
        source=[State.RESOLVED, State.CLOSED],
        target=State.OPEN,
        permission="risks.edit_issue",
        custom={"label": _("Open the issue again"), "note": "required"},
    )
    def reopen(self):
        pass
