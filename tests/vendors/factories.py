"""Real records of sourcing, selection and contracts, made by the same actions as people use."""

import datetime
from decimal import Decimal

from core.actions import create
from core.workflow import perform
from tests.factories import number, user_as
from vendors import actions
from vendors.models import Clause, Contract, SelectionRound, Sourcing, SourcingOption, Vendor, VendorCriterion


def make_vendor(programme, name="", *, shortlisted=False, contacts=()) -> Vendor:
    by = user_as("manager", programme)
    vendor = Vendor(programme=programme, name=name or f"Vendor {number()}")
    create(vendor, permission="vendors.edit_vendor", by=by)
    if shortlisted:
        perform(vendor, "shorten", by=by)
    if contacts:
        actions.serve_vendor(vendor, contacts, by=by)
    return vendor


def make_costs(programme, *, amounts=(("build", 300), ("buy", 200), ("outsource", 100))) -> Sourcing:
    for mode, amount in amounts:
        option = SourcingOption.objects.get(programme=programme, mode=mode)
        by = user_as("manager", programme)
        lines = [actions.LineEntry("running", amounts={1: Decimal(amount)})]
        actions.save_option(option, by=by, lines=lines, months_to_first_use=3)
    return Sourcing.objects.get(programme=programme)


def make_round(programme, *, vendors=("Alder", "Birch"), weights=None, evaluators=("manager", "consultant")):
    """A round whose weights are fixed: ready to be scored."""
    manager = user_as("manager", programme)
    _make_room(programme)
    for name in vendors:
        if not Vendor.objects.filter(programme=programme, name=name).update(state="shortlist"):
            make_vendor(programme, name, shortlisted=True)
    selection = actions.current_round(programme)
    if weights:
        criteria = [VendorCriterion(title=title, weight=weight) for title, weight in weights.items()]
        actions.save_criteria(selection, criteria, by=manager)
    actions.name_evaluators(selection, [user_as(role, programme) for role in evaluators], by=manager)
    return actions.fix_criteria(selection, by=manager)


def _make_room(programme):
    """Where a round is past its weights already, it is over, and another begins with vendors of its own."""
    selection = actions.current_round(programme)
    if selection.state != "weighing":
        SelectionRound.objects.filter(pk=selection.pk).update(state="decided")
        Vendor.objects.filter(programme=programme, state__in=["shortlist", "chosen"]).update(state="rejected")
        actions.start_round(programme, by=user_as("manager", programme))


def give_scores(selection, role, points, *, submit=True):
    """``points(vendor, criterion)`` by place, from 0."""
    user = user_as(role, selection.programme)
    sheet = selection.evaluators.get(user=user)
    entries = {
        (vendor.pk, criterion.pk): (points(v, c), "" if points(v, c) in (3, 4) else "Seen.")
        for v, vendor in enumerate(actions.contenders(selection).order_by("pk"))
        for c, criterion in enumerate(selection.criteria.all())
    }
    actions.save_scores(sheet, entries, by=user)
    return actions.submit_scores(sheet, by=user) if submit else sheet


def make_scored(programme, **fields):
    """A round in which the first vendor is ahead everywhere and the choice is asked for by the manager."""
    selection = make_round(programme, **fields)
    for role in fields.get("evaluators", ("manager", "consultant")):
        give_scores(selection, role, lambda v, c: 4 - v)
    return actions.ask_selection(selection, by=user_as("manager", programme))


def make_chosen(programme) -> Vendor:
    selection = make_scored(programme)
    winner = Vendor.objects.get(programme=programme, name="Alder")
    actions.select_vendor(selection, winner=winner, reason="Best.", by=user_as("sponsor", programme))
    winner.refresh_from_db()
    return winner


def make_contract(programme, *, vendor=None, state="draft", clauses=True, **fields) -> Contract:
    """A contract taken to a state by its own steps; without a vendor, one is chosen first where the state asks for it."""
    manager, sponsor = user_as("manager", programme), user_as("sponsor", programme)
    if vendor is None:
        vendor = make_vendor(programme) if state == "draft" else make_chosen(programme)
    terms = {"starts_on": datetime.date.today(), "renewal_months": 12, "notice_months": 3, "monthly_fee": Decimal(1000)}
    contract = Contract(programme=programme, vendor=vendor, name=f"Contract {number()}", **(terms | fields))
    actions.draft_contract(contract, by=manager)
    if clauses:
        actions.save_clauses(contract, {key.value: (True, "§ 1") for key in Clause}, by=manager)
        contract.refresh_from_db()
    if state in ("under_review", "approved", "signed", "ended"):
        actions.submit_contract(contract, by=manager)
    if state in ("approved", "signed", "ended"):
        actions.approve_contract(contract, reason="Sound.", by=sponsor)
    if state in ("signed", "ended"):
        actions.sign_contract(contract, signed_on=contract.today, by=manager)
    if state == "ended":
        perform(contract, "end", by=manager, note="Over.")
    return contract
