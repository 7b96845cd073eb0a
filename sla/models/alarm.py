from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Record
from sla.models.agreement import Agreement
from sla.models.breach import Breach
from sla.models.objective import Objective


class AlarmSetting(Record):
    """Who hears the alarms of an agreement, and until when nobody does. Without one the managers hear them."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="alarm_setting")
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who hears the alarms"),
        blank=True,
        related_name="+",
        help_text=_("Without a name, the managers of the programme."),
    )
    muted_until = models.DateField(
        _("Quiet until"),
        null=True,
        blank=True,
        help_text=_("Up to this day alarms are kept on the list, but nobody is told."),
    )

    belongs_to = "agreement"

    class Meta:
        verbose_name = _("alarm settings")

    def __str__(self):
        return str(_("Alarms"))

    def get_absolute_url(self):
        return reverse("alarms", args=[self.agreement.programme_id, self.agreement_id])

    @property
    def is_muted(self) -> bool:
        return self.muted_until is not None and timezone.localdate(timezone=self.agreement.zone) <= self.muted_until


class SlaAlarm(Record):
    """One warning, given once: ``key`` names what it is about and at which step, so that no run repeats it."""

    class Kind(models.TextChoices):
        BUDGET = "budget", _("Error budget used")
        FORECAST = "forecast", _("Budget gone before the month ends")
        BURN = "burn", _("Budget burns too fast")
        SILENCE = "silence", _("No data")
        CLAIM = "claim", _("Claim about to lapse")
        BREACH = "breach", _("Breach unanswered")

    class Level(models.TextChoices):
        NOTE = "note", _("To know")
        WARNING = "warning", _("Warning")
        ALARM = "alarm", _("Act now")

    TONES = {"note": "now", "warning": "warn", "alarm": "bad"}

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="alarms")
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="alarms")
    breach = models.ForeignKey(Breach, null=True, blank=True, on_delete=models.PROTECT, related_name="alarms")
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    level = models.CharField(_("Level"), max_length=8, choices=Level)
    month = models.DateField(_("Month"), null=True, blank=True)
    key = models.CharField(max_length=120)
    # The figures of the sentence, as text.
    figures = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=timezone.now)
    # Nobody was told: the agreement was quiet.
    quiet = models.BooleanField(_("Quiet"), default=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    belongs_to = "agreement"

    class Meta:
        verbose_name = _("alarm")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="alarm_once")]

    def __str__(self):
        return str(self.get_kind_display())

    @property
    def tone(self) -> str:
        return self.TONES[self.level]

    def get_absolute_url(self):
        if self.breach_id:
            return self.breach.get_absolute_url()
        return reverse("alarms", args=[self.agreement.programme_id, self.agreement_id])
