from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.programme.models.programme import ProgrammeRecord
from implementation.programme.models.stage import Stage


class Deliverable(ProgrammeRecord):
    """A document or result that a stage owes; its files stand beside it."""

    class State(models.TextChoices):
        DUE = "due", _("To hand in")
        SUBMITTED = "submitted", _("Waiting for review")
        ACCEPTED = "accepted", _("Accepted")

    TONES = {"due": "idle", "submitted": "wait", "accepted": "done"}

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="deliverables")
    name = models.CharField(_("Deliverable"), max_length=160)
    due = models.DateField(_("Due"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = StateField(_("State"), choices=State, default=State.DUE)

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("deliverable", args=[self.programme_id, self.pk])

    @transition(
        state,
        source=State.DUE,
        target=State.SUBMITTED,
        permission="programme.submit_deliverable",
        custom={"label": _("Submit for review"), "page": "submit_deliverable"},
    )
    def submit(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.ACCEPTED,
        permission="programme.accept_deliverable",
        custom={
            "label": _("Accept"),
            "not_by": "submitted_by",
            "refusal": _("You submitted this, so someone else accepts it."),
        },
    )
    def accept(self):
        pass

    @transition(
        state,
        source=[State.SUBMITTED, State.ACCEPTED],
        target=State.DUE,
        permission="programme.accept_deliverable",
        custom={"label": _("Send back"), "note": "required"},
    )
    def send_back(self):
        pass
