import pytest

from implementation.gates.registry import checks, checks_at
from tests.factories import user_as
from tests.vendors.factories import make_chosen, make_contract, make_costs
from vendors import actions
from vendors.models import SourcingOption

pytestmark = pytest.mark.django_db
NAMES = ["sourcing_decided", "vendor_selected", "clauses_complete", "notice_known", "contract_signed"]


def look(programme, name):
    gate = programme.gates.get(kind="contract_review")
    return checks()[f"vendors.{name}"].function(programme, gate=gate)


def test_the_checks_stand_at_their_gates():
    found = {check.name: kind for check, kind in checks_at("contract_review") if check.name.startswith("vendors.")}

    assert found == {
        "vendors.sourcing_decided": "must",
        "vendors.vendor_selected": "knock_out",
        "vendors.clauses_complete": "must",
        "vendors.notice_known": "should",
        "vendors.contract_reviewed": "must",
        "vendors.exit_plan": "should",
        "vendors.concentration": "should",
        "vendors.due_diligence": "must",
    }
    assert "vendors.contract_signed" in {c.name for c, kind in checks_at("ready_to_pilot") if kind == "knock_out"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_met_on_a_new_programme(programme, name):
    found = look(programme, name)

    assert found.state == "not_met"
    assert "**" in str(found.evidence)
    assert found.url.startswith(f"/programmes/{programme.pk}/")


def test_the_way_is_partly_decided_while_it_is_asked_for(programme):
    sourcing = actions.submit_sourcing(make_costs(programme), by=user_as("manager", programme))
    assert look(programme, "sourcing_decided").state == "partly"

    option = SourcingOption.objects.get(programme=programme, mode="outsource")
    actions.decide_sourcing(sourcing, option=option, reason="So.", by=user_as("sponsor", programme))

    found = look(programme, "sourcing_decided")
    assert found.state == "met"
    assert str(found.evidence) == "**Outsource**, ¥100 over five years; decided by Sponsor."


def test_the_choice_says_winner_and_margin(programme):
    make_chosen(programme)

    found = look(programme, "vendor_selected")

    assert (found.state, str(found.evidence)) == ("met", "**Alder** with 4.00 of 5, 1.00 ahead of the next.")


def test_a_missing_clause_leads_to_the_checklist(programme):
    contract = make_contract(programme, vendor=make_chosen(programme))
    actions.save_clauses(contract, {"exit": (False, "")}, by=user_as("manager", programme))

    found = look(programme, "clauses_complete")

    assert found.state == "partly"
    assert str(found.evidence) == "**1** required clause is missing, first: Exit and data hand-back."
    assert found.url.endswith("/clauses/")


def test_a_signed_contract_meets_everything(programme):
    make_contract(programme, state="signed")

    assert {name: look(programme, name).state for name in NAMES[1:]} == dict.fromkeys(NAMES[1:], "met")


def test_a_contract_without_a_notice_period_is_not_known(programme):
    make_contract(programme, vendor=make_chosen(programme), notice_months=0)

    assert look(programme, "notice_known").state == "not_met"
