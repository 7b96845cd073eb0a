from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.text import rounded
from implementation.data_readiness.models.file import DataFile
from implementation.data_readiness.models.rule import QualityRule


def share(passed: int, checked: int) -> Decimal | None:
    """Per cent with one decimal; never 100 while something fails."""
    if not checked:
        return None
    found = rounded(Decimal(100) * passed / checked, 1)
    return Decimal("99.9") if found == 100 and passed < checked else found


class Profile(Record):
    """What was found out about an upload: figures, no rows. ``samples`` holds lines and reasons, never values."""

    data_file = models.ForeignKey(DataFile, on_delete=models.PROTECT, related_name="profiles")
    at = models.DateTimeField(default=timezone.now)
    rows = models.PositiveIntegerField(_("Rows"))
    sound = models.PositiveIntegerField(_("Rows without faults"))
    checked = models.PositiveBigIntegerField(_("Checks"), default=0)
    passed = models.PositiveBigIntegerField(_("Checks passed"), default=0)
    columns = models.JSONField(default=list, blank=True)
    samples = models.JSONField(default=list, blank=True)

    belongs_to = "data_file"
    audit_leaves_out = ("columns", "samples")

    class Meta:
        verbose_name = _("Profile of uploaded data")
        verbose_name_plural = _("Profiles of uploaded data")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.data_file)

    def get_absolute_url(self):
        return reverse("data_file", args=[self.scope_number, self.data_file_id])

    @property
    def score(self) -> Decimal | None:
        return share(self.passed, self.checked)

    @property
    def sound_share(self) -> Decimal | None:
        return share(self.sound, self.rows)


class RuleResult(models.Model):
    """How one rule fared in one profile. ``spec`` is the rule as it was then."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="results")
    rule = models.ForeignKey(QualityRule, null=True, on_delete=models.SET_NULL, related_name="results")
    spec = models.JSONField()
    target = models.DecimalField(max_digits=5, decimal_places=2)
    checked = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    # Why it could not be asked: the column is not there, or the other file's rows are gone.
    missing = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        from implementation.data_readiness.words import rule_words

        return str(rule_words(self.spec))

    @property
    def words(self):
        from implementation.data_readiness.words import rule_words

        return rule_words(self.spec)

    @property
    def column(self) -> str:
        return self.spec["second"] or self.spec["column"]

    @property
    def share(self) -> Decimal | None:
        return share(self.passed, self.checked)

    @property
    def failed(self) -> int:
        return self.checked - self.passed

    @property
    def is_met(self) -> bool:
        return not self.missing and 100 * self.passed >= self.target * self.checked

    @property
    def tone(self) -> str:
        if self.missing or not self.checked:
            return "none"
        return "ok" if self.is_met else "bad"
