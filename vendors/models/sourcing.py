from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord
from vendors.models.sourcing_option import SourcingCost, SourcingOption


@because(_("Enter the costs of at least two options first."))
def two_are_costed(sourcing):
    costed = SourcingCost.objects.filter(line__option__programme_id=sourcing.programme_id, amount__gt=0)
    return costed.values("line__option").distinct().count() >= 2


class Sourcing(ProgrammeRecord):
    """Whether to build, buy or outsource: compared, put before the sponsor, decided."""

    class State(models.TextChoices):
        COMPARING = "comparing", _("Being compared")
        SUBMITTED = "submitted", _("Waiting for the decision")
        DECIDED = "decided", _("Decided")

    TONES = {"comparing": "idle", "submitted": "wait", "decided": "done"}

    users = models.PositiveIntegerField(
        _("Users planned"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("How many people the amounts “per user” are reckoned for."),
    )
    # How often the decision was asked for.
    requests = models.PositiveSmallIntegerField(default=0, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = StateField(_("State"), choices=State, default=State.COMPARING)

    class Meta:
        verbose_name = _("build, buy or outsource")
        constraints = [models.UniqueConstraint(fields=["programme"], name="one_sourcing_each")]

    def __str__(self):
        return str(_("Build, buy or outsource"))

    def get_absolute_url(self):
        return reverse("sourcing", args=[self.programme_id])

    @transition(
        state,
        source=State.COMPARING,
        target=State.SUBMITTED,
        conditions=[two_are_costed],
        permission="vendors.edit_sourcing",
        custom={"label": _("Ask for the decision"), "tone": "primary", "page": "submit_sourcing"},
    )
    def submit(self):
        """The figures stay as they are until the sponsor has decided."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.COMPARING,
        permission="vendors.edit_sourcing",
        custom={"label": _("Withdraw the request"), "note": "required"},
    )
    def withdraw(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.DECIDED,
        permission="vendors.decide_sourcing",
        custom={"label": _("Decide"), "hidden": True, "not_by": "submitted_by"},
    )
    def decide(self):
        """By a recorded decision."""

    @transition(
        state,
        source=State.DECIDED,
        target=State.COMPARING,
        permission="vendors.decide_sourcing",
        custom={"label": _("Compare again"), "note": "required"},
    )
    def reopen(self):
        """The decision taken stays on record."""


class SourcingDecision(SignedFacts):
    """Which way was chosen and why, with the figures of that moment."""

    sourcing = models.ForeignKey(Sourcing, on_delete=models.PROTECT, related_name="decisions")
    option = models.ForeignKey(SourcingOption, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("Why"))
    dissent = models.TextField(_("Who saw it differently, and why"), blank=True)

    class Meta:
        verbose_name = _("decision on the way")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.option)

    def get_absolute_url(self):
        return reverse("sourcing", args=[self.programme_id])
