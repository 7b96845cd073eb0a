from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.programme.models.programme import ProgrammeRecord

SIGNER = Signer(salt="programme.calendar")


class CalendarLink(ProgrammeRecord):
    """One person's address of their own dates. It is signed, not secret in the database; withdrawn, it is closed for good."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Calendar link")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"], condition=models.Q(withdrawn_at=None), name="one_open_calendar_link"
            )
        ]

    def __str__(self):
        return str(_("Calendar link"))

    def get_absolute_url(self):
        return reverse("calendar", args=[self.programme_id])

    @property
    def token(self) -> str:
        return SIGNER.sign(str(self.pk))
