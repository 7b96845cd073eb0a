import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.models import Record
from core.states import StateField
from sla.models.agreement import Agreement

NAME_TAKEN = _("There is a token for this source already. Revoke it first, or choose another name.")


class ApiToken(Record):
    """The key of one source: a program that sends measurements of an agreement, or reads its results.

    Only the SHA-256 of the key is kept; ``prefix`` is its beginning, by which people recognise it.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        REVOKED = "revoked", _("Revoked")

    TONES = {"active": "ok", "revoked": "none"}

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(
        pgettext_lazy("of data", "Source"),
        max_length=120,
        help_text=_("The program that uses the token, and where it runs."),
    )
    source_note = models.TextField(
        _("Where the measurements come from"),
        max_length=1000,
        blank=True,
        help_text=_("Which monitor wrote them, for whom, under which licence. It is shown with the results."),
    )
    monitors = models.JSONField(_("Monitors"), default=list, blank=True)
    may_write = models.BooleanField(_("Send measurements"), default=True)
    may_read = models.BooleanField(_("Read results"), default=False)
    expires_on = models.DateField(
        _("Last day it works"), null=True, blank=True, help_text=_("Without a day it works until it is revoked.")
    )
    prefix = models.CharField(max_length=12, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_why = models.TextField(max_length=2000, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.ACTIVE)

    belongs_to = "agreement"
    audit_leaves_out = ("digest",)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "name"],
                condition=models.Q(state="active"),
                name="active_token_of_name_once",
                violation_error_message=NAME_TAKEN,
            ),
            models.CheckConstraint(
                condition=models.Q(may_write=True) | models.Q(may_read=True),
                name="token_may_something",
                violation_error_message=_("Choose what the token may do: send measurements, read results, or both."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("api_tokens", args=[self.agreement.programme_id, self.agreement_id])

    def clean(self):
        if not self.pk and self.expires_on and self.expires_on < timezone.localdate():
            raise ValidationError({"expires_on": _("This day has passed: choose a later one.")})
        twins = ApiToken.objects.filter(agreement_id=self.agreement_id, name=self.name, state=self.State.ACTIVE)
        if self.state == self.State.ACTIVE and twins.exclude(pk=self.pk).exists():
            raise ValidationError({"name": NAME_TAKEN})

    @property
    def has_expired(self) -> bool:
        """After the end of its last day in the contract's place."""
        return self.expires_on is not None and self.expires_on < self.today

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(timezone=self.agreement.zone)

    @property
    def works(self) -> bool:
        return self.state == self.State.ACTIVE and not self.has_expired

    @transition(
        state,
        source=State.ACTIVE,
        target=State.REVOKED,
        permission="sla.edit_token",
        custom={"label": _("Revoke the token"), "note": "required", "tone": "danger", "page": "revoke_token"},
    )
    def revoke(self):
        """From now on it opens nothing; what it sent stays."""


class ApiUse(models.Model):
    """How much a token was used in its latest minute, and when it was used last. Counted in the row, so that every process counts alike."""

    token = models.OneToOneField(ApiToken, on_delete=models.CASCADE, related_name="use")
    # Whole minutes since 1970.
    minute = models.BigIntegerField(default=0)
    requests = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("API use")

    def __str__(self):
        return f"{self.token_id}: {self.requests}"


class ApiAnswer(models.Model):
    """What a call with a key of its own was answered: the same call again gets the same answer and writes nothing."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answers", db_index=False)
    key = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("API answer")
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="api_answer_once")]
        indexes = [models.Index(fields=["at"], name="api_answer_at")]

    def __str__(self):
        return self.key


class PendingMonth(models.Model):
    """A month that new rows touched and that is not worked out again yet.

    ``asked`` grows with every touch: rows that come in while the month is worked out leave the mark standing.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="pending_months", db_index=False)
    month = models.DateField()
    asked = models.BigIntegerField()
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("month to work out")
        ordering = ["agreement", "month"]
        constraints = [models.UniqueConstraint(fields=["agreement", "month"], name="pending_month_once")]

    def __str__(self):
        return f"{self.agreement_id} {self.month:%Y-%m}"
