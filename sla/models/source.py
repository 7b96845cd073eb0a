import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from sla.models.agreement import Agreement
from sla.models.origin import MeasurementSource


@because(_("Rows of this file cannot be used. Mend them in the file and upload it again, or leave them out."))
def every_row_is_good(batch):
    return batch.bad == batch.left_out


@because(
    _("The statement of a month in this file was issued. What it counted stays: correct it in the next statement.")
)
def no_statement_counted_it(batch):
    from sla.statements import is_issued

    return not any(is_issued(batch.agreement, datetime.date.fromisoformat(month)) for month in batch.months)


@because(_("The rows of this file are not on record yet: import them on the page of the file."))
def rows_are_on_record(batch):
    return batch.measurements.count() + batch.tickets.count() == batch.added


class EventImport(Record):
    """One file of measurements: looked at first, then taken in whole or not at all. Or what one token sent on one day."""

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        API = "api", _("API")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Columns to be named")
        READING = "reading", _("Being read")
        DRY_RUN = "dry_run", _("Not imported yet")
        FAILED = "failed", _("Could not be read")
        IMPORTED = "imported", _("Imported")
        DISCARDED = "discarded", _("Discarded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {
        "uploaded": "wait",
        "reading": "now",
        "dry_run": "wait",
        "failed": "bad",
        "imported": "done",
        "discarded": "none",
        "withdrawn": "none",
    }

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="imports")
    kind = models.CharField(_("Kind"), max_length=4, choices=Kind, default=Kind.FILE, editable=False)
    # Of what comes by the API: by which token, on which day in UTC.
    token = models.ForeignKey(
        "sla.ApiToken", null=True, blank=True, on_delete=models.PROTECT, related_name="imports", editable=False
    )
    day = models.DateField(null=True, blank=True, editable=False)
    file = models.FileField(_("File"), upload_to="measurements/%Y/%m/", blank=True)
    file_name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    source_note = models.TextField(
        _("Where the measurements come from"),
        max_length=1000,
        help_text=_("Which monitor wrote them, for whom, under which licence. It is shown with the results."),
    )
    origin = models.ForeignKey(
        MeasurementSource,
        verbose_name=pgettext_lazy("of data", "Source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="imports",
    )
    # How its rows are read; see sla.intake.mapping.
    mapping = models.JSONField(default=dict, blank=True)
    size = models.BigIntegerField(default=0, editable=False)
    rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    # Rows that cannot be used, and how many of them somebody chose to leave out.
    bad = models.PositiveIntegerField(_("Rows that cannot be used"), default=0)
    left_out = models.PositiveIntegerField(_("Rows left out"), default=0)
    # Of the first of them each {"line": 7, "reason": "bad_timestamp", "value": "…"}
    problems = models.JSONField(default=list, blank=True)
    # What was noticed besides: {"clock_back": 3, "unknown_words": {"sideways": 2}, …}
    findings = models.JSONField(default=dict, blank=True)
    # Results before and after, each {"objective": "…", "month": "2026-10", "before": "…", "after": "…"}
    changes = models.JSONField(default=list, blank=True)
    # Each {"monitor": "shop", "rows": 30, "first": "…", "last": "…", "gaps": 1, "longest_gap_hours": 30.5}
    monitors = models.JSONField(default=list, blank=True)
    # First days of the months that its new rows reach
    months = models.JSONField(default=list, blank=True)
    first_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = StateField(_("State"), choices=State, default=State.DRY_RUN)

    belongs_to = "agreement"
    audit_leaves_out = ("file", "problems", "monitors", "months", "findings", "changes", "mapping")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["token", "day"],
                condition=models.Q(token__isnull=False, state="imported"),
                name="import_of_token_and_day_once",
            )
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("import_preview", args=[self.agreement.programme_id, self.pk])

    @property
    def waits_for_answer(self):
        return self.state == self.State.DRY_RUN

    @transition(
        state,
        source=[State.UPLOADED, State.FAILED, State.DRY_RUN],
        target=State.READING,
        permission="sla.import_events",
        custom={"label": _("Read the file"), "hidden": True},
    )
    def read(self):
        """Its rows are staged beside the live ones; see sla.intake.reading."""

    @transition(
        state,
        source=State.READING,
        target=State.DRY_RUN,
        permission="sla.by_itself",
        custom={"label": _("Show what was found"), "hidden": True},
    )
    def found(self):
        pass

    @transition(
        state,
        source=State.READING,
        target=State.FAILED,
        permission="sla.by_itself",
        custom={"label": _("Give up"), "hidden": True},
    )
    def fail(self):
        pass

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.IMPORTED,
        conditions=[every_row_is_good, rows_are_on_record],
        permission="sla.import_events",
        custom={"label": _("Import"), "hidden": True},
    )
    def confirm(self):
        """Switches the staged rows in, with the results that follow from them in the same transaction."""

    @transition(
        state,
        source=[State.UPLOADED, State.READING, State.DRY_RUN, State.FAILED],
        target=State.DISCARDED,
        permission="sla.import_events",
        custom={"label": _("Discard"), "hidden": True},
    )
    def discard(self):
        pass

    @transition(
        state,
        source=State.IMPORTED,
        target=State.WITHDRAWN,
        conditions=[no_statement_counted_it],
        permission="sla.import_events",
        custom={"label": _("Withdraw the import"), "note": "required", "page": "withdraw_import"},
    )
    def withdraw(self):
        """Its rows stay, and count no more."""
