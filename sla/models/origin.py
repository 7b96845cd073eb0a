"""Where measurements come from: a kind of file, and how its columns and words are read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from sla.models.agreement import Agreement


class MeasurementSource(Record):
    """A monitor or a desk whose files come again and again: what was said once about their columns is remembered."""

    class Kind(models.TextChoices):
        DELIMITED = "delimited", _("Table as text (CSV, TSV)")
        LOG = "log", _("Plain text, a record on each line")
        WORKBOOK = "workbook", _("Excel workbook")
        PROMETHEUS = "prometheus", _("Prometheus range query (JSON)")
        KUMA = "kuma", _("Uptime Kuma export (JSON)")
        UPPTIME = "upptime", _("Upptime history")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="sources")
    name = models.CharField(_("Name of the source"), max_length=120)
    kind = models.CharField(_("Kind of file"), max_length=12, choices=Kind, default=Kind.DELIMITED)
    # As in sla.intake.mapping
    mapping = models.JSONField(default=dict, blank=True)
    zone = models.CharField(_("Time zone"), max_length=60, blank=True)
    monitor = models.CharField(_("Monitor"), max_length=200, blank=True)
    note = models.TextField(_("Where the measurements come from"), max_length=1000, blank=True)

    belongs_to = "agreement"
    audit_leaves_out = ("mapping",)

    class Meta:
        verbose_name = _("source of measurements")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "name"],
                name="source_name_once",
                violation_error_message=_("There is a source of that name already."),
            )
        ]

    def __str__(self):
        return self.name
