from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.evidence import in_this_language
from sla.models.agreement import level
from sla.models.objective import Objective
from sla.models.source import EventImport


def seconds():
    return models.DecimalField(max_digits=16, decimal_places=6, default=0)


def exact_result():
    """In the unit of the objective, cut to ten decimals on its worse side, never rounded over a bound."""
    return models.DecimalField(max_digits=26, decimal_places=10, null=True)


class MonthlyResult(models.Model):
    """One objective in one calendar month of the contract's place, worked out when records come in."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="results")
    month = models.DateField()
    target = level()
    raw = exact_result()
    adjusted = exact_result()
    coverage = exact_result()
    up_seconds = seconds()
    down_seconds = seconds()
    excluded_seconds = seconds()
    unknown_seconds = seconds()
    samples = models.PositiveIntegerField(null=True)
    percentile_ms = models.FloatField(null=True)
    # Each [from, to] in UTC, the longest ones
    outages = models.JSONField(default=list)
    # What the formula was given, by name: counts, sums, percentiles, burn rates. Numbers as text where they are exact.
    figures = models.JSONField(default=dict)
    # Day by day [day, bad, all]: what used the error budget, and of how much.
    days = models.JSONField(default=list)
    # The slowest or highest ones: [moment in UTC, value, name]
    worst = models.JSONField(default=list)
    attained = models.BooleanField(null=True)
    # The month still runs, or the measurements do not reach its end.
    provisional = models.BooleanField(default=False)
    known_until = models.DateTimeField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("monthly result")
        ordering = ["objective", "month"]
        constraints = [models.UniqueConstraint(fields=["objective", "month"], name="result_once")]

    def __str__(self):
        return f"{self.objective} {self.month:%Y-%m}"

    def get_absolute_url(self):
        return reverse(
            "month_result", args=[self.objective.agreement.programme_id, self.objective_id, f"{self.month:%Y-%m}"]
        )

    @property
    def counted_seconds(self):
        return self.up_seconds + self.down_seconds

    @property
    def total_seconds(self):
        return self.counted_seconds + self.excluded_seconds + self.unknown_seconds


class ResultChange(models.Model):
    """A complete month that came to something else later: what it was, what it became, and why."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="result_changes")
    month = models.DateField()
    # raw, adjusted, coverage, target as text; attained
    before = models.JSONField()
    after = models.JSONField()
    # language -> words
    why = models.JSONField(default=dict)
    source = models.ForeignKey(
        EventImport, null=True, blank=True, on_delete=models.PROTECT, related_name="result_changes"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("changed result")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["objective", "month"], name="change_of_result")]

    def __str__(self):
        return f"{self.objective} {self.month:%Y-%m}"

    @property
    def reason(self) -> str:
        return in_this_language(self.why)
