import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from risks.models import Risk
from sla import breaches
from sla.models import Breach, Credit
from sla.tasks import close_months, lapse_claims
from tests.factories import user_as
from tests.sla.factories import bring_in, csv_of, make_agreement, make_breach, make_contract

pytestmark = pytest.mark.django_db


def served_breach(programme) -> Breach:
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    return make_breach(programme, make_agreement(programme, contract=contract))


def claimed(programme) -> Credit:
    credit = served_breach(programme).credit
    return breaches.claim(credit, by=user_as("manager", programme))


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def test_a_missed_month_raises_a_breach_a_risk_and_a_credit(programme):
    breach = make_breach(programme)

    assert (breach.state, breach.measured, breach.target) == ("raised", Decimal("99.8655913978"), Decimal("99.9"))
    assert breach.risk == Risk.objects.get()
    assert (breach.credit.state, breach.credit.amount) == ("computed", Decimal("100.00"))
    assert entries(breach, "raised") == entries(breach.credit, "computed") == 1


def test_one_objective_raises_one_risk_however_many_months_it_misses(programme):
    agreement = make_agreement(programme)
    rows = [
        f"shop,2025-0{month}-05T0{hour}:00:00Z,{state},200,1"
        for month in (1, 2, 3)
        for hour, state in ((1, "down"), (3, "up"))
    ]

    bring_in(agreement, csv_of("shop,2024-12-31T00:00:00Z,up,200,1", *rows, "shop,2025-04-01T00:00:00Z,up,200,1"))

    assert Breach.objects.count() == 3
    assert Risk.objects.count() == 1


def test_a_draft_raises_nothing(programme):
    agreement = make_agreement(programme, in_force=False)

    bring_in(agreement)

    assert not Breach.objects.exists()


def test_the_vendor_explains_its_own_breach(programme):
    breach = served_breach(programme)
    vendor = user_as("vendor_contact", programme)

    breaches.explain(breach, explanation="A certificate ran out.", by=vendor)

    assert (breach.state, breach.explained_by) == ("explained", vendor)
    assert entries(breach, "explain") == 1


def test_the_vendor_of_another_contract_does_not(programme):
    breach = make_breach(programme)

    with pytest.raises(PermissionDenied):
        breaches.explain(breach, explanation="Not ours.", by=user_as("vendor_contact", programme))


def test_an_empty_answer_is_refused(programme):
    with pytest.raises(Refused, match="Write the answer"):
        breaches.explain(served_breach(programme), explanation=" ", by=user_as("vendor_contact", programme))


def test_a_breach_closes_once_its_credit_is_dealt_with_and_not_by_who_answered(programme):
    breach = served_breach(programme)
    consultant, manager = user_as("consultant", programme), user_as("manager", programme)
    breaches.explain(breach, explanation="They rang: a disk was full.", by=consultant)

    with pytest.raises(Refused, match="credit is still open"):
        perform(breach, "close", by=manager, note="Fine.")
    breaches.claim(Credit.objects.get(), by=manager)
    with pytest.raises(Refused, match="You wrote the answer"):
        perform(Breach.objects.get(), "close", by=consultant, note="Fine.")
    perform(Breach.objects.get(), "close", by=manager, note="Fine.")

    assert Breach.objects.get().state == "closed"


def test_steps_of_the_product_are_nobodys(programme, as_role):
    credit = make_breach(programme).credit

    answer = as_role("manager").post(f"/step/sla.credit/{credit.pk}/lapse/", {"seen": "computed"})

    assert answer.status_code in (403, 404, 409)
    assert Credit.objects.get().state == "computed"


def test_the_daily_tasks_judge_a_month_that_is_over_and_lapse_credits(programme, monkeypatch):
    agreement = make_agreement(programme, claim_days=1)
    now = datetime.datetime(2025, 1, 31, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    bring_in(agreement, csv_of("shop,2025-01-01T00:00:00Z,down,0,0", "shop,2025-01-02T00:00:00Z,up,200,1"))
    assert not Breach.objects.exists()

    monkeypatch.setattr("django.utils.timezone.now", lambda: now + datetime.timedelta(days=1))
    close_months.call_local()
    assert Breach.objects.count() == 1

    monkeypatch.setattr("django.utils.timezone.now", lambda: now + datetime.timedelta(days=4))
    lapse_claims.call_local()
    assert Credit.objects.get().state == "lapsed"
