"""What can be done with a contract: the record it is done to, who may, in which states, and what it leaves on record."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal as D
from typing import Any

from core.roles import EDITORS, MANAGER, SPONSOR, VENDOR_CONTACT
from tests.factories import user_as
from tests.vendors.contract_factories import (
    days,
    make_change,
    make_fee,
    make_notice,
    make_obligation,
    make_plan,
    make_reported,
    make_signed,
    make_stage,
    paper,
)
from vendors.actions import contracts as actions
from vendors.models import (
    Contract,
    ContractChange,
    ContractFee,
    ContractNotice,
    ContractReview,
    ContractStage,
    ExitPlan,
    ExitStep,
    Indexation,
    Obligation,
)

SIGNERS = frozenset({MANAGER, SPONSOR})
DRAFT, REVIEW, APPROVED, SIGNED, ENDED = "draft", "under_review", "approved", "signed", "ended"
ALWAYS = frozenset({DRAFT, REVIEW, APPROVED, SIGNED, ENDED})


@dataclass(frozen=True)
class Doing:
    """``make(programme)`` gives the record, ``do(record, by)`` acts on it.

    ``states`` are those of the contract in which it works, and ``own`` those of the record itself where that has any.
    ``not_by`` names the field that holds who asked, reported or submitted: that person does not decide.
    """

    make: Callable[[Any], Any]
    do: Callable[[Any, Any], Any]
    roles: frozenset
    states: frozenset
    entries: tuple[str, ...]
    own: frozenset = frozenset()
    not_by: str = ""

    @property
    def by(self) -> str:
        """Somebody who may: the manager where they may, else the first by name."""
        return MANAGER if MANAGER in self.roles else min(self.roles)


def contract(**terms):
    """One that is signed with a vendor under contract; the state that a test needs is set by the test."""
    return lambda programme: make_signed(programme, contact=True, clauses=False, **terms)


def draft(make):
    """A part that is made while the contract is a draft."""

    def made(programme):
        found = contract()(programme)
        Contract.objects.filter(pk=found.pk).update(state=DRAFT)
        return make(Contract.objects.get(pk=found.pk))

    return made


def signed(make):
    return lambda programme: make(contract()(programme))


def review(state="waiting"):
    """The manager's own, in the round that is under way."""

    def made(programme):
        found = contract()(programme)
        Contract.objects.filter(pk=found.pk).update(state=REVIEW, review_round=1)
        reviewer = user_as("manager", programme)
        return ContractReview.objects.create(contract=found, round=1, field="legal", reviewer=reviewer, state=state)

    return made


def indexation(**fields):
    def made(found):
        item = Indexation(contract=found, starts_on=days(400), **fields)
        return actions.save_indexation(item, by=user_as("manager", found.programme))

    return made


def claim(found):
    item = make_obligation(found)
    return actions.keep_obligation(
        item, done_on=days(0), evidence="Sent.", by=user_as("vendor_contact", found.programme)
    )


SERIES = [["2026-01", "100"], ["2026-06", "102"]]
EXIT = {"data": "Customers", "format": "CSV", "deletion": "Within 60 days"}


def sees_to_reports(found, by, **fields):
    return actions.add_obligation(Obligation(contract=found, text="Report", first_due=days(9), **fields), by=by)


DOINGS: dict[str, Doing] = {
    # The terms, and the way to the signature.
    "draft": Doing(
        lambda programme: contract()(programme).vendor,
        lambda vendor, by: actions.draft_contract(
            Contract(programme=vendor.programme, vendor=vendor, name="Second", starts_on=days(0), monthly_fee=D(1)),
            by=by,
        ),
        EDITORS,
        ALWAYS,
        ("contract created",),
    ),
    "edit the terms": Doing(
        contract(),
        lambda found, by: actions.edit_contract(found, by=by, name="Other"),
        EDITORS,
        frozenset({DRAFT}),
        ("contract changed",),
    ),
    "note the clauses": Doing(
        contract(),
        lambda found, by: actions.save_clauses(found, {"exit": (True, "§ 12")}, by=by),
        EDITORS,
        frozenset({DRAFT, SIGNED}),
        ("contract clauses noted",),
    ),
    "upload a version": Doing(
        contract(),
        lambda found, by: actions.add_version(found, upload=paper(), by=by),
        EDITORS,
        ALWAYS - {ENDED},
        ("contractversion created",),
    ),
    "name reviewers": Doing(
        contract(),
        lambda found, by: actions.name_reviewers(found, {"legal": user_as("manager", found.programme)}, by=by),
        EDITORS,
        frozenset({DRAFT, REVIEW}),
        ("contractreview created",),
    ),
    "submit": Doing(
        contract(),
        lambda found, by: actions.submit_contract(found, by=by),
        EDITORS,
        frozenset({DRAFT}),
        ("contract submit",),
    ),
    "answer a review": Doing(
        review(),
        lambda found, by: actions.answer_review(found, answer="agree", by=by),
        frozenset({MANAGER}),
        frozenset({REVIEW}),
        ("contractreview agree",),
        own=frozenset({"waiting"}),
    ),
    "settle an objection": Doing(
        review(state="objected"),
        lambda found, by: actions.settle_review(found, how="§ 12 says it.", by=by),
        SIGNERS,
        frozenset({REVIEW}),
        ("contractreview settle",),
        own=frozenset({"objected"}),
        not_by="submitted_by",
    ),
    "approve": Doing(
        contract(),
        lambda found, by: actions.approve_contract(found, reason="Sound.", by=by),
        frozenset({SPONSOR}),
        frozenset({REVIEW}),
        ("contract approve", "contractapproval created"),
        not_by="submitted_by",
    ),
    "sign": Doing(
        contract(),
        lambda found, by: actions.sign_contract(found, signed_on=days(0), by=by),
        SIGNERS,
        frozenset({APPROVED}),
        ("contract sign",),
    ),
    # How it is left.
    "use the option": Doing(
        contract(renewal="option", options=1),
        lambda found, by: actions.use_option(found, note="It serves us.", by=by),
        SIGNERS,
        frozenset({SIGNED}),
        ("contract prolonged",),
    ),
    "give notice": Doing(
        contract(),
        lambda found, by: actions.give_notice(
            ContractNotice(contract=found, given_on=days(0), by_whom="Sam", note="Too dear."), by=by
        ),
        SIGNERS,
        frozenset({SIGNED}),
        ("contractnotice created", "contract notice given"),
    ),
    "take a notice back": Doing(
        signed(make_notice),
        lambda found, by: actions.withdraw_notice(found, note="Both agreed.", by=by),
        SIGNERS,
        frozenset({SIGNED}),
        ("contractnotice withdrawn", "contract goes on"),
    ),
    "end": Doing(
        contract(),
        lambda found, by: actions.end_contract(found, ended_on=days(0), note="Over.", by=by),
        SIGNERS,
        frozenset({SIGNED}),
        ("contract end",),
    ),
    # How we would leave: planned at any time, and carried out when all is over.
    "plan the exit": Doing(
        contract(),
        lambda found, by: actions.save_exit_plan(ExitPlan(contract=found, **EXIT), by=by),
        EDITORS,
        ALWAYS,
        ("exitplan created",),
    ),
    "edit the exit plan": Doing(
        signed(make_plan),
        lambda found, by: actions.save_exit_plan(found, by=by, days=60),
        EDITORS,
        ALWAYS,
        ("exitplan changed",),
    ),
    "add a step of the exit": Doing(
        signed(make_plan),
        lambda found, by: actions.add_exit_step(
            ExitStep(plan=found, text="Export", owner=user_as("manager", found.programme), due=days(9)), by=by
        ),
        EDITORS,
        ALWAYS,
        ("exitstep created",),
    ),
    # What is paid.
    "add a fee": Doing(
        contract(),
        lambda found, by: actions.add_fee(ContractFee(contract=found, name="Seats", kind="per_user"), by=by),
        EDITORS,
        frozenset({DRAFT}),
        ("contractfee created",),
    ),
    "add a fee in tiers": Doing(
        contract(),
        lambda found, by: actions.add_fee(
            ContractFee(contract=found, name="Seats", kind="tiered"), by=by, tiers=[(D(0), D(9))]
        ),
        EDITORS,
        frozenset({DRAFT}),
        ("contractfee created", "contractfee tiers set"),
    ),
    "edit a fee": Doing(
        draft(make_fee),
        lambda found, by: actions.edit_fee(found, by=by, price=D(7)),
        EDITORS,
        frozenset({DRAFT}),
        ("contractfee changed",),
    ),
    "remove a fee": Doing(
        draft(make_fee),
        lambda found, by: actions.remove_fee(found, by=by),
        EDITORS,
        frozenset({DRAFT}),
        ("contractfee removed",),
    ),
    "change a quantity": Doing(
        draft(make_fee),
        lambda found, by: actions.change_quantity(found, quantity=D(7), by=by),
        EDITORS,
        ALWAYS - {ENDED},
        ("contractfee changed",),
    ),
    "let fees rise": Doing(
        contract(),
        lambda found, by: actions.save_indexation(Indexation(contract=found, starts_on=days(400), percent=D(3)), by=by),
        EDITORS,
        frozenset({DRAFT}),
        ("indexation created",),
    ),
    "change how fees rise": Doing(
        draft(indexation(percent=D(3))),
        lambda found, by: actions.save_indexation(found, by=by, percent=D(4)),
        EDITORS,
        frozenset({DRAFT}),
        ("indexation changed",),
    ),
    "enter a value of the index": Doing(
        draft(indexation(kind="series", series=SERIES)),
        lambda found, by: actions.save_indexation(found, by=by, series=[*SERIES, ["2027-01", "105"]]),
        EDITORS,
        frozenset({DRAFT, SIGNED}),
        ("indexation changed",),
    ),
    "let fees stay": Doing(
        draft(indexation(percent=D(3))),
        lambda found, by: actions.drop_indexation(found, by=by),
        EDITORS,
        frozenset({DRAFT}),
        ("indexation removed",),
    ),
    # What was agreed later.
    "enter a change": Doing(
        contract(),
        lambda found, by: actions.add_change(
            ContractChange(contract=found, title="A link", reason="Forgotten.", takes_effect_on=days(1)), by=by
        ),
        EDITORS,
        frozenset({SIGNED}),
        ("contractchange created",),
    ),
    "edit a change": Doing(
        signed(make_change),
        lambda found, by: actions.edit_change(found, by=by, once=D(7)),
        EDITORS,
        ALWAYS,
        ("contractchange changed",),
        own=frozenset({"draft"}),
    ),
    "ask for a change": Doing(
        signed(make_change),
        lambda found, by: actions.ask_for_change(found, by=by),
        EDITORS,
        frozenset({SIGNED}),
        ("contractchange ask",),
        own=frozenset({"draft"}),
    ),
    "approve a change": Doing(
        signed(lambda found: make_change(found, state="asked")),
        lambda found, by: actions.decide_change(found, approved=True, reason="Needed.", by=by),
        frozenset({SPONSOR}),
        frozenset({SIGNED}),
        ("contractchange approve",),
        own=frozenset({"asked"}),
        not_by="asked_by",
    ),
    "refuse a change": Doing(
        signed(lambda found: make_change(found, state="asked")),
        lambda found, by: actions.decide_change(found, approved=False, reason="Too dear.", by=by),
        frozenset({SPONSOR}),
        ALWAYS,
        ("contractchange refuse",),
        own=frozenset({"asked"}),
        not_by="asked_by",
    ),
    # Results of stages.
    "add a stage": Doing(
        contract(),
        lambda found, by: actions.add_stage(
            ContractStage(contract=found, name="Data", due=days(9), measure="Sound rows", target=D(99)), by=by
        ),
        EDITORS,
        frozenset({DRAFT, SIGNED}),
        ("contractstage created",),
    ),
    "edit a stage": Doing(
        signed(make_stage),
        lambda found, by: actions.edit_stage(found, by=by, target=D(98)),
        EDITORS,
        frozenset({DRAFT, SIGNED}),
        ("contractstage changed",),
        own=frozenset({"agreed"}),
    ),
    "report a result": Doing(
        signed(make_stage),
        lambda found, by: actions.report_stage(found, measured=D(99), report="Counted.", by=by),
        EDITORS | {VENDOR_CONTACT},
        frozenset({SIGNED}),
        ("contractstage report_result",),
        own=frozenset({"agreed", "refused"}),
    ),
    "accept a result": Doing(
        signed(make_reported),
        lambda found, by: actions.decide_stage(found, accepted=True, reason="Good.", by=by),
        SIGNERS,
        frozenset({SIGNED}),
        ("contractstage accept",),
        own=frozenset({"reported"}),
        not_by="reported_by",
    ),
    "refuse a result": Doing(
        signed(make_reported),
        lambda found, by: actions.decide_stage(found, accepted=False, reason="Half of it.", by=by),
        SIGNERS,
        frozenset({SIGNED}),
        ("contractstage refuse",),
        own=frozenset({"reported"}),
        not_by="reported_by",
    ),
    # What both sides owe.
    "add an obligation": Doing(contract(), sees_to_reports, EDITORS, ALWAYS - {ENDED}, ("obligation created",)),
    "edit an obligation": Doing(
        signed(make_obligation),
        lambda found, by: actions.edit_obligation(found, by=by, text="Report, in full"),
        EDITORS,
        ALWAYS - {ENDED},
        ("obligation changed",),
        own=frozenset({"open", "kept", "dropped"}),
    ),
    "keep an obligation": Doing(
        signed(make_obligation),
        lambda found, by: actions.keep_obligation(found, done_on=days(0), evidence="Sent.", by=by),
        EDITORS | {VENDOR_CONTACT},
        frozenset({SIGNED}),
        ("fulfilment created", "obligation finish"),
        own=frozenset({"open"}),
    ),
    "keep what is owed again and again": Doing(
        signed(lambda found: make_obligation(found, repeats="monthly")),
        lambda found, by: actions.keep_obligation(found, done_on=days(0), evidence="Sent.", by=by),
        EDITORS | {VENDOR_CONTACT},
        frozenset({SIGNED}),
        ("fulfilment created", "obligation moved on"),
        own=frozenset({"open"}),
    ),
    "acknowledge what was done": Doing(
        signed(claim),
        lambda found, by: actions.answer_fulfilment(found, accepted=True, by=by),
        EDITORS | {SPONSOR},
        ALWAYS,
        ("fulfilment acknowledge",),
        own=frozenset({"claimed"}),
        not_by="by",
    ),
    "not accept what was done": Doing(
        signed(claim),
        lambda found, by: actions.answer_fulfilment(found, accepted=False, answer="Empty.", by=by),
        EDITORS | {SPONSOR},
        ALWAYS,
        ("fulfilment refuse", "obligation owe_again"),
        own=frozenset({"claimed"}),
        not_by="by",
    ),
    # Risks have roles of their own.
    "take risks of missing clauses": Doing(
        contract(),
        lambda found, by: actions.take_risks_of_clauses(found, ["data_held"], by=by),
        EDITORS,
        ALWAYS,
        ("risk created", "treatment created", "risklink created", "risklink created"),
    ),
}
