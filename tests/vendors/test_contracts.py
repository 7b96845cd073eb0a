import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Membership
from implementation.programme.story import clock_at
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_chosen, make_contract, make_vendor
from vendors import actions
from vendors.models import Clause, Contract, ContractApproval, Vendor
from vendors.tasks import keep_notice_days

pytestmark = pytest.mark.django_db
D = datetime.date


def clock(programme, *day):
    return clock_at(D(*day), zone=programme.organisation.zone)


@pytest.mark.parametrize(
    ("terms", "day", "term_end", "notice_by"),
    [
        ({"renewal_months": 12, "notice_months": 3}, (2025, 6, 1), D(2025, 12, 31), D(2025, 9, 30)),
        ({"renewal_months": 12, "notice_days": 90}, (2025, 6, 1), D(2025, 12, 31), D(2025, 10, 2)),
        # The notice day has passed: the contract rolls on and the next chance is a year later.
        ({"renewal_months": 12, "notice_months": 3}, (2025, 11, 1), D(2025, 12, 31), D(2026, 9, 30)),
        ({"renewal_months": 12, "notice_months": 3}, (2026, 2, 1), D(2026, 12, 31), D(2026, 9, 30)),
        # Without renewal it ends by itself, and after its notice day nothing is left to decide.
        ({"renewal_months": 0, "notice_months": 3}, (2025, 6, 1), D(2025, 12, 31), D(2025, 9, 30)),
        ({"renewal_months": 0, "notice_months": 3}, (2025, 11, 1), D(2025, 12, 31), None),
        ({"renewal_months": 0, "notice_months": 3}, (2026, 2, 1), D(2025, 12, 31), None),
    ],
)
def test_the_notice_day_follows_the_term(programme, terms, day, term_end, notice_by):
    terms = {"notice_months": 0} | terms
    with clock(programme, *day):
        contract = make_contract(programme, starts_on=D(2025, 1, 1), **terms)

        assert (contract.term_end, contract.notice_by) == (term_end, notice_by)


def test_a_passed_notice_day_rolls_on_and_the_manager_is_told(programme):
    with clock(programme, 2025, 6, 1):
        contract = make_contract(programme, state="signed", starts_on=D(2025, 1, 1))
    Notification.objects.all().delete()

    with clock(programme, 2025, 10, 1):
        keep_notice_days()
        keep_notice_days()

    contract.refresh_from_db()
    assert contract.notice_by == D(2026, 9, 30)
    assert AuditEntry.objects.filter(verb="rolled on").count() == 1
    assert Notification.objects.filter(user=user_as("manager", programme)).count() == 1


def test_reminders_go_out_once_each(programme):
    with clock(programme, 2025, 6, 1):
        make_contract(programme, state="signed", starts_on=D(2025, 1, 1))
    told = []

    # 91, 90, 89, 60, 30 (skipped), 29, 7 and 1 day before 30 September
    for day in ((7, 1), (7, 2), (7, 3), (8, 1), (9, 1), (9, 23), (9, 29)):
        with clock(programme, 2025, *day):
            told.append(keep_notice_days())

    assert told == [0, 1, 0, 1, 1, 1, 0]


def test_a_draft_reminds_nobody(programme):
    with clock(programme, 2025, 9, 25):
        make_contract(programme, starts_on=D(2025, 1, 1))

        assert keep_notice_days() == 0


def test_months_and_days_together_are_refused(programme):
    with pytest.raises(ValidationError, match="not in both"):
        make_contract(programme, notice_months=1, notice_days=10)


def test_a_vendor_of_another_programme_is_refused(programme):
    with pytest.raises(ValidationError, match="of this programme"):
        make_contract(programme, vendor=make_vendor(make_programme()))


def test_the_time_zone_is_the_organisations_unless_said_otherwise(programme):
    contract = make_contract(programme)

    assert contract.time_zone == programme.organisation.time_zone


def test_a_contract_is_submitted_approved_and_signed(programme):
    contract = make_contract(programme, state="signed")

    assert Contract.objects.get(pk=contract.pk).state == "signed"
    assert contract.signed_on == contract.today
    assert Vendor.objects.get(pk=contract.vendor_id).state == "contracted"
    approval = ContractApproval.objects.get()
    assert approval.facts_hold
    assert approval.facts["monthly_fee"] == "1000.00"
    assert [clause["present"] for clause in approval.facts["clauses"]] == [True] * len(Clause)
    for verb in ("submit", "approve", "sign"):
        assert AuditEntry.objects.filter(label="vendors.contract", verb=verb).count() == 1


def test_a_contract_with_a_vendor_not_chosen_is_not_submitted(programme):
    with pytest.raises(Refused, match="Choose the vendor first"):
        actions.submit_contract(make_contract(programme), by=user_as("manager", programme))


def test_who_submits_does_not_approve(programme):
    sponsor = user_as("sponsor", programme)
    Membership.objects.create(programme=programme, user=sponsor, role="manager")
    contract = make_contract(programme, vendor=make_chosen(programme))
    actions.submit_contract(contract, by=sponsor)

    with pytest.raises(Refused, match="someone else approves"):
        actions.approve_contract(contract, reason="Mine.", by=sponsor)

    assert not ContractApproval.objects.exists()


@pytest.mark.parametrize("role", ["manager", "consultant", "executive", "vendor_contact"])
def test_only_a_sponsor_approves(programme, role):
    contract = make_contract(programme, state="under_review")

    with pytest.raises(PermissionDenied):
        actions.approve_contract(contract, reason="So.", by=user_as(role, programme))


def test_a_draft_is_not_signed(programme):
    contract = make_contract(programme)

    with pytest.raises(Refused):
        actions.sign_contract(contract, signed_on=contract.today, by=user_as("manager", programme))


def test_a_day_to_come_is_no_day_of_signature(programme):
    contract = make_contract(programme, state="approved")
    tomorrow = contract.today + datetime.timedelta(days=1)

    with pytest.raises(Refused, match="still to come"):
        actions.sign_contract(contract, signed_on=tomorrow, by=user_as("manager", programme))


@pytest.mark.parametrize("state", ["under_review", "approved", "signed", "ended"])
def test_terms_change_only_in_a_draft(programme, state):
    contract = make_contract(programme, state=state)

    with pytest.raises(Refused):
        actions.edit_contract(contract, by=user_as("manager", programme), name="Other")


def test_a_contract_that_is_sent_back_can_be_edited(programme):
    contract = make_contract(programme, state="under_review")
    perform(contract, "send_back", by=user_as("sponsor", programme), note="Fee too high.")

    actions.edit_contract(contract, by=user_as("manager", programme), monthly_fee=900)

    assert Contract.objects.get(pk=contract.pk).monthly_fee == 900


def test_a_clause_that_is_there_says_where(programme):
    contract = make_contract(programme, clauses=False)

    with pytest.raises(ValidationError, match="Say where"):
        actions.save_clauses(contract, {"exit": (True, " ")}, by=user_as("manager", programme))


def test_what_is_missing_for_the_review_is_named(programme):
    contract = make_contract(programme, clauses=False)
    actions.save_clauses(contract, {"exit": (True, "§ 12")}, by=user_as("manager", programme))

    assert actions.missing_clauses(contract) == [Clause.SECURITY_POLICY, Clause.SECURITY_MEASURES, Clause.PENALTIES]
    assert AuditEntry.objects.filter(verb="clauses noted").count() == 1


def test_a_vendor_contact_sees_its_own_contracts_once_approved(programme):
    contact = user_as("vendor_contact", programme)
    draft = make_contract(programme)
    actions.serve_vendor(draft.vendor, [contact], by=user_as("manager", programme))
    other = make_contract(programme, state="approved")

    assert draft.is_served_by(contact)
    assert not contact.has_perm("vendors.view_contract", draft)
    assert not contact.has_perm("vendors.view_contract", other)

    actions.serve_vendor(other.vendor, [contact], by=user_as("manager", programme))
    assert contact.has_perm("vendors.view_contract", other)
