from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.gates.models.gate import Gate
from implementation.programme.models import ProgrammeRecord


class Approver(models.Model):
    """Somebody named to decide at a gate. A lower place chooses first; the same place, at the same time."""

    gate = models.ForeignKey(Gate, on_delete=models.CASCADE, related_name="approvers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("Position"), default=1)

    class Meta:
        verbose_name = _("approver")
        ordering = ["position", "user__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gate", "user"], name="approver_once"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="approver_place_positive"),
        ]

    def __str__(self):
        return f"{self.position} {self.user}"


class Delegation(ProgrammeRecord):
    """“B for A”: from a day to a day somebody else chooses in an approver's place."""

    class State(models.TextChoices):
        GIVEN = "given", _("Given")
        REVOKED = "revoked", _("Revoked")

    TONES = {"given": "now", "revoked": "none"}

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Given by"), on_delete=models.PROTECT, related_name="+"
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Who chooses for you"), on_delete=models.PROTECT, related_name="+"
    )
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("In force until"))
    reason = models.CharField(_("Why"), max_length=300)
    state = StateField(_("State"), choices=State, default=State.GIVEN)

    class Meta:
        verbose_name = _("delegation")
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="delegation_ends_after_start",
                violation_error_message=_("The last day is before the first: choose a later one."),
            )
        ]

    def __str__(self):
        return f"{self.delegate} – {self.giver}"

    def get_absolute_url(self):
        return reverse("delegations", args=[self.programme_id])

    def clean(self):
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day is before the first: choose a later one.")})

    @property
    def is_open(self) -> bool:
        return self.state == self.State.GIVEN and self.first_day <= timezone.localdate() <= self.last_day

    @property
    def is_over(self) -> bool:
        return self.last_day < timezone.localdate()

    @transition(
        state,
        source=State.GIVEN,
        target=State.REVOKED,
        permission="gates.revoke_delegation",
        custom={"label": _("Revoke the delegation")},
    )
    def revoke(self):
        pass
