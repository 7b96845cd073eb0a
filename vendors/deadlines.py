from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import Role
from core.text import say
from implementation.programme.models import Membership
from vendors import questionnaire_deadlines  # noqa: F401, registers its own
from vendors.contracts import deadlines as _of_contracts  # noqa: F401
from vendors.models import Contract, Evaluator, Judge, SelectionRound, Sourcing


def people_with(role: Role, programme_id: int) -> frozenset[int]:
    found = Membership.objects.filter(programme_id=programme_id, role=role)
    return frozenset(found.values_list("user_id", flat=True))


def _what(contract):
    if contract.rolls_on:
        return say(_("Decide whether to give notice: {name}"), name=contract.name)
    if contract.renewal == Contract.Renewal.OPTION:
        return say(_("Decide whether to use the option: {name}"), name=contract.name)
    return say(_("Decide what follows this contract: {name}"), name=contract.name)


deadline(
    "vendors.Contract",
    "notice_by",
    open=Q(state="signed"),
    who=lambda contract: people_with(Role.MANAGER, contract.programme_id),
    what=_what,
    icon="file-earmark-text",
)


@waits
def decisions(programme):
    """Steps that wait for a sponsor."""
    asked = [
        *Sourcing.objects.filter(programme=programme, state=Sourcing.State.SUBMITTED),
        *SelectionRound.objects.filter(programme=programme, state=SelectionRound.State.ASKED),
        *Contract.objects.filter(programme=programme, state=Contract.State.UNDER_REVIEW),
    ]
    if not asked:
        return
    sponsors = people_with(Role.SPONSOR, programme.pk)
    words = {
        Sourcing: _("Decide: build, buy or outsource"),
        SelectionRound: _("Choose the vendor"),
    }
    for record in asked:
        what = words.get(type(record)) or say(_("Review the contract: {name}"), name=record.name)
        barred = getattr(record, "asked_by_id", None) or getattr(record, "submitted_by_id", None)
        is_round = isinstance(record, SelectionRound)
        page = reverse("select_vendor", args=[programme.pk]) if is_round else record.get_absolute_url()
        yield Deadline(on=None, what=what, who=sponsors - {barred}, url=page, icon="diamond")


@waits
def sheets(programme):
    """Scoring sheets that are not in yet."""
    open_sheets = Evaluator.objects.filter(
        programme=programme, state=Evaluator.State.SCORING, round__state=SelectionRound.State.SCORING
    )
    for sheet in open_sheets:
        yield Deadline(
            on=None,
            what=_("Score the vendors on the shortlist"),
            who=frozenset({sheet.user_id}),
            url=sheet.get_absolute_url(),
            icon="list-check",
        )


@waits
def signatures(programme):
    """Approved contracts that nobody has signed."""
    for contract in Contract.objects.filter(programme=programme, state=Contract.State.APPROVED):
        yield Deadline(
            on=None,
            what=say(_("Record the signature: {name}"), name=contract.name),
            who=people_with(Role.MANAGER, programme.pk),
            url=contract.get_absolute_url(),
            icon="pen",
        )


plain_date("vendors.Contract", "starts_on", "signed_on")


@waits
def judgements(programme):
    """Judges who have not compared the criteria yet."""
    late = Judge.objects.filter(
        programme=programme, state=Judge.State.JUDGING, round__state=SelectionRound.State.WEIGHING
    )
    for judge in late:
        yield Deadline(
            on=None,
            what=_("Compare the criteria in pairs"),
            who=frozenset({judge.user_id}),
            url=judge.get_absolute_url(),
            icon="sliders",
        )


plain_date("vendors.KnockOutAnswer", "on")
plain_date("vendors.DiligenceItem", "done_on")
plain_date("vendors.Reference", "asked_on")
plain_date("vendors.Weighting", "at")
plain_date("vendors.SelectionRound", "fixed_at", "reminded_at")
plain_date("vendors.Talk", "at")
plain_date("vendors.ScoreChange", "at")
plain_date("vendors.Dissent", "at")
plain_date("vendors.SourcingDecision", "at")
plain_date("vendors.VendorSelection", "at")
plain_date("vendors.ContractApproval", "at")
