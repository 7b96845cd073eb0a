"""Reviews, stages, obligations, fees, changes, versions, notice and exit: each works, is refused rightly, leaves its entry."""

import datetime
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.gates.registry import checks
from implementation.programme.models import Membership
from tests.factories import make_programme, user_as
from tests.vendors.contract_factories import (
    days,
    make_change,
    make_fee,
    make_notice,
    make_obligation,
    make_plan,
    make_reported,
    make_review,
    make_signed,
    make_stage,
    paper,
)
from tests.vendors.factories import make_contract
from vendors.actions import contracts as actions
from vendors.contracts.concentration import concentration
from vendors.contracts.fee_schedule import against_the_original, fee_for, schedule, yearly_value
from vendors.contracts.tasks import keep_notice_days, watch_what_is_owed
from vendors.models import Contract, ContractNotice, Indexation, Obligation

pytestmark = pytest.mark.django_db


def entries(label, verb):
    return AuditEntry.objects.filter(label=f"vendors.{label}", verb=verb).count()


def look(programme, name, kind="contract_review"):
    gate = programme.gates.get(kind=kind)
    return checks()[f"vendors.{name}"].function(programme, gate=gate)


def test_a_reviewer_answers_on_the_latest_version(programme):
    review = make_review(programme, role="executive", submitted=False)
    version = actions.add_version(review.contract, upload=paper(), by=user_as("manager", programme))
    actions.submit_contract(review.contract, by=user_as("consultant", programme))

    actions.answer_review(review, answer="agree", by=user_as("executive", programme))

    review.refresh_from_db()
    assert (review.state, review.version, review.answered_at is None) == ("agreed", version, False)
    assert entries("contractreview", "agree") == 1


def test_only_the_one_who_was_named_answers(programme):
    review = make_review(programme, role="executive")

    with pytest.raises(PermissionDenied):
        actions.answer_review(review, answer="agree", by=user_as("manager", programme))


def test_an_objection_keeps_a_contract_from_being_approved_until_it_is_settled(programme):
    review = make_review(programme, role="executive")
    sponsor, executive = user_as("sponsor", programme), user_as("executive", programme)
    with pytest.raises(Refused, match="Not every reviewer"):
        actions.approve_contract(review.contract, reason="Fine.", by=sponsor)
    actions.answer_review(review, answer="object", remark="No day for the data.", by=executive)
    with pytest.raises(Refused, match="objection"):
        actions.approve_contract(review.contract, reason="Fine.", by=sponsor)

    actions.settle_review(review, how="§ 12 says 30 days.", by=executive)

    approval = actions.approve_contract(review.contract, reason="Fine.", by=sponsor)
    assert approval.facts["reviews"][0]["settlement"] == "§ 12 says 30 days."
    assert approval.facts_hold


@pytest.mark.parametrize("answer", ["object", "agree_with_remark", "guess"])
def test_an_answer_says_what_it_must(programme, answer):
    review = make_review(programme, role="executive")

    with pytest.raises(Refused):
        actions.answer_review(review, answer=answer, remark=" ", by=user_as("executive", programme))

    review.refresh_from_db()
    assert review.state == "waiting"


def test_a_new_round_is_looked_at_by_the_same_people(programme):
    from core.workflow import perform

    review = make_review(programme, role="executive")
    contract = review.contract
    actions.answer_review(review, answer="agree", by=user_as("executive", programme))
    perform(contract, "send_back", by=user_as("sponsor", programme), note="Fee.")

    actions.submit_contract(contract, by=user_as("consultant", programme))

    assert [(r.round, r.state, r.reviewer.name) for r in contract.current_reviews] == [(2, "waiting", "Executive")]


def test_a_stranger_is_no_reviewer(programme):
    contract = make_contract(programme)
    stranger = user_as("manager", make_programme())

    with pytest.raises(Refused, match="not on the programme"):
        actions.name_reviewers(contract, {"legal": stranger}, by=user_as("manager", programme))


def test_the_check_of_the_review_counts_answers(programme):
    review = make_review(programme, role="executive")
    assert (look(programme, "contract_reviewed").state, look(programme, "contract_reviewed").figures["waiting"]) == (
        "partly",
        1,
    )

    actions.answer_review(review, answer="agree", by=user_as("executive", programme))

    found = look(programme, "contract_reviewed")
    assert (found.state, str(found.evidence)) == ("met", "**1 of 1** reviewers have answered.")


def test_who_reports_a_result_does_not_accept_it(programme):
    stage = make_reported(make_signed(programme), by="manager")

    with pytest.raises(Refused, match="someone else accepts"):
        actions.decide_stage(stage, accepted=True, reason="Good.", by=user_as("manager", programme))

    actions.decide_stage(stage, accepted=True, reason="Good.", by=user_as("sponsor", programme))
    assert (stage.state, stage.decided_by.name, entries("contractstage", "accept")) == ("accepted", "Sponsor", 1)


def test_a_vendor_contact_reports_its_own_result_only(programme):
    mine, other = make_stage(make_signed(programme, contact=True)), make_stage(make_signed(programme))
    contact = user_as("vendor_contact", programme)

    actions.report_stage(mine, measured=D(99), report="Counted.", by=contact)

    assert mine.state == "reported"
    with pytest.raises(PermissionDenied):
        actions.report_stage(other, measured=D(99), report="Counted.", by=contact)


@pytest.mark.parametrize(
    ("direction", "measured", "meets"), [("at_least", 99, True), ("at_least", 98, False), ("at_most", 98, True)]
)
def test_a_result_is_held_against_its_target(programme, direction, measured, meets):
    stage = make_stage(make_signed(programme), direction=direction)
    actions.report_stage(stage, measured=D(measured), report="Counted.", by=user_as("manager", programme))

    assert stage.meets_target is meets


def test_a_result_that_is_not_accepted_is_reported_anew(programme):
    stage = make_reported(make_signed(programme))
    actions.decide_stage(stage, accepted=False, reason="Not ours.", by=user_as("manager", programme))
    assert stage.state == "refused"

    actions.report_stage(stage, measured=D(100), report="Again.", by=user_as("consultant", programme))

    assert (stage.state, stage.reason, stage.decided_on) == ("reported", "", None)


def test_what_is_late_is_told_once(programme):
    contract = make_signed(programme, contact=True)
    make_stage(contract, due=days(-1))
    make_obligation(contract, first_due=days(-1))
    make_obligation(contract, first_due=days(60))
    Notification.objects.all().delete()

    assert (watch_what_is_owed(), watch_what_is_owed()) == (2, 0)
    manager = user_as("manager", programme)
    assert Notification.objects.filter(user=manager).count() == 2


def test_a_repeating_obligation_moves_on_and_the_vendors_is_acknowledged(programme):
    item = make_obligation(
        make_signed(programme, contact=True), repeats="monthly", first_due=datetime.date(2025, 1, 31)
    )

    kept = actions.keep_obligation(item, done_on=days(0), evidence="Sent.", by=user_as("vendor_contact", programme))

    assert (kept.state, item.due) == ("claimed", datetime.date(2025, 2, 28))
    actions.answer_fulfilment(kept, accepted=True, by=user_as("manager", programme))
    assert kept.state == "kept"


def test_what_is_not_accepted_is_owed_again(programme):
    item = make_obligation(make_signed(programme, contact=True))
    kept = actions.keep_obligation(item, done_on=days(0), evidence="Sent.", by=user_as("vendor_contact", programme))
    assert Obligation.objects.get(pk=item.pk).state == "kept"

    actions.answer_fulfilment(kept, accepted=False, answer="Empty.", by=user_as("manager", programme))

    assert Obligation.objects.get(pk=item.pk).state == "open"
    actions.keep_obligation(item, done_on=days(0), evidence="Sent in full.", by=user_as("vendor_contact", programme))
    assert item.fulfilments.count() == 2


JAN, FEB, MAR = (datetime.date(2025, month, day) for month, day in ((1, 31), (2, 28), (3, 31)))


@pytest.fixture
def twice_kept(programme):
    """Owed every month from the 31st on: what was handed in for January and February waits for an answer."""
    item = make_obligation(make_signed(programme, contact=True), repeats="monthly", first_due=JAN)
    contact = user_as("vendor_contact", programme)
    kept = [actions.keep_obligation(item, done_on=days(0), evidence="Sent.", by=contact) for _n in range(2)]
    return item, kept


def test_a_month_that_was_not_accepted_is_kept_before_the_next(programme, twice_kept):
    item, (january, _february) = twice_kept
    actions.answer_fulfilment(january, accepted=False, answer="Empty.", by=user_as("manager", programme))
    item.refresh_from_db()
    assert item.due == JAN

    again = actions.keep_obligation(item, done_on=days(0), evidence="In full.", by=user_as("vendor_contact", programme))

    # February waits for its answer already, so March is next.
    assert (again.due, item.due) == (JAN, MAR)


def test_months_that_were_not_accepted_are_owed_in_their_order(programme, twice_kept):
    item, kept = twice_kept
    manager, contact = user_as("manager", programme), user_as("vendor_contact", programme)
    for one in kept:
        actions.answer_fulfilment(one, accepted=False, answer="Empty.", by=manager)
    item.refresh_from_db()

    found = [actions.keep_obligation(item, done_on=days(0), evidence="Full.", by=contact).due for _n in range(3)]

    assert found == [JAN, FEB, MAR]


def test_an_edited_obligation_still_owes_what_was_not_accepted(programme, twice_kept):
    item, (january, _february) = twice_kept
    manager = user_as("manager", programme)
    actions.answer_fulfilment(january, accepted=False, answer="Empty.", by=manager)
    item.refresh_from_db()

    actions.edit_obligation(item, by=manager, where="§ 8")

    assert item.due == JAN


def test_a_second_press_does_not_keep_the_next_month_too(programme):
    item = make_obligation(make_signed(programme), repeats="monthly", first_due=JAN)
    manager = user_as("manager", programme)
    actions.keep_obligation(item, done_on=days(0), evidence="Sent.", by=manager, seen_due=JAN)

    with pytest.raises(Refused, match="marked as done already"):
        actions.keep_obligation(item, done_on=days(0), evidence="Sent.", by=manager, seen_due=JAN)

    assert item.fulfilments.count() == 1


@pytest.mark.parametrize(
    ("before", "after", "state", "due"),
    [
        ({}, {"repeats": "monthly"}, "open", FEB),
        ({"repeats": "monthly"}, {"until": JAN}, "kept", JAN),
        ({"repeats": "monthly"}, {"repeats": "quarterly"}, "open", datetime.date(2025, 4, 30)),
        ({}, {"where": "§ 8"}, "kept", JAN),
    ],
)
def test_a_new_rhythm_says_whether_it_is_still_owed(programme, before, after, state, due):
    item = make_obligation(make_signed(programme), first_due=JAN, **before)
    manager = user_as("manager", programme)
    actions.keep_obligation(item, done_on=days(0), evidence="Sent.", by=manager)

    actions.edit_obligation(item, by=manager, **after)

    assert (item.state, item.due) == (state, due)


def test_one_does_not_acknowledge_oneself(programme):
    item = make_obligation(make_signed(programme))
    kept = actions.keep_obligation(item, done_on=days(0), evidence="Sent.", by=user_as("manager", programme))

    with pytest.raises(Refused):
        actions.answer_fulfilment(kept, accepted=True, by=user_as("manager", programme))


def test_a_vendor_contact_sees_neither_our_side_nor_anothers(programme):
    contract = make_signed(programme, contact=True)
    contact = user_as("vendor_contact", programme)
    ours, theirs, other = (
        make_obligation(contract, side="ours"),
        make_obligation(contract),
        make_obligation(make_signed(programme)),
    )

    seen = [contact.has_perm("vendors.view_obligation", item) for item in (ours, theirs, other)]

    assert seen == [False, True, False]


def test_fees_change_only_in_a_draft_and_quantities_at_any_time(programme):
    contract = make_contract(programme)
    fee = make_fee(contract, kind="tiered", tiers=[(D(0), D(10)), (D(10), D(8))], quantity=D(20))
    Contract.objects.filter(pk=contract.pk).update(state="signed")

    with pytest.raises(Refused, match="not edited"):
        actions.edit_fee(fee, by=user_as("manager", programme), price=D(1))
    actions.change_quantity(fee, quantity=D(5), by=user_as("manager", programme))

    assert fee_for(Contract.objects.get(pk=contract.pk), contract.starts_on) == D(1050)


def test_a_stale_number_is_refused(programme):
    fee = make_fee(make_contract(programme), price=D(1))
    actions.change_quantity(fee, quantity=D(5), by=user_as("manager", programme), seen_revision=fee.revision)

    with pytest.raises(Stale):
        actions.change_quantity(fee, quantity=D(6), by=user_as("manager", programme), seen_revision=0)


@pytest.mark.parametrize("tiers", [[], [(D(1), D(10))], [(D(0), D(10)), (D(0), D(9))]])
def test_tiers_with_a_gap_or_twice_write_nothing(programme, tiers):
    contract = make_contract(programme)

    with pytest.raises(ValidationError):
        make_fee(contract, kind="tiered", tiers=tiers)

    assert not contract.fees.exists()


def test_the_fee_table_adds_up(programme):
    contract = make_signed(programme, starts_on=datetime.date(2025, 1, 15), renewal_months=0, notice_months=0)
    table = schedule(contract)

    assert (table.total, sum(table.year_totals[:-1])) == (D(12000), D(12000))
    assert yearly_value(contract) >= 0


def test_a_rise_is_a_term_and_its_values_come_later(programme):
    contract = make_contract(programme)
    manager = user_as("manager", programme)
    item = Indexation(
        contract=contract, kind="series", starts_on=days(30), series=[["2026-01", "100"], ["2026-06", "102"]]
    )
    actions.save_indexation(item, by=manager)
    Contract.objects.filter(pk=contract.pk).update(state="signed")
    more = [*item.series, ["2027-01", "105"]]

    actions.save_indexation(item, by=manager, kind="series", series=more)

    assert Indexation.objects.get(pk=item.pk).series == more
    with pytest.raises(Refused):
        actions.save_indexation(item, by=manager, kind="series", series=more, percent=D(9))


def test_only_approved_changes_count(programme):
    contract = make_signed(programme, renewal_months=0, notice_months=0)
    change = make_change(contract, state="asked")
    assert against_the_original(contract).changes == 0

    actions.decide_change(change, approved=True, reason="Needed.", by=user_as("sponsor", programme))

    found = against_the_original(Contract.objects.get(pk=contract.pk))
    assert (found.original, found.changes) == (D(12000), D(500 + 12 * 50))
    assert (change.decided_by.name, entries("contractchange", "approve")) == ("Sponsor", 1)


def test_who_asks_for_a_change_does_not_approve_it(programme):
    sponsor = user_as("sponsor", programme)
    Membership.objects.create(programme=programme, user=sponsor, role="manager")
    change = make_change(make_signed(programme))
    actions.ask_for_change(change, by=sponsor)

    with pytest.raises(Refused, match="someone else must decide"):
        actions.decide_change(change, approved=True, reason="Mine.", by=sponsor)


def test_the_same_file_is_kept_once(programme):
    contract = make_contract(programme)
    manager = user_as("manager", programme)
    first = actions.add_version(contract, upload=paper(), by=manager)

    with pytest.raises(ValidationError, match="same file"):
        actions.add_version(contract, upload=paper("again.pdf"), by=manager)
    with pytest.raises(ValidationError, match="not a kind of file"):
        actions.add_version(contract, upload=paper("run.exe", b"MZ"), by=manager)

    second = actions.add_version(contract, upload=paper(content=b"%PDF two"), by=manager)
    assert (first.number, second.number, len(first.sha256)) == (1, 2, 64)


def test_notice_in_time_ends_the_contract_at_the_end_of_its_term(programme):
    contract = make_signed(programme, starts_on=days(-30))

    given = make_notice(contract)

    contract.refresh_from_db()
    assert (given.ends_on, contract.ends_on, contract.notice_by) == (contract.first_term_end, given.ends_on, None)
    assert entries("contractnotice", "created") == 1


def test_an_early_end_needs_its_day(programme):
    contract = make_signed(programme)
    with pytest.raises(ValidationError, match="Say on which day"):
        make_notice(contract, ground="breach")

    given = make_notice(contract, ground="breach", ends_on=days(14))

    assert given.ends_on == days(14)


def test_notice_is_given_once_and_taken_back_with_a_reason(programme):
    contract = make_signed(programme)
    given = make_notice(contract)
    with pytest.raises(ValidationError, match="on record already"):
        make_notice(contract)

    actions.withdraw_notice(given, note="Both agreed.", by=user_as("sponsor", programme))

    contract.refresh_from_db()
    assert (contract.ends_on, contract.notice_by is None) == (None, False)
    make_notice(contract)


def test_a_contract_ends_the_day_after_its_last(programme):
    contract = make_signed(programme, starts_on=days(-60))
    ContractNotice.objects.create(
        contract=contract, given_on=days(-30), ends_on=days(-1), by_whom="Sam", note="So.", ground="agreed"
    )
    Contract.objects.filter(pk=contract.pk).update(ends_on=days(-1))

    keep_notice_days()
    keep_notice_days()

    assert Contract.objects.get(pk=contract.pk).state == "ended"
    assert entries("contract", "end") == 1


def test_an_option_prolongs_the_term_as_often_as_agreed(programme):
    contract = make_signed(programme, renewal="option", options=1)
    manager = user_as("manager", programme)
    before = contract.term_end

    actions.use_option(contract, note="It serves us.", by=manager)

    assert (contract.options_used, contract.term_end > before) == (1, True)
    with pytest.raises(Refused, match="no option left"):
        actions.use_option(contract, note="Again.", by=manager)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"renewal": "tacit", "renewal_months": 0}, "renewal_months"),
        ({"renewal": "ends", "renewal_months": 12}, "renewal_months"),
        ({"renewal": "option", "renewal_months": 12}, "options"),
        ({"starts_on": datetime.date(9999, 1, 1)}, "starts_on"),
    ],
)
def test_terms_that_do_not_fit_are_refused_at_their_field(programme, terms, field):
    with pytest.raises(ValidationError) as refused:
        make_contract(programme, **terms)

    assert list(refused.value.message_dict) == [field]


def test_a_contract_without_an_end_can_be_left_at_any_time(programme):
    contract = make_signed(
        programme, renewal="open", renewal_months=0, notice_months=1, first_term_months=1, starts_on=days(-90)
    )

    assert (contract.notice_by, contract.term_end) == (None, None)
    assert look(programme, "notice_known").state == "met"


def test_the_check_of_the_exit_asks_for_plan_and_steps(programme):
    contract = make_signed(programme)
    states = [look(programme, "exit_plan").state]
    plan = make_plan(contract)
    states.append(look(programme, "exit_plan").state)
    make_plan_steps = plan.steps.model(plan=plan, text="Export", owner=user_as("manager", programme), due=days(9))
    actions.add_exit_step(make_plan_steps, by=user_as("manager", programme))

    assert [*states, look(programme, "exit_plan").state] == ["not_met", "partly", "met"]


def test_missing_clauses_become_risks_that_are_linked_once(programme):
    contract = make_contract(programme, clauses=False)
    manager = user_as("manager", programme)

    actions.take_risks_of_clauses(contract, ["data_held", "nonsense"], by=manager)
    risks = actions.take_risks_of_clauses(contract, ["data_held"], by=manager)

    assert [(risk.catalogue_key, risk.links.count()) for risk in risks] == [("data_held", 2)]
    assert concentration([programme]).largest.risks == risks


def test_one_provider_for_everything_needs_a_risk(programme):
    contract = make_signed(programme)
    assert look(programme, "concentration").state == "not_met"
    actions.save_clauses(contract, {"exit": (False, "")}, by=user_as("manager", programme))

    actions.take_risks_of_clauses(contract, ["switching_cost"], by=user_as("manager", programme))

    assert look(programme, "concentration").state == "met"


def test_the_stages_that_are_due_are_accepted(programme):
    contract = make_signed(programme)
    assert look(programme, "stages_accepted", "ready_to_pilot").state == "not_met"
    make_stage(contract, due=days(-1))

    found = look(programme, "stages_accepted", "ready_to_pilot")

    assert (found.state, found.figures["stages"], found.figures["accepted"]) == ("not_met", 1, 0)


def test_a_step_of_leaving_that_is_done_stays_as_it_was(programme):
    manager = user_as("manager", programme)
    step = make_plan(make_signed(programme), steps=1).steps.get()

    actions.edit_exit_step(step, by=manager, text="Export all")
    perform(step, "finish", by=manager)

    with pytest.raises(Refused, match="Open it again first"):
        actions.edit_exit_step(step, by=manager, text="Export some")
    assert step.plan.steps.get().text == "Export all"
