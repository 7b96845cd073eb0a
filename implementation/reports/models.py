"""A progress report is written once, with its facts; its files are drawn from them afterwards."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import FrozenFacts
from core.models.user import LANGUAGES
from core.roles import Role
from implementation.programme.models import ProgrammeRecord

#: How a language is named in a document.
TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


class ProgressReport(FrozenFacts, ProgrammeRecord):
    """What was so on one day, in the manager's words and in the records' figures. Numbered, and never changed."""

    number = models.PositiveSmallIntegerField(editable=False)
    period_start = models.DateField(_("From"))
    period_end = models.DateField(_("Until"))
    headline = models.CharField(_("Headline"), max_length=140)
    done = models.TextField(_("What was done"), max_length=3000)
    next = models.TextField(_("What comes next"), max_length=3000)
    overall = models.CharField(max_length=20, editable=False)
    languages = models.JSONField(default=list, editable=False)
    published_at = models.DateTimeField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+")
    by_name = models.CharField(max_length=120, editable=False)
    by_role = models.CharField(max_length=120, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="report_number_once"),
            models.CheckConstraint(
                condition=models.Q(period_end__gte=models.F("period_start")),
                name="report_ends_after_start",
                violation_error_message=_("The period ends before it starts: choose a later end."),
            ),
        ]

    def __str__(self):
        return gettext("Progress report %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return reverse("report", args=[self.programme_id, self.pk])

    @property
    def roles(self) -> list:
        """The roles of whoever published it, in words."""
        return [Role(role).label for role in self.by_role.split(", ") if role]


class ReportFile(models.Model):
    """The report as a PDF in one language: a piece of work with a state, then a file that never changes.

    A worker that is killed leaves the row RUNNING; the sweep queues it again.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Being drawn")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")

    TONES = {"queued": "wait", "running": "now", "done": "done", "failed": "bad"}

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=10, choices=LANGUAGES)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    error = models.CharField(max_length=250, blank=True)
    pdf = models.FileField(upload_to="reports/", blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    tagged = models.BooleanField(default=False)

    class Meta:
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "language"], name="report_file_once")]

    def __str__(self):
        return f"{self.report}, {self.get_language_display()}"

    @property
    def tag(self) -> str:
        """How the language is named in a document: zh-Hans."""
        return TAGS[self.language]

    @property
    def tone(self) -> str:
        return self.TONES[self.state]

    @property
    def short_hash(self) -> str:
        return f"{self.sha256[:4]} {self.sha256[4:8]} … {self.sha256[-4:]}" if self.sha256 else ""
