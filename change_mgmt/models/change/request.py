from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from change_mgmt import size
from core.states import StateField
from core.workflow import because
from implementation.budget.models.cost import CATEGORIES
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department, Milestone, ProgrammeRecord
from risks.models import Risk
from vendors.models import Contract


@because(_("The provider has not answered yet: a change of its contract needs its word first."))
def provider_has_answered(change):
    return not change.needs_provider or change.answer is not None


@because(_("The provider refused. Reject the change, or postpone it and ask again."))
def provider_agrees(change):
    return not change.needs_provider or change.answer is None or change.answer.answer != "refuse"


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
    subject = models.CharField(
        _("Module"),
        max_length=20,
        choices=[(key, module.name) for key, module in MODULES.items()],
        blank=True,
        help_text=_("Leave it empty when the whole programme is meant."),
    )
    why = models.TextField(_("Why"), max_length=4000)
    effect_on_scope = models.TextField(_("Effect on scope"), blank=True, max_length=2000)
    cost = models.DecimalField(
        _("Extra cost"), max_digits=12, decimal_places=2, default=0, help_text=_("A saving is a negative number.")
    )
    days = models.SmallIntegerField(
        _("Extra days"), default=0, help_text=_("Working days that the plan moves. Days saved are a negative number.")
    )
    effect_on_risk = models.TextField(_("Effect on risk"), blank=True, max_length=2000)
    paid_from = models.CharField(
        _("Paid from"),
        max_length=12,
        choices=list(CATEGORIES.items()),
        blank=True,
        help_text=_("The line of the budget. “Risk” is what was set aside for the unforeseen."),
    )
    milestones = models.ManyToManyField(
        Milestone,
        verbose_name=_("Milestones that move"),
        blank=True,
        related_name="+",
        help_text=_("They move by the extra days."),
    )
    risks = models.ManyToManyField(Risk, verbose_name=_("Risks it touches"), blank=True, related_name="changes")
    touches_contract = models.BooleanField(_("The contract must be changed"), default=False)
    effect_on_people = models.TextField(_("Effect on people"), blank=True, max_length=2000)
    contract = models.ForeignKey(
        Contract, verbose_name=_("Which contract"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provider_question = models.TextField(
        _("What the provider is asked"),
        blank=True,
        max_length=2000,
        help_text=_("The provider reads this with the title, the reason and the effect on scope, and nothing else."),
    )
    departments = models.ManyToManyField(
        Department, verbose_name=_("Departments it reaches"), blank=True, related_name="+"
    )
    people_told_on = models.DateField(_("People told on"), null=True, blank=True, editable=False)
    size = models.CharField(_("Size"), max_length=5, choices=Size, default=Size.SMALL, editable=False)
    decide_by = models.DateField(_("Decide by"))
    asked_on = models.DateField(_("Asked for on"), default=timezone.localdate, editable=False)
    #: Counts how often it was handed in for approval; the provider answers each time anew.
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    actual_cost = models.DecimalField(
        _("What it cost"), max_digits=12, decimal_places=2, null=True, blank=True, editable=False
    )
    actual_days = models.SmallIntegerField(_("Days it took"), null=True, blank=True, editable=False)
    result = models.TextField(_("What came of it"), blank=True, max_length=2000, editable=False)
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
        verbose_name = _("change request")
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

    @property
    def needs_provider(self) -> bool:
        """The contract that must be changed is named, so its provider must agree."""
        return self.touches_contract and self.contract_id is not None

    @cached_property
    def answer(self):
        """What the provider said in this round, or None."""
        return next((answer for answer in self.answers.all() if answer.round == self.round), None)

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
        conditions=[provider_has_answered, provider_agrees],
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
        source=[State.SUBMITTED, State.ASSESSING, State.WAITING, State.POSTPONED],
        target=State.REJECTED,
        permission="change_mgmt.withdraw_change",
        custom={
            "label": _("Withdraw"),
            "note": "required",
            "confirm": _("The change is closed; it can be asked for anew."),
        },
    )
    def withdraw(self):
        """By whoever asked for it; nobody has decided anything then."""
        self.decided_by = self.requested_by.name

    @transition(
        state,
        source=State.APPROVED,
        target=State.IMPLEMENTED,
        permission="change_mgmt.implement_change",
        custom={"label": _("Mark as implemented"), "tone": "primary", "page": "finish_change"},
    )
    def implement(self):
        pass
