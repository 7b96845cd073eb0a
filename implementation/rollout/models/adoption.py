from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.programme.models import Department, ProgrammeRecord
from implementation.rollout.models.figures import not_in_the_future
from implementation.rollout.models.module import Module
from implementation.rollout.models.pilot import Pilot


class AdoptionFigure(Record):
    """How many people of a department worked with a module in a week; the week is named by its Monday.

    Without a department it is of a pilot as a whole.
    """

    module = models.ForeignKey(Module, verbose_name=_("Module"), on_delete=models.PROTECT, related_name="adoption")
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pilot = models.ForeignKey(
        Pilot, verbose_name=_("Pilot"), on_delete=models.PROTECT, null=True, blank=True, related_name="adoption"
    )
    week = models.DateField(_("Week"), validators=[not_in_the_future])
    active_users = models.PositiveIntegerField(_("Active in that week"))
    staff = models.PositiveIntegerField(_("People who could use it"), validators=[MinValueValidator(1)])
    logins = models.PositiveIntegerField(_("Logins"), null=True, blank=True)
    records = models.PositiveIntegerField(_("Records made"), null=True, blank=True)

    belongs_to = "module"

    class Meta:
        ordering = ["week", "pk"]
        verbose_name = _("Week of adoption")
        constraints = [
            models.UniqueConstraint(fields=["module", "department", "week"], name="adoption_once_a_week"),
            models.UniqueConstraint(
                fields=["pilot", "week"],
                condition=models.Q(department__isnull=True),
                name="adoption_of_a_whole_pilot_once",
            ),
            models.CheckConstraint(
                condition=models.Q(department__isnull=False) | models.Q(pilot__isnull=False),
                name="adoption_is_of_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(active_users__lte=models.F("staff")),
                name="adoption_at_most_all",
                violation_error_message=_("More people are active than could use it: look at both numbers."),
            ),
        ]

    def __str__(self):
        return f"{self.department or self.pilot}, {self.module}, {self.week}"

    def clean(self):
        if self.week and self.week.weekday() != 0:
            raise ValidationError({"week": _("A week is named by its Monday.")})

    @property
    def share(self) -> float:
        """Active people in per cent."""
        return 100 * self.active_users / self.staff


@because(_("Rows of this file cannot be used. Mend them in the file and upload it again."))
def every_row_is_good(batch):
    return not batch.problems


class AdoptionImport(ProgrammeRecord):
    """One file of weekly figures: looked at first, then taken in whole, and undone while nobody touched its rows."""

    class State(models.TextChoices):
        DRY_RUN = "dry_run", _("Not imported yet")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Discarded")

    TONES = {"dry_run": "wait", "imported": "done", "undone": "none", "discarded": "none"}

    file = models.FileField(_("File"), upload_to="adoption/%Y/%m/")
    file_name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64)
    # {"header": 1, "columns": {"week": 0, …}, "order": "day", "names": {"module": {"crm sales": 7, "x": 0}, …}}
    mapping = models.JSONField(_("Columns"), default=dict, blank=True)
    rows = models.PositiveIntegerField(_("Rows read"), default=0)
    added = models.PositiveIntegerField(_("New"), default=0)
    replaced = models.PositiveIntegerField(_("Replaced"), default=0)
    unchanged = models.PositiveIntegerField(_("On record already"), default=0)
    # Each {"line": 7, "column": "Week", "reason": "bad_week", "value": "…"}
    problems = models.JSONField(default=list, blank=True)
    # Each [id of the figure, its revision afterwards, what it was before or null]
    written = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = StateField(_("State"), choices=State, default=State.DRY_RUN)

    audit_leaves_out = ("file", "problems", "written", "mapping")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("File of adoption figures")

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("adoption_import", args=[self.programme_id, self.pk])

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.IMPORTED,
        conditions=[every_row_is_good],
        permission="rollout.import_adoption",
        custom={"label": _("Import"), "hidden": True},
    )
    def confirm(self):
        """By the action that writes the rows."""

    @transition(
        state,
        source=State.DRY_RUN,
        target=State.DISCARDED,
        permission="rollout.import_adoption",
        custom={"label": _("Discard"), "hidden": True},
    )
    def discard(self):
        pass

    @transition(
        state,
        source=State.IMPORTED,
        target=State.UNDONE,
        permission="rollout.import_adoption",
        custom={"label": _("Undo the import"), "hidden": True},
    )
    def undo(self):
        """By the action that puts the rows back."""
