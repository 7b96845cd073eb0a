from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.gates.models import SignedFacts


class NotedDecision(SignedFacts):
    """A decision that was taken in a meeting or a talk, written down with its reason. Never changed: a later one replaces it."""

    class Reversible(models.TextChoices):
        EASILY = "easily", _("Easily")
        AT_A_COST = "at_a_cost", _("At a cost")
        NO = "no", _("No")

    what = models.CharField(_("What was decided"), max_length=200)
    why = models.TextField(_("Why"), max_length=4000)
    alternatives = models.TextField(
        _("What else was possible"),
        blank=True,
        max_length=4000,
        help_text=_("And why it was not chosen: it saves the same talk next year."),
    )
    decided_by = models.CharField(_("Decided by"), max_length=200, help_text=_("Names, or the meeting."))
    decided_on = models.DateField(_("Decided on"))
    reversible = models.CharField(
        _("Can it be taken back?"), max_length=10, choices=Reversible, default=Reversible.AT_A_COST
    )
    review_on = models.DateField(_("Look again on"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision noted by hand")
        ordering = ["-decided_on", "-pk"]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("noted_decision", args=[self.programme_id, self.pk])


class DecisionReview(Record):
    """Looking again at a decision: it stands, or another one takes its place."""

    class Outcome(models.TextChoices):
        STANDS = "stands", _("It stands")
        REPLACED = "replaced", _("It no longer holds")

    decision = models.OneToOneField(NotedDecision, on_delete=models.PROTECT, related_name="review")
    outcome = models.CharField(_("What came of it"), max_length=10, choices=Outcome, default=Outcome.STANDS)
    note = models.TextField(_("Why"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "decision"

    class Meta:
        verbose_name = _("review of a decision")

    def __str__(self):
        return f"{self.decision}: {self.get_outcome_display()}"
