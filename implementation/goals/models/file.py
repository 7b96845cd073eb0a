from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord


@because(_("Cells of this file cannot be used. Mend them in the file and bring it again."))
def every_cell_is_good(found):
    return not found.problems


class GoalFile(ProgrammeRecord):
    """A table of goals or of measurements that somebody brought: looked at first, then taken in whole, and undone."""

    class Kind(models.TextChoices):
        MEASUREMENTS = "measurements", _("Measurements")
        GOALS = "goals", _("Goals")

    class State(models.TextChoices):
        DRY_RUN = "dry_run", _("Not imported yet")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Discarded")

    TONES = {"dry_run": "wait", "imported": "done", "undone": "none", "discarded": "none"}

    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    file = models.FileField(_("File"), upload_to="goals/%Y/%m/")
    file_name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("Rows read"), default=0)
    added = models.PositiveIntegerField(_("New"), default=0)
    changed = models.PositiveIntegerField(_("Changed"), default=0)
    unchanged = models.PositiveIntegerField(_("On record already"), default=0)
    # Each {"cell": "B7", "column": "value", "reason": "no_number", "found": "…"}
    problems = models.JSONField(default=list, blank=True)
    # Each [id, revision afterwards, what it was before or null]
    written = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = StateField(_("State"), choices=State, default=State.DRY_RUN)

    audit_leaves_out = ("file", "problems", "written")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("Table of goals or measurements")
        verbose_name_plural = _("Tables of goals or measurements")

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("goal_file", args=[self.programme_id, self.pk])

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.IMPORTED,
        conditions=[every_cell_is_good],
        permission="goals.import_goals",
        custom={"label": _("Import"), "hidden": True},
    )
    def confirm(self):
        """By the action that writes the rows."""

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.DISCARDED,
        permission="goals.import_goals",
        custom={"label": _("Discard"), "hidden": True},
    )
    def discard(self):
        pass

    @transition(
        state,
        source=State.IMPORTED,
        target=State.UNDONE,
        permission="goals.import_goals",
        custom={"label": _("Undo the import"), "hidden": True},
    )
    def undo(self):
        """By the action that puts everything back."""
