from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.programme.models import Department
from implementation.rollout.models.pilot import Pilot


class ReadinessAnswer(Record):
    """Whether one thing that a department needs before its pilot is there."""

    class Item(models.TextChoices):
        TRAINED = "trained", _("People are trained")
        DATA = "data", _("Data is migrated and checked")
        DEVICES = "devices", _("Devices and network work")
        SUPPORT = "support", _("Support is named and known")
        OLD_WAY = "old_way", _("The old way is still available")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("Not ready yet")

    TONES = {"yes": "ok", "partly": "partly", "no": "bad"}

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="readiness")
    department = models.ForeignKey(Department, verbose_name=_("Department"), on_delete=models.PROTECT, related_name="+")
    item = models.CharField(_("What"), max_length=10, choices=Item)
    answer = models.CharField(_("Answer"), max_length=8, choices=Answer)
    remark = models.CharField(_("Note"), max_length=200, blank=True)
    on = models.DateField(_("Said on"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    belongs_to = "pilot"

    class Meta:
        verbose_name = _("Readiness of a pilot group")
        ordering = ["department__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["pilot", "department", "item"], name="readiness_answer_once")]

    def __str__(self):
        return f"{self.get_item_display()}, {self.department}"

    def get_absolute_url(self):
        return reverse("pilot_readiness", args=[self.pilot.programme_id, self.pilot_id])

    @property
    def tone(self) -> str:
        return self.TONES[self.answer]
