from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from implementation.data_readiness.duplicates.weights import THRESHOLD
from implementation.data_readiness.models.domain import person
from implementation.data_readiness.models.file import DataFile, place


class DuplicateRun(Record):
    """One search for rows that stand for the same person or company: in an upload, or between two."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Being searched")
        DONE = "done", _("Searched")
        FAILED = "failed", _("Not searched")

    TONES = {"queued": "wait", "running": "now", "done": "ok", "failed": "bad"}

    data_file = models.ForeignKey(
        DataFile, verbose_name=_("Uploaded data"), on_delete=models.PROTECT, related_name="duplicate_runs"
    )
    other_file = models.ForeignKey(
        DataFile,
        verbose_name=_("Compared with"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="duplicate_runs_with",
    )
    # A role for each column, in the order of the file.
    roles = models.JSONField(_("What the columns hold"), default=list)
    other_roles = models.JSONField(_("What the columns of the other file hold"), default=list, blank=True)
    # Bits from which a pair counts; see duplicates/weights.py.
    threshold = models.FloatField(
        _("Threshold"), default=THRESHOLD, validators=[MinValueValidator(-4), MaxValueValidator(40)]
    )
    rows = models.PositiveIntegerField(_("Rows"), default=0, editable=False)
    pair_count = models.PositiveIntegerField(_("Pairs kept for review"), default=0, editable=False)
    left_out = models.PositiveIntegerField(_("Pairs left out"), default=0, editable=False)
    # Rows that would go if every cluster became one record.
    surplus = models.PositiveIntegerField(_("Rows too many"), default=0, editable=False)
    # The rows that its pairs name; goes when the rows of either upload go.
    rows_file = models.FileField(_("File"), upload_to=place, max_length=200, blank=True, editable=False)
    # Work outside the request.
    progress = models.PositiveSmallIntegerField(_("Per cent done"), default=0, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    beat_at = models.DateTimeField(null=True, blank=True, editable=False)
    trouble = models.CharField(_("What stopped it"), max_length=300, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Started by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("Started on"), auto_now_add=True)
    finished_at = models.DateTimeField(_("Finished on"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.QUEUED)

    belongs_to = "data_file"
    audit_leaves_out = ("progress", "beat_at", "surplus", "rows_file")

    class Meta:
        verbose_name = _("Search for duplicates")
        verbose_name_plural = _("Searches for duplicates")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["state", "beat_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["data_file"],
                condition=models.Q(state__in=["queued", "running"]),
                name="duplicate_run_one_at_work",
                violation_error_message=_("This file is being searched already."),
            )
        ]

    def __str__(self):
        names = [self.data_file.file_name] + ([self.other_file.file_name] if self.other_file_id else [])
        return " / ".join(names)

    def get_absolute_url(self):
        return reverse("duplicate_run", args=[self.scope_number, self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def has_rows(self) -> bool:
        return self.data_file.has_rows and (self.other_file is None or self.other_file.has_rows)

    @transition(
        state,
        source=State.QUEUED,
        target=State.RUNNING,
        permission="data_readiness.find_duplicates",
        custom={"label": _("Begin the search"), "hidden": True},
    )
    def begin(self):
        """By the worker that takes it."""
        self.tries += 1

    @transition(
        state,
        source=State.RUNNING,
        target=State.QUEUED,
        permission="data_readiness.find_duplicates",
        custom={"label": _("Queue again"), "hidden": True},
    )
    def requeue(self):
        """After a worker that was stopped."""

    @transition(
        state,
        source=State.RUNNING,
        target=State.DONE,
        permission="data_readiness.find_duplicates",
        custom={"label": _("Finish the search"), "hidden": True},
    )
    def finish(self):
        """Only together with its pairs."""

    @transition(
        state,
        source=[State.QUEUED, State.RUNNING],
        target=State.FAILED,
        permission="data_readiness.find_duplicates",
        custom={"label": _("Give up the search"), "hidden": True},
    )
    def fail(self):
        """``trouble`` says why."""


class DuplicatePair(Record):
    """Two rows that may be one record, with what speaks for and against it. Holds no value of the rows."""

    class Verdict(models.TextChoices):
        NONE = "", _("Not reviewed")
        SAME = "same", _("The same")
        DIFFERENT = "different", _("Different")
        LATER = "later", _("Decide later")

    run = models.ForeignKey(DuplicateRun, on_delete=models.CASCADE, related_name="pairs")
    first_row = models.PositiveIntegerField(_("First row"))
    second_row = models.PositiveIntegerField(_("Second row"))
    first_file = models.PositiveSmallIntegerField(default=0, editable=False)
    second_file = models.PositiveSmallIntegerField(default=0, editable=False)
    score = models.FloatField(_("Evidence, bits"))
    band = models.PositiveSmallIntegerField(editable=False)
    turn = models.PositiveIntegerField(editable=False)
    # Each [role, level, bits].
    evidence = models.JSONField(_("Evidence"), default=list)
    verdict = models.CharField(_("Verdict"), max_length=10, choices=Verdict, blank=True, default=Verdict.NONE)
    reviewer = person(_("Reviewed by"), editable=False)
    at = models.DateTimeField(_("Reviewed on"), null=True, blank=True, editable=False)

    belongs_to = "run"
    audit_leaves_out = ("evidence", "turn", "band")

    class Meta:
        verbose_name = _("Probable duplicate")
        verbose_name_plural = _("Probable duplicates")
        ordering = ["turn", "pk"]
        indexes = [models.Index(fields=["run", "turn"]), models.Index(fields=["run", "verdict", "turn"])]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "first_file", "first_row", "second_file", "second_row"], name="duplicate_pair_once"
            )
        ]

    def __str__(self):
        return f"{self.first_row} – {self.second_row}"

    def get_absolute_url(self):
        return f"{reverse('duplicate_review', args=[self.scope_number, self.run_id])}?pair={self.pk}"
