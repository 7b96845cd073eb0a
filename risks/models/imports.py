"""Registers that people bring: what was uploaded, what was made of it, and how such files are read next time."""

import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.programme.models import Organisation, ProgrammeRecord
from risks.models.risk import Risk

KEPT_DAYS = 7


def last_day() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=KEPT_DAYS)


class RiskImport(ProgrammeRecord):
    """One uploaded register on its way into the programme's. Until it is imported it belongs to the person who uploaded it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Undone")

    TONES = {"draft": "now", "imported": "done", "undone": "none"}

    name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Uploaded by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    delete_on = models.DateField(_("Deleted on"), default=last_day)
    plan = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(_("Imported on"), null=True, blank=True)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    audit_leaves_out = ("plan",)

    class Meta:
        verbose_name = _("import of risks")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["programme", "state"]), models.Index(fields=["delete_on"])]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("risk_import", args=[self.programme_id, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @transition(
        state,
        source=State.DRAFT,
        target=State.IMPORTED,
        permission="risks.edit_risk",
        custom={"label": _("Import the risks"), "hidden": True},
    )
    def bring_in(self):
        """Only with its rows, by the action."""

    @transition(
        state,
        source=State.IMPORTED,
        target=State.UNDONE,
        permission="risks.edit_risk",
        custom={"label": _("Undo the import"), "hidden": True},
    )
    def take_back(self):
        """Only with its rows, by the action."""


class ImportSheet(models.Model):
    """What one sheet of the file holds, until it is imported. Rows are [line, [cells]]; dates are {"date": "2026-11-20"}."""

    record = models.ForeignKey(RiskImport, on_delete=models.CASCADE, related_name="sheets")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    hidden = models.BooleanField(default=False)
    rows = models.JSONField()
    spread = models.JSONField(default=list)
    without_value = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["record", "position"], name="import_sheet_once")]

    def __str__(self):
        return self.name


class ImportedRow(models.Model):
    """What an import did to one risk, so that it can be taken back: made it, or changed it from ``before``.

    ``key`` is the number of the row in its own file, by which the same register is recognised when it comes again.
    """

    record = models.ForeignKey(RiskImport, on_delete=models.CASCADE, related_name="rows")
    risk = models.ForeignKey(Risk, null=True, on_delete=models.SET_NULL, related_name="imported")
    sheet = models.CharField(max_length=200)
    line = models.PositiveIntegerField()
    source = models.CharField(max_length=64)
    key = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=250)
    made = models.BooleanField()
    fields = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    revision = models.PositiveIntegerField()
    kept = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["source", "key"])]

    def __str__(self):
        return self.title


class ImportHabit(models.Model):
    """How an organisation reads files with these headings: columns, values, order of dates."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=64)
    plan = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "source"], name="import_habit_once")]

    def __str__(self):
        return self.source
