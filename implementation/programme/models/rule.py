from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.programme.models.programme import ProgrammeRecord


class AssignmentRule(ProgrammeRecord):
    """What is made without an owner, and of this kind and category, is given to this person. The first that fits wins."""

    number = models.PositiveSmallIntegerField(_("Order"), editable=False)
    kind = models.CharField(_("Kind of record"), max_length=60, editable=False)
    category = models.CharField(_("Category"), max_length=40, blank=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Goes to"), on_delete=models.PROTECT, related_name="+"
    )
    task_days = models.PositiveSmallIntegerField(
        _("Look at it within, days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("With a number here, the person also gets a task. Empty: only the record."),
    )

    class Meta:
        verbose_name = _("Rule")
        ordering = ["number", "pk"]

    def __str__(self):
        return f"{self.number}"

    def get_absolute_url(self):
        return reverse("rules", args=[self.programme_id])
