"""What somebody undertakes to do by a day, and who checks that it is done."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import User


@dataclass(frozen=True)
class Promise:
    """An undertaking as whoever asks for it words it, before it is on record."""

    text: str
    owner: User
    due: datetime.date
    verifier: User

    @property
    def fields(self) -> dict:
        return {"text": self.text, "owner": self.owner, "due": self.due, "verifier": self.verifier}


class Undertaking(models.Model):
    """Its owner does it by the day, somebody else confirms it."""

    text = models.CharField(_("What must be done"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Owner"), on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField(_("Due"))
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Checked by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["due", "pk"]

    def __str__(self):
        return self.text

    def clean(self):
        if self.owner_id and self.owner_id == self.verifier_id:
            raise ValidationError({"verifier": _("The owner cannot check their own condition: choose someone else.")})
