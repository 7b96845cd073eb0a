from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.text import listed
from risks.models.risk import Risk
from risks.models.scales import STRATEGIES, Nature, Strategy


class Treatment(Record):
    """What is done about a risk: the strategy, in words, and what it costs."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="treatments")
    strategy = models.CharField(_("Strategy"), max_length=10, choices=Strategy)
    text = models.TextField(_("What is done"), max_length=1000)
    cost = models.DecimalField(
        _("Cost"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    belongs_to = "risk"

    class Meta:
        verbose_name = _("treatment of a risk")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0), name="treatment_cost_not_negative"
            )
        ]

    def __str__(self):
        return f"{self.risk.code} {self.get_strategy_display()}"

    def clean(self):
        allowed = STRATEGIES[Nature(self.risk.nature)]
        if self.strategy and self.strategy not in allowed:
            words = listed(item.label for item in allowed)
            message = _("For this risk choose one of: %(strategies)s.")
            raise ValidationError({"strategy": ValidationError(message, params={"strategies": words})})


class TreatmentAction(Record):
    """One piece of work of a treatment: who, by when."""

    class State(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    TONES = {"open": "idle", "done": "done", "dropped": "none"}

    treatment = models.ForeignKey(Treatment, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(_("Action"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Owner"), on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField(_("Due"))
    cost = models.DecimalField(
        _("Cost"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    progress = models.PositiveSmallIntegerField(
        _("Progress, %"), default=0, validators=[MaxValueValidator(100)], help_text=_("How much of it is done.")
    )
    state = StateField(_("State"), choices=State, default=State.OPEN)

    belongs_to = "treatment"

    class Meta:
        verbose_name = _("action of a treatment")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="action_progress_to_100"),
        ]

    def __str__(self):
        return self.text

    @transition(
        state,
        source=State.OPEN,
        target=State.DONE,
        permission="risks.do_action",
        custom={"label": _("Mark as done")},
    )
    def complete(self):
        self.progress = 100

    @transition(
        state,
        source=State.OPEN,
        target=State.DROPPED,
        permission="risks.edit_risk",
        custom={"label": _("Drop"), "note": "required"},
    )
    def drop(self):
        pass

    @transition(
        state,
        source=[State.DONE, State.DROPPED],
        target=State.OPEN,
        permission="risks.edit_risk",
        custom={"label": _("Open again")},
    )
    def reopen(self):
        pass
