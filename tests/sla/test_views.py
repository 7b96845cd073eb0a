import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sla.models import Agreement, Breach, Objective
from tests.factories import make_programme, user_as
from tests.sla.factories import (
    bring_in,
    csv_of,
    make_agreement,
    make_breach,
    make_contract,
    make_exclusion,
)

pytestmark = pytest.mark.django_db


def page(programme, name, *args):
    return reverse(name, args=[programme.pk, *args])


def text_of(answer):
    return answer.content.decode()


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_an_empty_list_says_what_to_do(programme, as_role):
    client = as_role("manager")

    assert "No contract yet" in text_of(client.get(page(programme, "agreements")))
    make_contract(programme)
    assert "New agreement" in text_of(client.get(page(programme, "agreements")))


def test_the_list_asks_as_often_for_thirty_as_for_one(programme, as_role):
    client, contract = as_role("manager"), make_contract(programme)
    make_agreement(programme, contract=contract, in_force=False)
    one = queries(client, page(programme, "agreements"))
    for _n in range(29):
        agreement = Agreement(programme=programme, contract=contract, name=f"A{_n}", service="CRM")
        agreement.save()

    assert queries(client, page(programme, "agreements")) == one


def test_an_agreement_asks_as_often_for_many_months_as_for_one(programme, as_role):
    client, agreement = as_role("manager"), make_agreement(programme)
    bring_in(agreement)
    make_exclusion(agreement, "2025-01-20T00:00:00+00:00", "2025-01-20T01:00:00+00:00")
    few = queries(client, agreement.get_absolute_url())
    rows = [
        f"shop,{year}-{month:02}-03T0{hour}:00:00Z,{state},200,90"
        for year in (2025, 2026)
        for month in range(1, 13)
        for hour, state in ((1, "down"), (3, "up"))
        if (year, month) > (2025, 3) and (year, month) < (2026, 8)
    ]
    bring_in(agreement, csv_of(*rows))
    for day in range(1, 30):
        make_exclusion(agreement, f"2025-03-{day:02}T00:00:00+00:00", f"2025-03-{day:02}T00:05:00+00:00")

    assert Breach.objects.count() > 10
    assert queries(client, agreement.get_absolute_url()) == few


def test_the_page_of_an_agreement_shows_results_credits_and_origin(programme, as_role):
    breach = make_breach(programme)

    shown = text_of(as_role("executive").get(breach.agreement.get_absolute_url()))

    for words in ("99.87 %", "¥100", "Our own monitor.", "log.csv", "Computed, not claimed"):
        assert words in shown


def test_the_pages_never_read_raw_records(programme, as_role):
    breach = make_breach(programme)
    client = as_role("manager")

    for url in (breach.agreement.get_absolute_url(), breach.get_absolute_url(), page(programme, "agreements")):
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        assert not [query for query in found if "sla_monitorevent" in query["sql"]]


def test_terms_are_entered_from_the_agreement_to_its_being_in_force(programme, as_role):
    client, contract = as_role("manager"), make_contract(programme)
    terms = {
        "contract": contract.pk,
        "name": "CRM levels",
        "service": "CRM",
        "claim_days": 30,
        "answer_days": 10,
        "acknowledge_days": 10,
    }
    assert client.post(page(programme, "new_agreement"), terms).status_code == 302
    agreement = Agreement.objects.get()
    goal = {
        "kind": "availability",
        "monitor": "shop",
        "target": "99.9",
        "max_silence_hours": 26,
        "method": "linear",
        "degraded": "up",
        "valid_from": "2025-01-01",
    }
    assert client.post(page(programme, "new_objective", agreement.pk), goal).status_code == 302
    objective = Objective.objects.get()
    assert client.post(page(programme, "edit_objective", objective.pk), goal | {"target": "99.5"}).status_code == 302
    rule = {
        "about": "availability",
        "affected": "100",
        "tier-0-lower": "0",
        "tier-0-upper": "99.5",
        "tier-0-earns": "10",
    }
    assert client.post(page(programme, "new_credit_rule", agreement.pk), rule).status_code == 302
    assert client.get(page(programme, "put_in_force", agreement.pk)).status_code == 200

    client.post(page(programme, "put_in_force", agreement.pk))

    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.objectives.get().target, agreement.credit_rules.get().tiers.count()) == (
        "in_force",
        99.5,
        1,
    )


def test_terms_in_force_are_not_edited(programme, as_role):
    agreement = make_agreement(programme)

    assert as_role("manager").get(page(programme, "edit_agreement", agreement.pk)).status_code == 409


def test_a_vendor_contact_sees_its_own_agreements_only(programme, as_role):
    own = make_agreement(programme, contract=make_contract(programme, contact=user_as("vendor_contact", programme)))
    other = make_agreement(programme)
    client = as_role("vendor_contact")

    listed = text_of(client.get(page(programme, "agreements")))

    assert own.name in listed
    assert other.name not in listed
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 403
    assert client.get(page(programme, "import_events", own.pk)).status_code == 403


def test_a_vendor_contact_sees_no_draft_and_no_risk(programme, as_role):
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    draft = make_agreement(programme, contract=contract, in_force=False)
    breach = make_breach(programme, make_agreement(programme, contract=contract))
    client = as_role("vendor_contact")

    assert client.get(draft.get_absolute_url()).status_code == 403
    assert breach.risk.title not in text_of(client.get(breach.get_absolute_url()))


def test_staff_do_not_see_service_levels(programme, as_role):
    assert as_role("member").get(page(programme, "agreements")).status_code == 403


def test_another_organisations_agreement_is_not_there(programme, as_role):
    stranger = make_breach(make_programme())
    client = as_role("manager")

    assert client.get(stranger.agreement.get_absolute_url()).status_code == 404
    assert client.get(page(programme, "agreement", stranger.agreement.pk)).status_code == 404
    assert client.get(page(programme, "breach", stranger.pk)).status_code == 404
    assert client.post(page(programme, "claim_credit", stranger.credit.pk)).status_code == 404


def test_another_organisations_contract_is_refused_in_the_form(programme, as_role):
    stranger = make_contract(make_programme())
    terms = {"contract": stranger.pk, "name": "x", "service": "x", "claim_days": 30}

    answer = as_role("manager").post(page(programme, "new_agreement"), terms)

    assert answer.status_code == 200
    assert not Agreement.objects.exists()


def test_an_objective_is_changed_with_its_months_or_not_at_all(programme, as_role, monkeypatch):
    objective = make_agreement(programme, in_force=False).objectives.get()
    address = page(programme, "edit_objective", objective.pk)
    entries = {name: value or "" for name, value in as_role("manager").get(address).context["form"].initial.items()}
    monkeypatch.setattr("sla.actions.roll_up", lambda agreement: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        as_role("manager").post(address, entries | {"target": "98", "revision": objective.revision})

    assert Objective.objects.get(pk=objective.pk).target == objective.target
