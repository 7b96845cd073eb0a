from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from sla.models.agreement import Agreement


@because(_("Rows of this file cannot be used. Mend them in the file and upload it again."))
def every_row_is_good(batch):
    return not batch.problems


@because(_("The rows of this file are not on record yet: import them on the page of the file."))
def rows_are_on_record(batch):
    return batch.measurements.count() + batch.tickets.count() == batch.added


class EventImport(Record):
    """One file of measurements: looked at first, then taken in whole or not at all. Or what one token sent on one day."""

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        API = "api", _("API")

    class State(models.TextChoices):
        DRY_RUN = "dry_run", _("Not imported yet")
        IMPORTED = "imported", _("Imported")
        DISCARDED = "discarded", _("Discarded")

    TONES = {"dry_run": "wait", "imported": "done", "discarded": "none"}

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
    rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    # Each {"line": 7, "reason": "bad_timestamp", "value": "…"}
    problems = models.JSONField(default=list, blank=True)
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
    audit_leaves_out = ("file", "problems", "monitors", "months")

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

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.IMPORTED,
        conditions=[every_row_is_good, rows_are_on_record],
        permission="sla.import_events",
        custom={"label": _("Import"), "hidden": True},
    )
    def confirm(self):
        """Taken by the action that writes the rows in the same transaction."""

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.DISCARDED,
        permission="sla.import_events",
        custom={"label": _("Discard")},
    )
    def discard(self):
        pass
