from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord


@because(_("Rows of this file cannot be used. Mend them in the file and upload it again."))
def every_row_is_good(batch):
    return not batch.problems


class ActualImport(ProgrammeRecord):
    """One file of costs: looked at first, then taken in whole, and undone while nobody corrected one of its entries."""

    class State(models.TextChoices):
        DRY_RUN = "dry_run", _("Not imported yet")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Discarded")

    TONES = {"dry_run": "wait", "imported": "done", "undone": "none", "discarded": "none"}

    file = models.FileField(_("File"), upload_to="costs/%Y/%m/")
    file_name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64)
    # {"sheet": 0, "header": 1, "columns": {"on": 0, …}, "order": "day", "doubles": false}
    mapping = models.JSONField(_("Columns"), default=dict, blank=True)
    rows = models.PositiveIntegerField(_("Rows read"), default=0)
    added = models.PositiveIntegerField(_("New"), default=0)
    doubles = models.PositiveIntegerField(_("On record already"), default=0)
    # Each {"line": 7, "column": "amount", "reason": "bad_amount", "value": "…", "cell": "C7"}
    problems = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Uploaded by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    state = StateField(_("State"), choices=State, default=State.DRY_RUN)

    audit_leaves_out = ("file", "problems", "mapping")

    class Meta:
        verbose_name = _("File of actual costs")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("actual_import", args=[self.programme_id, self.pk])

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.IMPORTED,
        conditions=[every_row_is_good],
        permission="budget.import_costs",
        custom={"label": _("Import"), "hidden": True},
    )
    def confirm(self):
        """By the action that writes the rows."""

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.DISCARDED,
        permission="budget.import_costs",
        custom={"label": _("Discard"), "hidden": True},
    )
    def discard(self):
        pass

    @transition(
        state,
        source=State.IMPORTED,
        target=State.UNDONE,
        permission="budget.import_costs",
        custom={"label": _("Undo the import"), "hidden": True},
    )
    def undo(self):
        """By the action that takes the entries out again."""
