import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_programme, user_as
from tests.vendors.factories import (
    give_scores,
    make_contract,
    make_round,
    make_scored,
    make_vendor,
)
from tests.vendors.questionnaire_factories import make_questionnaire, send
from vendors import actions
from vendors.models import Clause, Contract, Score, SelectionRound, Vendor, VendorCriterion, VendorSelection

pytestmark = pytest.mark.django_db


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["sourcing", "vendors", "vendor_criteria", "vendor_ranking", "contracts"])
def test_pages_open_on_a_new_programme(programme, as_role, name):
    assert as_role("manager").get(reverse(name, args=[programme.pk])).status_code == 200


def test_the_list_of_vendors_asks_as_often_for_30_as_for_1(programme, as_role):
    contact = user_as("vendor_contact", programme)
    make_vendor(programme, contacts=[contact])
    client, url = as_role("manager"), reverse("vendors", args=[programme.pk])
    client.get(url)
    one = queries(client, url)

    for _n in range(29):
        make_vendor(programme, contacts=[contact])

    assert queries(client, url) == one


def test_the_page_of_a_vendor_lists_what_it_was_asked_at_the_same_cost(programme, as_role):
    vendor = make_vendor(programme, shortlisted=True)
    first = make_questionnaire(programme)
    reply = send(first, vendor).reply
    client, url = as_role("manager"), vendor.get_absolute_url()
    page = client.get(url).content.decode()
    one = queries(client, url)

    for _n in range(9):
        send(make_questionnaire(programme), vendor)

    assert f'href="{reply.get_absolute_url()}">{first}</a>' in page
    assert queries(client, url) == one


@pytest.mark.parametrize("role", ["manager", "vendor_contact"])
def test_the_list_of_contracts_asks_as_often_for_30_as_for_1(programme, as_role, role):
    contract = make_contract(programme, state="signed")
    contract.vendor.contacts.add(user_as("vendor_contact", programme))
    client, url = as_role(role), reverse("contracts", args=[programme.pk])
    client.get(url)
    one = queries(client, url)

    for _n in range(29):
        fresh = make_contract(programme, vendor=contract.vendor)
        Contract.objects.filter(pk=fresh.pk).update(state="signed")

    assert queries(client, url) == one


def test_the_ranking_asks_as_often_for_many_as_for_few(programme, as_role):
    make_scored(programme)
    client = as_role("manager")
    url = reverse("vendor_ranking", args=[programme.pk]) + "?each=1"
    client.get(url)
    few = queries(client, url)
    other = make_programme()
    make_scored(other, vendors=[f"V{n}" for n in range(30)][:4], evaluators=("manager", "consultant", "executive"))
    client.force_login(user_as("manager", other))
    url = reverse("vendor_ranking", args=[other.pk]) + "?each=1"
    client.get(url)

    assert queries(client, url) == few


def test_a_vendor_contact_sees_its_own_contracts_only(programme, as_role):
    mine = make_contract(programme, state="signed")
    mine.vendor.contacts.add(user_as("vendor_contact", programme))
    other = make_contract(programme, vendor=make_vendor(programme, "Somebody else"))
    client = as_role("vendor_contact")

    page = client.get(reverse("contracts", args=[programme.pk])).content.decode()

    assert mine.name in page
    assert other.name not in page
    own = client.get(mine.get_absolute_url())
    assert own.status_code == 200
    assert "What the contract must settle" not in own.content.decode()
    assert client.get(other.get_absolute_url()).status_code == 403
    assert client.get(reverse("vendors", args=[programme.pk])).status_code == 403


@pytest.mark.parametrize("name", ["vendor", "edit_vendor", "contract", "edit_contract", "edit_clauses"])
def test_another_programmes_record_is_not_found(programme, as_role, name):
    other = make_contract(make_programme())
    pk = other.vendor.pk if "vendor" in name else other.pk

    assert as_role("manager").get(reverse(name, args=[programme.pk, pk])).status_code == 404


def test_another_programmes_vendor_is_refused_in_a_contract(programme, as_role):
    stranger = make_vendor(make_programme())
    data = {
        "vendor": stranger.pk,
        "name": "Ours",
        "starts_on": "2026-01-01",
        "first_term_months": 12,
        "renewal_months": 0,
        "notice_months": 0,
        "notice_days": 0,
        "monthly_fee": "10",
    }

    page = as_role("manager").post(reverse("new_contract", args=[programme.pk]), data)

    assert page.status_code == 200
    assert not Contract.objects.filter(programme=programme).exists()

    own = make_vendor(programme)
    saved = as_role("manager").post(reverse("new_contract", args=[programme.pk]), data | {"vendor": own.pk})
    assert saved.status_code == 302
    assert Contract.objects.get(programme=programme).clauses.count() == len(Clause)


def test_both_notice_units_are_refused_in_the_form(programme, as_role):
    contract = make_contract(programme)
    data = {
        "vendor": contract.vendor_id,
        "name": "Ours",
        "starts_on": "2026-01-01",
        "first_term_months": 12,
        "renewal_months": 0,
        "notice_months": 3,
        "notice_days": 90,
        "monthly_fee": "10",
        "revision": contract.revision,
    }

    page = as_role("manager").post(reverse("edit_contract", args=[programme.pk, contract.pk]), data)

    assert "not in both" in page.content.decode()
    assert Contract.objects.get(pk=contract.pk).name == contract.name


def criteria_data(selection, weights):
    criteria = list(selection.criteria.all())
    data = {"form-TOTAL_FORMS": len(criteria), "form-INITIAL_FORMS": len(criteria), "revision": selection.revision}
    for n, (criterion, weight) in enumerate(zip(criteria, weights, strict=True)):
        data |= {f"form-{n}-id": criterion.pk, f"form-{n}-title": criterion.title, f"form-{n}-weight": weight}
    return data


def test_weights_that_do_not_total_100_are_refused_in_the_form(programme, as_role):
    selection = actions.current_round(programme)
    before = list(selection.criteria.values_list("pk", "weight"))

    page = as_role("manager").post(reverse("vendor_criteria", args=[programme.pk]), criteria_data(selection, [11] * 9))

    assert "The weights total 99 %. Change them until they total 100 %." in page.content.decode()
    assert list(VendorCriterion.objects.filter(round=selection).values_list("pk", "weight")) == before


def test_weights_that_total_100_are_saved(programme, as_role):
    selection = actions.current_round(programme)

    answer = as_role("manager").post(
        reverse("vendor_criteria", args=[programme.pk]), criteria_data(selection, [12] + [11] * 8)
    )

    assert answer.status_code == 302
    assert selection.criteria.first().weight == 12


def test_a_stale_list_of_criteria_is_refused(programme, as_role):
    selection = actions.current_round(programme)
    data = criteria_data(selection, [12] + [11] * 8)
    SelectionRound.objects.filter(pk=selection.pk).update(revision=5)

    page = as_role("manager").post(reverse("vendor_criteria", args=[programme.pk]), data)

    assert "Someone else saved this first" in page.content.decode()


def test_a_sheet_is_saved_and_submitted_as_a_whole(programme, as_role):
    selection = make_round(programme)
    client, url = as_role("manager"), reverse("score_vendors", args=[programme.pk])
    keys = [(v.pk, c.pk) for v in actions.contenders(selection) for c in selection.criteria.all()]
    half = {f"points_{v}_{c}": "4" for v, c in keys[:5]}

    refused = client.post(url, half | {"submit_sheet": "1"})
    assert "Score every vendor on every criterion first." in refused.content.decode()
    assert Score.objects.count() == 5

    done = client.post(url, {f"points_{v}_{c}": "4" for v, c in keys} | {"submit_sheet": "1"})
    assert done.status_code == 302
    assert selection.evaluators.get(user=user_as("manager", programme)).state == "submitted"


def test_evidence_without_a_score_is_refused(programme, as_role):
    selection = make_round(programme)
    key = f"{actions.contenders(selection).first().pk}_{selection.criteria.first().pk}"

    page = as_role("manager").post(reverse("score_vendors", args=[programme.pk]), {f"evidence_{key}": "Seen."})

    assert "Give the score that this evidence is for." in page.content.decode()
    assert not Score.objects.exists()


def test_the_ranking_says_who_is_missing_and_nothing_else(programme, as_role):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 5)

    page = as_role("sponsor").get(reverse("vendor_ranking", args=[programme.pk])).content.decode()

    assert "Waiting for scores" in page
    assert "Weighted score" not in page


def test_the_sponsor_chooses_on_the_page(programme, as_role):
    make_scored(programme)
    winner = Vendor.objects.get(name="Alder")
    client, url = as_role("sponsor"), reverse("select_vendor", args=[programme.pk])

    silent = client.post(url, {"winner": winner.pk, "reason": ""})
    assert "Say why" in silent.content.decode()
    assert client.post(url, {"winner": winner.pk, "reason": "Best."}).status_code == 302

    page = client.get(reverse("vendor_ranking", args=[programme.pk])).content.decode()
    assert VendorSelection.objects.get().winner == winner
    assert "Sponsor chose Alder" in page


def test_an_evaluating_member_sees_vendors_but_no_money(programme, as_role):
    make_round(programme, evaluators=("manager", "member"))
    client = as_role("member")

    assert client.get(reverse("vendors", args=[programme.pk])).status_code == 200
    assert client.get(reverse("score_vendors", args=[programme.pk])).status_code == 200
    assert client.get(reverse("sourcing", args=[programme.pk])).status_code == 403
    assert client.get(reverse("contracts", args=[programme.pk])).status_code == 403


def test_a_contract_explains_its_notice_day(programme, as_role):
    contract = make_contract(programme, starts_on=datetime.date.today(), renewal_months=12, notice_months=3)

    page = as_role("manager").get(contract.get_absolute_url()).content.decode()

    assert "Why this date" in page
    assert "3 months" in page


def test_a_duplicate_vendor_name_is_refused_in_words(programme, as_role):
    make_vendor(programme, "Alder")
    other = make_vendor(programme, "Birch")
    said = "There is a vendor of that name already."

    new = as_role("manager").post(reverse("new_vendor", args=[programme.pk]), {"name": "Alder"})
    edit = as_role("manager").post(
        reverse("edit_vendor", args=[programme.pk, other.pk]), {"name": "Alder", "revision": other.revision}
    )

    assert said in new.content.decode()
    assert said in edit.content.decode()


@pytest.mark.parametrize("number", ["²", "abc", "-1", "9" * 5000])
def test_a_round_that_is_no_number_shows_the_latest(programme, as_role, number):
    answer = as_role("manager").get(reverse("vendor_ranking", args=[programme.pk]), {"round": number})

    assert (answer.status_code, answer.context["selection"]) == (200, SelectionRound.objects.get(programme=programme))


def test_a_strange_revision_of_the_criteria_counts_as_none(programme, as_role):
    selection = actions.current_round(programme)
    data = criteria_data(selection, ["25"] * selection.criteria.count()) | {"revision": "²"}

    answer = as_role("manager").post(reverse("vendor_criteria", args=[programme.pk]), data)

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("name", ["new_vendor", "edit_vendor"])
def test_a_vendor_is_saved_with_its_contacts_or_not_at_all(programme, as_role, monkeypatch, name):
    contact = user_as("vendor_contact", programme)
    known = make_vendor(programme, "Alder")
    monkeypatch.setattr(actions, "serve_vendor", lambda *args, **kwargs: 1 / 0)
    address = reverse(name, args=[programme.pk] + ([known.pk] if name == "edit_vendor" else []))

    with pytest.raises(ZeroDivisionError):
        as_role("manager").post(address, {"name": "Birch", "contacts": [contact.pk], "revision": known.revision})

    assert list(Vendor.objects.values_list("name", flat=True)) == ["Alder"]
