import pytest
from django.utils import translation

from core.workflow import perform
from implementation.gates.registry import MUST, SHOULD, checks
from sla import breaches
from sla.models import Breach, Credit
from tests.factories import user_as
from tests.sla.factories import bring_in, make_agreement, make_breach, make_contract

pytestmark = pytest.mark.django_db


def look(name, programme, **parameters):
    return checks()[name].function(programme, gate=None, **parameters)


def test_at_which_gates_they_count():
    assert checks()["sla.agreement_in_force"].at == {"contract_review": SHOULD, "ready_to_pilot": MUST}
    assert checks()["sla.no_unanswered_breach"].at == {"pilot_exit": MUST, "acceptance": MUST}
    assert checks()["sla.attainment"].at == {"acceptance": SHOULD}


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
