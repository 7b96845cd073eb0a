"""Dates of contracts that must be acted on, and steps that wait for somebody."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import Role
from core.text import say
from vendors.models import Contract, ContractChange, ContractReview, ContractStage, Fulfilment

ROLES = "contract__programme__memberships"


def _with(programme, *roles) -> frozenset[int]:
    """People with one of these roles; memberships come prefetched."""
    return frozenset(item.user_id for item in programme.memberships.all() if item.role in roles)


def _contacts(contract) -> frozenset[int]:
    """Who answers on the vendor's side; our manager where it has nobody on the programme."""
    found = frozenset(person.pk for person in contract.vendor.contacts.all())
    on_programme = found & _with(contract.programme, Role.VENDOR_CONTACT)
    return on_programme or _with(contract.programme, Role.MANAGER)


def _who_owes(obligation) -> frozenset[int]:
    if obligation.owner_id:
        return frozenset({obligation.owner_id})
    return _contacts(obligation.contract)


deadline(
    "vendors.Contract",
    "ends_on",
    open=Q(state="signed"),
    who=lambda contract: _with(contract.programme, Role.MANAGER),
    what=lambda contract: say(_("The contract ends: {name}"), name=contract.name),
    icon="file-earmark-text",
    prefetch=["programme__memberships"],
)
deadline(
    "vendors.ContractStage",
    "due",
    scope_path="contract__programme",
    open=Q(state__in=ContractStage.OWED, contract__state="signed"),
    who=lambda stage: _contacts(stage.contract),
    what=lambda stage: say(_("Report the result: {name}"), name=stage.name),
    icon="flag",
    related=["contract"],
    prefetch=["contract__vendor__contacts", ROLES],
)
deadline(
    "vendors.Obligation",
    "due",
    scope_path="contract__programme",
    open=Q(state="open", contract__state="signed"),
    who=_who_owes,
    what=lambda obligation: say(_("Owed under the contract: {text}"), text=obligation.text),
    icon="check2-circle",
    related=["contract"],
    prefetch=["contract__vendor__contacts", ROLES],
)
deadline(
    "vendors.ExitStep",
    "due",
    scope_path="plan__contract__programme",
    open=Q(state="open") & ~Q(plan__contract__state="ended"),
    who=lambda step: [step.owner_id],
    what=lambda step: say(_("Step of the exit plan: {text}"), text=step.text),
    icon="box-arrow-right",
    related=["plan__contract"],
)


@waits
def reviews(programme):
    """Answers that the review of a contract waits for, and objections that somebody must settle."""
    found = ContractReview.objects.filter(
        contract__programme=programme,
        contract__state=Contract.State.UNDER_REVIEW,
        round=F("contract__review_round"),
        state__in=[ContractReview.State.WAITING, ContractReview.State.OBJECTED],
    )
    for review in found.select_related("contract"):
        is_open = review.state == ContractReview.State.OBJECTED
        words = _("Settle your objection: {name}") if is_open else _("Say what you think of the contract: {name}")
        yield Deadline(
            on=None,
            what=say(words, name=review.contract.name),
            who=frozenset({review.reviewer_id}),
            url=review.get_absolute_url(),
            icon="chat-left-text",
        )


@waits
def answers(programme):
    """What the vendor or a colleague handed in and somebody else must look at."""
    deciders = _with(programme, Role.MANAGER, Role.SPONSOR)
    stages = ContractStage.objects.filter(contract__programme=programme, state=ContractStage.State.REPORTED)
    for stage in stages.select_related("contract"):
        what = say(_("Accept the result or not: {name}"), name=stage.name)
        yield Deadline(None, what, deciders - {stage.reported_by_id}, stage.get_absolute_url(), "flag")
    claimed = Fulfilment.objects.filter(
        obligation__contract__programme=programme, state=Fulfilment.State.CLAIMED
    ).select_related("obligation__contract")
    for item in claimed:
        what = say(_("Acknowledge what was done: {text}"), text=item.obligation.text)
        yield Deadline(
            None, what, _with(programme, Role.MANAGER) - {item.by_id}, item.get_absolute_url(), "check2-circle"
        )
    asked = ContractChange.objects.filter(contract__programme=programme, state=ContractChange.State.ASKED)
    for change in asked.select_related("contract"):
        what = say(_("Approve the change of the contract: {title}"), title=change.title)
        sponsors = _with(programme, Role.SPONSOR) - {change.asked_by_id}
        yield Deadline(None, what, sponsors, change.get_absolute_url(), "diamond")


plain_date("vendors.ContractReview", "answered_at")
plain_date("vendors.ContractStage", "reported_on", "decided_on", "late_told_for")
plain_date("vendors.Obligation", "first_due", "until", "reminded_for", "late_told_for")
plain_date("vendors.Fulfilment", "due", "done_on")
plain_date("vendors.ContractVersion", "at")
plain_date("vendors.ContractNotice", "given_on", "ends_on", "withdrawn_at")
plain_date("vendors.ContractChange", "takes_effect_on", "decided_on")
plain_date("vendors.ContractFee", "begins_on", "ends_on")
plain_date("vendors.Indexation", "starts_on")
plain_date("vendors.ExitPlan", "tested_on")
