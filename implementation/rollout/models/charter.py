from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Record
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import Department
from implementation.rollout.models.pilot import Pilot


class Participant(Record):
    """Somebody who works with the module in the pilot: a person on the programme, or a name."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    department = models.ForeignKey(Department, verbose_name=_("Department"), on_delete=models.PROTECT, related_name="+")
    front_line = models.BooleanField(_("Front line"), default=True)

    belongs_to = "pilot"

    class Meta:
        verbose_name = _("Participant")
        ordering = ["department__name", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "pilot",
                "department",
                Lower("name"),
                name="participant_once",
                violation_error_message=_("This name is on the list already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("participants", args=[self.pilot.programme_id, self.pilot_id])


class Charter(SignedFacts):
    """What a pilot sets out to do, on one page, put forward by its author; each version is kept as it was."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="charters")
    number = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("Charter")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["pilot", "number"], name="charter_number_once")]

    def __str__(self):
        return _("Charter of %(pilot)s, version %(number)d") % {"pilot": self.pilot.name, "number": self.number}

    def get_absolute_url(self):
        return reverse("charter_version", args=[self.programme_id, self.pk])


class CharterAgreement(SignedFacts):
    """Somebody other than the author put their name to one version of a charter."""

    charter = models.OneToOneField(Charter, on_delete=models.PROTECT, related_name="agreement")

    class Meta:
        verbose_name = _("Agreement to a charter")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.charter}: {self.by_name}"

    def get_absolute_url(self):
        return self.charter.get_absolute_url()
