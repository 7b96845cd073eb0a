from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from implementation.gates.models.gate import Gate
from implementation.gates.models.signed import SignedFacts


class Outcome(models.TextChoices):
    GO = "go", _("Go")
    CONDITIONAL = "conditional", _("Conditional go")
    HOLD = "hold", _("Hold")
    RECYCLE = "recycle", _("Recycle")
    STOP = "stop", _("Stop")


def in_place_of(name: str, other: str) -> str:
    return gettext("%(name)s for %(other)s") % {"name": name, "other": other} if other else name


class DecisionRequest(SignedFacts):
    """Somebody asked for the decision; the criteria are frozen as they were then."""

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("request for a decision")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["gate", "number"], name="request_number_once")]

    def __str__(self):
        return f"{self.gate}, {self.number}"

    def get_absolute_url(self):
        return self.gate.get_absolute_url()


class Vote(SignedFacts):
    """One approver's choice, or abstention. When as many as the quorum have chosen the same, that is the decision.

    ``for_user`` is the approver in whose place a delegate chose.
    """

    ABSTAIN = "abstain"

    request = models.ForeignKey(DecisionRequest, on_delete=models.PROTECT, related_name="votes")
    outcome = models.CharField(_("Decision"), max_length=12, choices=[*Outcome.choices, (ABSTAIN, _("Abstention"))])
    reason = models.TextField(_("Why"))
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("In place of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    for_name = models.CharField(_("In place of"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("vote")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "by"], name="one_vote_each"),
            models.UniqueConstraint(fields=["request", "for_user"], name="one_vote_in_each_place"),
        ]

    def __str__(self):
        return f"{self.signed}: {self.get_outcome_display()}"

    @property
    def signed(self) -> str:
        """The name, and in whose place: “B for A”."""
        return in_place_of(self.by_name, self.for_name)

    @property
    def seat(self) -> int:
        """Whose vote it is: the approver's own, whoever cast it."""
        return self.for_user_id or self.by_id

    def get_absolute_url(self):
        return self.request.get_absolute_url()
