import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.models.training.enrolment import Enrolment
from core.models import FrozenFacts
from implementation.programme.models import ProgrammeRecord


def code() -> str:
    return secrets.token_urlsafe(16)


class Certificate(ProgrammeRecord, FrozenFacts):
    """That one person attended and passed. Whoever holds the paper can have its number confirmed by the code on it."""

    number = models.PositiveIntegerField(_("Number"))
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=40, unique=True, default=code, editable=False)
    at = models.DateTimeField(_("Issued"), auto_now_add=True)

    audit_leaves_out = ("code",)

    class Meta:
        verbose_name = _("Certificate")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="certificate_number_once")]

    def __str__(self):
        return self.spelt

    def get_absolute_url(self):
        return self.enrolment.session.get_absolute_url()

    @property
    def spelt(self) -> str:
        return f"C-{self.programme_id}-{self.number:04}"

    @property
    def check_address(self) -> str:
        return f"{settings.SITE_URL}{reverse('check_certificate', args=[self.code])}"

    @property
    def holds(self) -> bool:
        """Not where attendance or score were put right since."""
        return self.enrolment.has_passed
