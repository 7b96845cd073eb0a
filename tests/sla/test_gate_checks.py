import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core.workflow import perform
from implementation.gates.registry import MUST, SHOULD, checks
from sla import breaches
from sla.models import Breach, Credit, Statement
from tests.factories import user_as
from tests.sla.factories import bring_in, make_agreement, make_breach, make_contract

pytestmark = pytest.mark.django_db


def look(name, programme, **parameters):
    return checks()[name].function(programme, gate=None, **parameters)


def test_at_which_gates_they_count():
    assert checks()["sla.agreement_in_force"].at == {"contract_review": SHOULD, "ready_to_pilot": MUST}
    assert checks()["sla.no_unanswered_breach"].at == {"pilot_exit": MUST, "acceptance": MUST}
    assert checks()["sla.attainment"].at == {"acceptance": SHOULD}
    assert checks()["sla.coverage"].at == {"acceptance": SHOULD}
    assert checks()["sla.statements_issued"].at == {"acceptance": SHOULD}
    assert checks()["sla.no_claim_about_to_lapse"].at == {"pilot_exit": SHOULD, "acceptance": SHOULD}


def test_an_agreement_is_missing_then_a_draft_then_in_force(programme):
    assert look("sla.agreement_in_force", programme).state == "not_met"
    contract = make_contract(programme)
    make_agreement(programme, contract=contract, in_force=False)
    assert look("sla.agreement_in_force", programme).state == "partly"
    make_agreement(programme, contract=contract)

    found = look("sla.agreement_in_force", programme)

    assert found.state == "met"
    assert found.figures == {"agreements": 2, "in_force": 1, "objectives": 1}
    assert str(found.evidence) == "**1 of 2** in force, with 1 objectives and credit tiers."


def test_a_breach_is_unanswered_then_unclaimed_then_dealt_with(programme):
    assert look("sla.no_unanswered_breach", programme).state == "met"
    breach = make_breach(programme)
    found = look("sla.no_unanswered_breach", programme)
    assert (found.state, found.url) == ("not_met", breach.get_absolute_url())
    breaches.explain(breach, explanation="x", by=user_as("consultant", programme))
    assert look("sla.no_unanswered_breach", programme).state == "partly"
    breaches.claim(Credit.objects.get(), by=user_as("manager", programme))

    assert look("sla.no_unanswered_breach", programme).state == "met"


def test_a_waived_credit_is_dealt_with(programme):
    breach = make_breach(programme)
    breaches.explain(breach, explanation="x", by=user_as("consultant", programme))
    perform(Credit.objects.get(), "waive", by=user_as("sponsor", programme), note="Goodwill.")

    assert look("sla.no_unanswered_breach", programme).state == "met"


def test_attainment_counts_the_last_complete_months(programme):
    assert look("sla.attainment", programme).state == "not_met"
    agreement = make_agreement(programme)
    bring_in(agreement)

    assert look("sla.attainment", programme).figures == {"months": 3, "results": 3, "reached": 2}
    assert look("sla.attainment", programme).state == "partly"
    assert look("sla.attainment", programme, months=2).state == "met"
    assert look("sla.attainment", programme, months=4).state == "not_met"


def test_evidence_is_read_in_the_language_of_the_reader(programme):
    evidence = look("sla.agreement_in_force", programme).evidence

    with translation.override("zh-hans"):
        assert str(evidence)
    assert Breach.objects.count() == 0


def test_young_breaches_may_wait_for_their_answer_where_the_threshold_says_so(programme):
    breach = make_breach(programme)
    breaches.claim(Credit.objects.get(), by=user_as("manager", programme))
    Breach.objects.update(raised_at=timezone.now() - datetime.timedelta(days=5))

    found = [look("sla.no_unanswered_breach", programme, days=days) for days in (0, 4, 6)]

    assert [item.state for item in found] == ["not_met", "not_met", "met"]
    assert found[2].figures == {"breaches": 1, "unanswered": 1, "unclaimed": 0, "oldest": 5}
    assert found[2].url == breach.get_absolute_url()


def test_a_breach_that_is_acknowledged_only_is_not_explained(programme):
    make_breach(programme)
    Breach.objects.update(state=Breach.State.ACKNOWLEDGED)

    assert look("sla.no_unanswered_breach", programme).state == "not_met"


@pytest.mark.parametrize(("share", "state"), [(66, "met"), (67, "partly"), (100, "partly")])
def test_attainment_asks_for_a_share_of_the_results(programme, share, state):
    bring_in(make_agreement(programme))

    assert look("sla.attainment", programme, months=3, share=share).state == state


def test_months_are_covered_or_they_say_little(programme):
    assert look("sla.coverage", programme).state == "not_met"
    agreement = make_agreement(programme)
    bring_in(agreement)

    found = look("sla.coverage", programme)
    agreement.objectives.get().results.filter(month=datetime.date(2025, 2, 1)).update(coverage=Decimal("60.5"))
    thin = look("sla.coverage", programme)

    assert (found.state, found.figures) == ("met", {"months": 3, "results": 3, "covered": 3, "least": "100"})
    assert (thin.state, thin.figures["covered"], thin.figures["least"]) == ("partly", 2, "60.5")
    assert look("sla.coverage", programme, share=60).state == "met"
    assert look("sla.coverage", programme, share=60, months=4).state == "partly"


def test_a_claim_that_lapses_soon_is_not_met(programme):
    assert look("sla.no_claim_about_to_lapse", programme).state == "met"
    make_breach(programme)
    credit = Credit.objects.get()
    Credit.objects.update(claim_by=timezone.localdate() + datetime.timedelta(days=10))

    found = [look("sla.no_claim_about_to_lapse", programme, days=days) for days in (9, 10)]

    assert [item.state for item in found] == ["met", "not_met"]
    assert found[1].figures["soon"] == 1
    assert found[1].url == credit.get_absolute_url()


def test_every_complete_month_has_its_statement(programme):
    assert look("sla.statements_issued", programme).state == "not_met"
    agreement = make_agreement(programme)
    bring_in(agreement)
    months = sorted(agreement.objectives.get().results.filter(provisional=False).values_list("month", flat=True))

    states = [look("sla.statements_issued", programme)]
    for month in months[-3:]:
        Statement.objects.update_or_create(agreement=agreement, month=month, defaults={"state": "issued"})
        states.append(look("sla.statements_issued", programme))

    assert [item.state for item in states] == ["not_met", "partly", "partly", "met"]
    assert states[3].figures == {"due": 3, "issued": 3}


def test_the_checks_take_as_many_queries_for_many_agreements_as_for_one(programme):
    names = [name for name in checks() if name.startswith("sla.")]

    def queries() -> list[int]:
        counts = []
        for name in names:
            with CaptureQueriesContext(connection) as caught:
                look(name, programme)
            counts.append(len(caught))
        return counts

    bring_in(make_agreement(programme))
    bring_in(make_agreement(programme))
    before = queries()
    for _ in range(5):
        bring_in(make_agreement(programme))

    assert queries() == before
