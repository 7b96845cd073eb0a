import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from implementation.data_readiness.models.domain import person
from implementation.data_readiness.models.source import DataSource

FOLDER = "data_readiness"
#: Rows that are counted while somebody waits for the page.
MOST_COUNTED = 50_000


def place(record, name: str) -> str:
    """A name that tells nothing: what the person called the file stands in the row alone."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class DataFile(Record):
    """Rows of a source that somebody uploaded to be looked at. They are deleted on a day; what was found out stays."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("To be checked")
        QUEUED = "queued", _("Queued")
        PROFILING = "profiling", _("Being profiled")
        PROFILED = "profiled", _("Profiled")
        FAILED = "failed", _("Not profiled")
        DELETED = "deleted", _("Rows deleted")

    TONES = {
        "uploaded": "wait",
        "queued": "wait",
        "profiling": "now",
        "profiled": "ok",
        "failed": "bad",
        "deleted": "none",
    }
    #: States in which the rows are there.
    WITH_ROWS = (State.UPLOADED, State.QUEUED, State.PROFILING, State.PROFILED, State.FAILED)

    source = models.ForeignKey(
        DataSource, verbose_name=_("Data source"), on_delete=models.PROTECT, related_name="files"
    )
    file = models.FileField(_("File"), upload_to=place, max_length=200, blank=True)
    file_name = models.CharField(_("File"), max_length=200)
    size = models.PositiveBigIntegerField(_("Bytes"), default=0)
    sha256 = models.CharField(max_length=64)
    # How it is read.
    encoding = models.CharField(_("Encoding"), max_length=20, blank=True)
    delimiter = models.CharField(_("Delimiter"), max_length=1, blank=True)
    # Whether quotation marks behind “, ” hold a cell together; by the book they do not.
    spaced = models.BooleanField(default=False, editable=False)
    sheet = models.CharField(_("Sheet"), max_length=200, blank=True)
    # Sheets of a workbook, which is kept as text: each {"name": …, "offset": bytes, "lines": …}.
    sheets = models.JSONField(default=list, blank=True, editable=False)
    header_row = models.PositiveIntegerField(
        _("Line of the headings"), default=1, help_text=_("Counted from 1. What stands above is not read.")
    )
    # Each {"name": …, "kind": …, "personal": …}, in the order of the file.
    columns = models.JSONField(_("Columns"), default=list, blank=True)
    row_count = models.PositiveIntegerField(_("Rows"), default=0)
    country = models.CharField(_("Country of phone numbers"), max_length=2, default="CN")
    # Work outside the request.
    progress = models.PositiveIntegerField(_("Rows read so far"), default=0, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    beat_at = models.DateTimeField(null=True, blank=True, editable=False)
    trouble = models.CharField(_("What stopped it"), max_length=300, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Uploaded by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("Uploaded on"), auto_now_add=True)
    delete_on = models.DateField(_("Deleted on"))
    kept_by = person(_("Kept by"), editable=False)
    kept_reason = models.CharField(_("Why the rows are kept"), max_length=300, blank=True, editable=False)
    kept_until = models.DateField(_("Kept until"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.UPLOADED)

    belongs_to = "source"
    audit_leaves_out = ("file", "progress", "beat_at", "columns", "sheets", "tries")

    class Meta:
        verbose_name = _("Uploaded data")
        verbose_name_plural = _("Uploaded data")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["state", "delete_on"])]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("data_file", args=[self.scope_number, self.pk])

    @property
    def has_rows(self) -> bool:
        return self.state in self.WITH_ROWS and bool(self.file)

    @property
    def is_rough(self) -> bool:
        """Whether the number of rows is an estimate: a long file is counted when it is profiled."""
        return self.row_count > MOST_COUNTED and self.state != self.State.PROFILED

    @property
    def is_at_work(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.PROFILING)

    @transition(
        state,
        source=[State.UPLOADED, State.PROFILED, State.FAILED],
        target=State.QUEUED,
        permission="data_readiness.edit_data",
        custom={"label": _("Profile the rows"), "tone": "primary", "hidden": True},
    )
    def queue(self):
        # Attempts are counted from the next ten on, so that no number is ever given to two of them.
        self.tries = (self.tries // 10 + 1) * 10
        self.progress, self.trouble, self.beat_at = 0, "", None

    @transition(
        state,
        source=State.QUEUED,
        target=State.PROFILING,
        permission="data_readiness.edit_data",
        custom={"label": _("Begin the profile"), "hidden": True},
    )
    def begin(self):
        """By the worker that takes it."""

    @transition(
        state,
        source=State.PROFILING,
        target=State.QUEUED,
        permission="data_readiness.edit_data",
        custom={"label": _("Queue again"), "hidden": True},
    )
    def requeue(self):
        """After a worker that was stopped."""

    @transition(
        state,
        source=State.PROFILING,
        target=State.PROFILED,
        permission="data_readiness.edit_data",
        custom={"label": _("Finish the profile"), "hidden": True},
    )
    def finish(self):
        """Only together with what was found."""

    @transition(
        state,
        source=[State.QUEUED, State.PROFILING],
        target=State.FAILED,
        permission="data_readiness.edit_data",
        custom={"label": _("Give up the profile"), "hidden": True},
    )
    def fail(self):
        """``trouble`` says why."""

    @transition(
        state,
        source=[State.UPLOADED, State.QUEUED, State.PROFILING, State.PROFILED, State.FAILED],
        target=State.DELETED,
        permission="data_readiness.edit_data",
        custom={
            "label": _("Delete the rows now"),
            "tone": "danger",
            "page": "delete_data_rows",
        },
    )
    def delete_rows(self):
        """The bytes go on commit; figures stay."""
        self.kept_until = None
