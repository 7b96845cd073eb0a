import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from sla import claims
from sla.models import Credit, CreditNote
from tests.factories import user_as
from tests.sla.factories import make_agreement, make_breach, make_contract

pytestmark = pytest.mark.django_db


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def claimed(programme) -> Credit:
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    credit = make_breach(programme, make_agreement(programme, contract=contract)).credit
    return claims.claim(credit, by=user_as("manager", programme))


def acknowledged(programme) -> Credit:
    return perform(claimed(programme), "acknowledge", by=user_as("vendor_contact", programme))


def disputed(programme) -> Credit:
    return claims.dispute(claimed(programme), by=user_as("vendor_contact", programme), reason="The line was cut.")


def note(credit, amount, invoice="2025-02") -> CreditNote:
    return CreditNote(credit=credit, invoice=invoice, dated=datetime.date(2025, 3, 1), amount=Decimal(amount))


def test_a_claim_freezes_who_and_when_and_tells_the_vendor(programme):
    credit = claimed(programme)

    assert (credit.state, credit.claimed_by) == ("claimed", user_as("manager", programme))
    assert entries(credit, "claim") == 1
    told = Notification.objects.filter(user=user_as("vendor_contact", programme))
    assert any("A credit of ¥100 is claimed" in notice.text for notice in told)


def test_a_claim_after_its_last_day_is_refused(programme):
    credit = make_breach(programme, make_agreement(programme, claim_days=30)).credit

    with pytest.raises(Refused, match="last day to claim has passed"):
        claims.claim(credit, by=user_as("manager", programme))


def test_nothing_owed_is_nothing_to_claim(programme):
    credit = make_breach(programme, make_agreement(programme, minimum_credit=100)).credit

    assert credit.amount == 0
    with pytest.raises(Refused, match="Nothing is owed"):
        claims.claim(credit, by=user_as("manager", programme))


def test_an_executive_does_not_claim(programme):
    with pytest.raises(PermissionDenied):
        claims.claim(make_breach(programme).credit, by=user_as("executive", programme))


def test_a_second_claim_is_refused(programme):
    credit = claimed(programme)

    with pytest.raises(Refused, match="not possible"):
        claims.claim(credit, by=user_as("consultant", programme))


def test_who_claimed_neither_acknowledges_nor_disputes(programme):
    credit = claimed(programme)

    with pytest.raises(Refused, match="someone else acknowledges"):
        perform(credit, "acknowledge", by=user_as("manager", programme))
    with pytest.raises(Refused, match="someone else answers"):
        claims.dispute(credit, by=user_as("manager", programme), reason="Mine.")


def test_a_dispute_keeps_its_reason_and_who_gave_it(programme):
    credit = disputed(programme)

    assert (credit.dispute_reason, credit.disputed_by) == ("The line was cut.", user_as("vendor_contact", programme))
    assert entries(credit, "dispute") == 1


def test_a_dispute_needs_a_reason(programme):
    with pytest.raises(Refused, match="Say why"):
        claims.dispute(claimed(programme), by=user_as("vendor_contact", programme), reason=" ")


def test_a_dispute_is_settled_for_an_agreed_amount(programme):
    credit = disputed(programme)

    claims.settle(credit, amount=Decimal("60"), by=user_as("sponsor", programme), note="Half each, with Vera.")

    credit = Credit.objects.get()
    assert (credit.state, credit.amount, credit.worth) == ("settled", Decimal("100.00"), Decimal("60.00"))
    assert credit.settlement == "Half each, with Vera."
    assert entries(credit, "settle") == 1


def test_a_settlement_is_not_more_than_what_was_owed(programme):
    with pytest.raises(Refused, match="owed at most"):
        claims.settle(disputed(programme), amount=Decimal("100.01"), by=user_as("sponsor", programme), note="x")


def test_a_settlement_needs_its_words_and_its_role(programme):
    credit = disputed(programme)

    with pytest.raises(Refused, match="what was agreed"):
        claims.settle(credit, amount=Decimal(1), by=user_as("manager", programme), note="")
    with pytest.raises(PermissionDenied):
        claims.settle(credit, amount=Decimal(1), by=user_as("consultant", programme), note="x")


def test_partial_set_offs_add_up_and_the_last_one_books_the_credit(programme):
    credit, manager = acknowledged(programme), user_as("manager", programme)

    claims.add_note(note(credit, "40"), by=manager)
    assert (claims.open_amount(credit), Credit.objects.get().state) == (Decimal("60.00"), "acknowledged")
    second = claims.add_note(note(credit, "60", "2025-03"), by=manager)

    assert (claims.open_amount(credit), Credit.objects.get().state) == (0, "credited")
    assert (entries(second, "created"), entries(credit, "book")) == (1, 1)


def test_set_offs_never_exceed_the_credit(programme):
    credit, manager = acknowledged(programme), user_as("manager", programme)
    claims.add_note(note(credit, "40"), by=manager)

    with pytest.raises(ValidationError, match="Only ¥60 is open"):
        claims.add_note(note(credit, "60.01", "2025-03"), by=manager)

    assert CreditNote.objects.count() == 1


def test_one_invoice_stands_there_once(programme):
    credit, manager = acknowledged(programme), user_as("manager", programme)
    claims.add_note(note(credit, "40"), by=manager)

    with pytest.raises(ValidationError, match="against that invoice already"):
        claims.add_note(note(credit, "1"), by=manager)


def test_only_what_is_agreed_is_set_off_and_not_by_everyone(programme):
    credit = claimed(programme)
    with pytest.raises(Refused, match="acknowledged or settled"):
        claims.add_note(note(credit, "1"), by=user_as("manager", programme))
    perform(credit, "acknowledge", by=user_as("vendor_contact", programme))

    with pytest.raises(PermissionDenied):
        claims.add_note(note(credit, "1"), by=user_as("executive", programme))


def test_nobody_books_a_credit_that_stands_on_no_invoice(programme):
    with pytest.raises(Refused, match="Enter the invoice"):
        perform(acknowledged(programme), "book", by=user_as("manager", programme), note="x")


@pytest.mark.parametrize(("make", "state"), [(acknowledged, "acknowledged"), (disputed, "settled")])
def test_a_line_entered_by_mistake_opens_the_credit_again(programme, make, state):
    credit, manager = make(programme), user_as("manager", programme)
    if credit.state == "disputed":
        credit = claims.settle(credit, amount=Decimal(100), by=manager, note="All of it.")
    line = claims.add_note(note(credit, "100"), by=manager)

    claims.remove_note(CreditNote.objects.get(pk=line.pk), by=manager)

    assert (Credit.objects.get().state, claims.open_amount(credit)) == (state, Decimal("100.00"))


def test_a_credit_lapses_after_its_last_day_and_not_before(programme):
    credit = make_breach(programme).credit

    assert claims.lapse_claims(today=credit.claim_by) == 0
    assert claims.lapse_claims(today=credit.claim_by + datetime.timedelta(days=1)) == 1
    assert claims.lapse_claims(today=credit.claim_by + datetime.timedelta(days=1)) == 0
    assert Credit.objects.get().state == "lapsed"
