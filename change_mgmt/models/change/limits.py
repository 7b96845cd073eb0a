from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.programme.models import ProgrammeRecord


class ChangeLimits(ProgrammeRecord):
    """From where on a change of this programme is large, where its sponsor has said so."""

    cost = models.DecimalField(
        _("Extra cost up to"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    days = models.PositiveSmallIntegerField(_("Extra days up to"))

    class Meta:
        verbose_name = _("Limits of small changes")
        constraints = [models.UniqueConstraint(fields=["programme"], name="change_limits_once")]

    def __str__(self):
        return str(_("Limits of small changes"))

    def get_absolute_url(self):
        return reverse("changes", args=[self.programme_id])
