from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.survey.elements import Element
from implementation.programme.models import ProgrammeRecord

#: Of one element, beside the one that every survey asks.
MOST = 5
LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Statement(ProgrammeRecord):
    """A sentence of the programme’s own that surveys ask beside those of the product."""

    element = models.CharField(_("Element"), max_length=10, choices=Element)
    text_en = models.CharField(_("In English"), max_length=200)
    text_zh_hans = models.CharField(_("In Simplified Chinese"), max_length=200)
    text_zh_hant = models.CharField(_("In Traditional Chinese"), max_length=200)

    class Meta:
        verbose_name = _("Statement")
        ordering = ["pk"]

    def __str__(self):
        return self.text_en

    def get_absolute_url(self):
        return reverse("survey_statements", args=[self.programme_id])

    @property
    def texts(self) -> dict[str, str]:
        return {code: getattr(self, f"text_{code.replace('-', '_')}") for code in LANGUAGES}
