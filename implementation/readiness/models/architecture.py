from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.programme.models import ProgrammeRecord
from implementation.readiness.checklist import ITEMS


class ArchitectureItem(ProgrammeRecord):
    """Whether one thing that the technical architecture must settle is settled, and where that can be read."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")

    TONES = {"yes": "ok", "partly": "partly", "no": "bad", "not_applicable": "none"}

    item = models.CharField(_("What"), max_length=40, choices=list(ITEMS.items()))
    answer = models.CharField(_("Answer"), max_length=14, choices=Answer)
    note = models.CharField(_("Where it can be read, or why not"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("answer on the architecture")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "item"], name="architecture_item_once")]

    def __str__(self):
        return str(self.get_item_display())

    def get_absolute_url(self):
        return reverse("architecture", args=[self.programme_id])

    @property
    def tone(self) -> str:
        return self.TONES[self.answer]

    @property
    def is_settled(self) -> bool:
        return self.answer in (self.Answer.YES, self.Answer.NOT_APPLICABLE)

    def clean(self):
        if self.answer == self.Answer.NOT_APPLICABLE and not self.note.strip():
            raise ValidationError({"note": _("Say why it does not apply.")})
