from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Record
from vendors.library import ENTRIES
from vendors.models.round import SelectionRound

LOWEST, HIGHEST = 1, 5
ON_SCALE = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]


class CriterionGroup(Record):
    """Criteria that belong together: weighed against the other groups first, then among themselves."""

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="groups")
    order = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField(pgettext_lazy("of criteria", "Group"), max_length=80)

    belongs_to = "round"

    class Meta:
        verbose_name = _("group of criteria")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class VendorCriterion(Record):
    """What vendors are judged by: its share of 100 %, and the least score that keeps a vendor in."""

    round = models.ForeignKey(SelectionRound, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField(default=0)
    group = models.ForeignKey(
        CriterionGroup,
        verbose_name=pgettext_lazy("of criteria", "Group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="criteria",
    )
    # Its entry in the library, where how to judge it stands in every language.
    key = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField(_("Criterion"), max_length=120)
    help = models.CharField(_("What to look at"), max_length=300, blank=True)
    weight = models.DecimalField(_("Weight, %"), max_digits=5, decimal_places=2)
    knock_out = models.PositiveSmallIntegerField(_("Knock-out below"), null=True, blank=True, validators=ON_SCALE)

    scale = models.TextField(
        _("How to judge 1 to 5"), max_length=2000, blank=True, help_text=_("What deserves a 1, a 3 and a 5.")
    )
    evidence = models.TextField(_("Evidence to ask for"), max_length=2000, blank=True)

    belongs_to = "round"

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gte=0, weight__lte=100), name="vendor_weight_within_100"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("vendor_criterion", args=[self.round.programme_id, self.pk])

    @property
    def entry(self):
        """Its entry in the library, where it came from there."""
        return ENTRIES.get(self.key)

    @property
    def guide(self) -> list[tuple[int, object]]:
        """What deserves which score, in the reader's language; nothing where somebody wrote their own words."""
        return self.entry.scale if self.entry and not self.scale else []

    @property
    def asks_for(self):
        return self.evidence or (self.entry.evidence if self.entry else "")

    @property
    def suggested_questions(self) -> tuple:
        """What to ask the vendors about it."""
        return self.entry.questions if self.entry else ()
