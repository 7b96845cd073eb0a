from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.programme.models.programme import ProgrammeRecord
from implementation.programme.models.stage import Stage


class Milestone(ProgrammeRecord):
    """A day that the plan turns on."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        REACHED = "reached", _("Reached")

    TONES = {"planned": "idle", "reached": "done"}

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="milestones")
    name = models.CharField(_("Milestone"), max_length=160)
    due = models.DateField(_("Due"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = StateField(_("State"), choices=State, default=State.PLANNED)

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return self.stage.get_absolute_url()

    @transition(
        state,
        source=State.PLANNED,
        target=State.REACHED,
        permission="programme.edit_plan",
        custom={"label": _("Mark as reached")},
    )
    def reach(self):
        pass

    @transition(
        state,
        source=State.REACHED,
        target=State.PLANNED,
        permission="programme.edit_plan",
        custom={"label": _("Not reached after all"), "note": "required"},
    )
    def reopen(self):
        pass
