from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from change_mgmt import size
from core.states import StateField
from implementation.gates.models.decision import SignedFacts
from implementation.programme.models import ProgrammeRecord


class ChangeQuerySet(models.QuerySet):
    def open(self):
        """Asked for and not decided yet."""
        return self.filter(state__in=ChangeRequest.OPEN)


class ChangeRequest(ProgrammeRecord):
    """Something that was agreed should become different: why, with which effects, and who decided."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        ASSESSING = "assessing", _("Being assessed")
        WAITING = "waiting_for_approval", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        POSTPONED = "postponed", _("Postponed")
        IMPLEMENTED = "implemented", _("Implemented")

    class Size(models.TextChoices):
        SMALL = size.SMALL, _("Small")
        LARGE = size.LARGE, _("Large")

    TONES = {
        "submitted": "idle",
        "assessing": "now",
        "waiting_for_approval": "wait",
        "approved": "ok",
        "rejected": "none",
        "postponed": "wait",
        "implemented": "done",
    }
    OPEN = (State.SUBMITTED, State.ASSESSING, State.WAITING)

    number = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(_("What should change"), max_length=160)
    why = models.TextField(_("Why"), max_length=4000)
    effect_on_scope = models.TextField(_("Effect on scope"), blank=True, max_length=2000)
    cost = models.DecimalField(
        _("Extra cost"), max_digits=12, decimal_places=2, default=0, help_text=_("A saving is a negative number.")
    )
    days = models.SmallIntegerField(
        _("Extra days"), default=0, help_text=_("Working days that the plan moves. Days saved are a negative number.")
    )
    effect_on_risk = models.TextField(_("Effect on risk"), blank=True, max_length=2000)
    touches_contract = models.BooleanField(_("The contract must be changed"), default=False)
    effect_on_people = models.TextField(_("Effect on people"), blank=True, max_length=2000)
    size = models.CharField(_("Size"), max_length=5, choices=Size, default=Size.SMALL, editable=False)
    decide_by = models.DateField(_("Decide by"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.CharField(_("Decided by"), max_length=250, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.SUBMITTED)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="change_number_once")]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("change", args=[self.programme_id, self.pk])

    @property
    def code(self) -> str:
        return f"CR-{self.number:02}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @transition(
        state,
        source=[State.SUBMITTED, State.POSTPONED],
        target=State.ASSESSING,
        permission="change_mgmt.assess_change",
        custom={"label": _("Take up the assessment"), "tone": "primary"},
    )
    def take_up(self):
        pass

    @transition(
        state,
        source=State.ASSESSING,
        target=State.WAITING,
        permission="change_mgmt.assess_change",
        custom={"label": _("Write the assessment"), "tone": "primary", "page": "assess_change"},
    )
    def hand_in(self):
        """With the effects that were found: they say how large it is and so who decides."""

    @transition(
        state,
        source=State.WAITING,
        target=State.APPROVED,
        permission="change_mgmt.decide_change",
        custom={"label": _("Approve"), "not_by": "requested_by", "hidden": True},
    )
    def approve(self):
        pass

    @transition(
        state,
        source=State.WAITING,
        target=State.REJECTED,
        permission="change_mgmt.decide_change",
        custom={"label": _("Reject"), "not_by": "requested_by", "hidden": True},
    )
    def reject(self):
        pass

    @transition(
        state,
        source=State.WAITING,
        target=State.POSTPONED,
        permission="change_mgmt.decide_change",
        custom={"label": _("Postpone"), "not_by": "requested_by", "hidden": True},
    )
    def postpone(self):
        pass

    @transition(
        state,
        source=State.APPROVED,
        target=State.IMPLEMENTED,
        permission="change_mgmt.implement_change",
        custom={"label": _("Mark as implemented"), "tone": "primary", "note": "optional"},
    )
    def implement(self):
        pass


class ChangeDecision(SignedFacts):
    """What was decided about a change, with the facts of that moment. Never changed."""

    class Outcome(models.TextChoices):
        APPROVE = "approve", _("Approved")
        REJECT = "reject", _("Rejected")
        POSTPONE = "postpone", _("Postponed")

    change = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.change.code}: {self.get_outcome_display()}"

    def get_absolute_url(self):
        return self.change.get_absolute_url()
