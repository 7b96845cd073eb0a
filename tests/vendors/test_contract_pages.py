import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.sheets import read
from core.text import day
from tests.factories import make_programme, user_as
from tests.vendors.contract_factories import (
    days,
    make_change,
    make_obligation,
    make_plan,
    make_review,
    make_signed,
    make_stage,
    paper,
)
from tests.vendors.factories import make_contract
from vendors.actions import contracts as actions
from vendors.contracts.paper import told as paper_of
from vendors.models import Clause, Contract, ContractFee, ContractVersion

pytestmark = pytest.mark.django_db


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("page", "make"),
    [
        ("contract_stages", make_stage),
        ("contract_obligations", make_obligation),
        ("contract_fees", lambda contract: make_change(contract, state="draft")),
    ],
)
def test_the_parts_of_a_contract_ask_as_often_for_30_as_for_1(programme, as_role, page, make):
    contract = make_signed(programme)
    make(contract)
    client, url = as_role("executive"), reverse(page, args=[programme.pk, contract.pk])
    client.get(url)
    one = queries(client, url)

    for _n in range(29):
        make(contract)

    assert queries(client, url) == one


def test_the_share_of_providers_asks_as_often_for_30_as_for_1(programme, as_role):
    make_signed(programme)
    client, url = as_role("executive"), reverse("provider_concentration", args=[programme.pk])
    client.get(url)
    one = queries(client, url)

    for _n in range(9):
        make_signed(programme)

    assert queries(client, url) == one


def test_the_register_is_filtered_sorted_and_added_up(programme, as_role):
    make_signed(programme, monthly_fee=100)
    other = make_contract(programme)
    client, url = as_role("manager"), reverse("contracts", args=[programme.pk])

    found = client.get(url, {"state": "draft", "sort": "fee"})

    assert list(found.context["page"]) == [other]
    assert found.context["total"] == 12000
    assert "No contract matches." in client.get(url, {"q": "nothing like it"}).content.decode()


def test_the_register_comes_as_a_workbook(programme, as_role):
    contract = make_signed(programme)

    answer = as_role("manager").get(reverse("contracts_xlsx", args=[programme.pk]))

    [sheet] = read("contracts.xlsx", answer.content)
    assert sheet.rows[1].cells[0] == contract.name


def test_a_tiered_fee_is_entered_line_by_line(programme, as_role):
    contract = make_contract(programme)
    client, url = as_role("manager"), reverse("new_fee", args=[programme.pk, contract.pk])
    given = {"name": "Seats", "kind": "tiered", "price": "0", "quantity": "60", "included": "0", "reading": "marginal"}

    refused = client.post(url, given | {"tiers": "0 12\nfifty 9"})
    assert "Line 2 is not as shown" in refused.content.decode()
    assert not ContractFee.objects.exists()
    assert client.post(url, given | {"tiers": "0 12\n50 9,5"}).status_code == 302

    assert [(str(t.lower), str(t.price)) for t in ContractFee.objects.get().tiers.all()] == [
        ("0.00", "12.0000"),
        ("50.00", "9.5000"),
    ]


def test_a_page_that_is_sent_twice_keeps_one_day(programme, as_role):
    item = make_obligation(make_signed(programme), repeats="monthly")
    client, url = as_role("manager"), reverse("keep_obligation", args=[programme.pk, item.pk])
    page = client.get(url)
    shown = page.context["form"].initial
    assert page.context["lead"] == f"For {day(item.due)}"
    given = {"done_on": shown["done_on"], "seen_due": shown["seen_due"], "evidence": "Sent."}

    first, second = client.post(url, given), client.post(url, given)

    assert (first.status_code, second.status_code, item.fulfilments.count()) == (302, 200, 1)
    assert "Somebody else was first: this is marked as done already." in second.content.decode()


def test_the_clauses_that_only_should_be_there_are_folded_away(programme, as_role):
    contract = make_contract(programme, clauses=False)
    actions.save_clauses(contract, {"exit": (True, "§ 12")}, by=user_as("manager", programme))

    answer = as_role("manager").get(contract.get_absolute_url())

    found = answer.context["clauses"]
    assert [clause.key for clause, _guide in found.missing] == ["security_policy", "security_measures", "penalties"]
    assert (len(found.advised), [clause.key for clause, _guide in found.present]) == (len(Clause) - 4, ["exit"])
    [folded] = re.findall(r'<details class="my-2">.*?</ul></details>', answer.content.decode(), re.DOTALL)
    assert folded.count('<li class="crit">') == len(found.advised)
    assert "16 clauses that are worth having are missing" in folded


def test_whoever_decides_sees_every_clause_at_once(programme, as_role):
    review = make_review(programme, contract=None)
    pages = [
        reverse("answer_review", args=[programme.pk, review.pk]),
        reverse("approve_contract", args=[programme.pk, review.contract_id]),
    ]
    Contract.objects.get(pk=review.contract_id).clauses.filter(key="people").update(present=False, where="")

    shown = [as_role(role).get(url).content.decode() for role, url in zip(("manager", "sponsor"), pages, strict=True)]

    assert ['<details class="my-2" open>' in page for page in shown] == [True, True]


def test_a_version_is_uploaded_and_fetched(programme, as_role):
    contract = make_contract(programme)
    client = as_role("manager")

    client.post(reverse("add_contract_version", args=[programme.pk, contract.pk]), {"file": paper()})

    version = ContractVersion.objects.get()
    answer = client.get(reverse("contract_file", args=[programme.pk, version.pk]))
    assert (b"".join(answer), answer["X-Content-Type-Options"]) == (b"%PDF-1.4 one", "nosniff")


def test_notice_at_the_end_of_the_term_works_its_day_out(programme, as_role):
    contract = make_signed(programme)
    given = {
        "side": "ours",
        "given_on": days(0),
        "way": "letter",
        "by_whom": "Sam",
        "ground": "term",
        "note": "Too dear.",
    }

    answer = as_role("sponsor").post(reverse("give_notice", args=[programme.pk, contract.pk]), given)

    contract.refresh_from_db()
    assert (answer.status_code, contract.ends_on) == (302, contract.first_term_end)


def test_a_member_who_reviews_sees_that_contract_alone(programme, as_role):
    review = make_review(programme, role="member")
    other = make_contract(programme)
    client = as_role("member")

    assert client.get(review.contract.get_absolute_url()).status_code == 200
    assert client.get(reverse("answer_review", args=[programme.pk, review.pk])).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 403
    assert list(client.get(reverse("contracts", args=[programme.pk])).context["page"]) == [review.contract]


def test_a_vendor_contact_sees_stages_and_what_it_owes_but_no_fees(programme, as_role):
    contract = make_signed(programme, contact=True)
    stage, owed = make_stage(contract), make_obligation(contract)
    make_obligation(contract, side="ours")
    client = as_role("vendor_contact")

    pages = [client.get(item.get_absolute_url()).status_code for item in (contract, stage, owed)]
    listed = client.get(reverse("contract_obligations", args=[programme.pk, contract.pk]))

    assert pages == [200, 200, 200]
    assert [item for _label, items in listed.context["sides"] for item in items] == [owed]
    assert client.get(reverse("contract_fees", args=[programme.pk, contract.pk])).status_code == 403


def test_parts_of_another_programme_are_not_found(programme, as_role):
    stage = make_stage(make_signed(make_programme()))

    answer = as_role("manager").get(reverse("contract_stage", args=[programme.pk, stage.pk]))

    assert answer.status_code == 404


@pytest.mark.pdf
def test_a_contract_is_printed_with_what_its_approval_froze(programme, as_role):
    contract = make_signed(programme)
    make_plan(contract, steps=1)

    answer = as_role("executive").get(reverse("contract_pdf", args=[programme.pk, contract.pk]))

    assert answer.content.startswith(b"%PDF")


def test_each_clause_is_printed_beside_what_was_approved_of_it(programme):
    told = paper_of(make_contract(programme, state="approved"))

    pairs = [
        (clause.key, approved["key"], approved["present"] == clause.present) for clause, approved in told["clauses"]
    ]
    assert [key for key, _kept, _same in pairs] == [key.value for key in Clause]
    assert all(key == kept and same for key, kept, same in pairs)


def test_the_contract_page_shows_each_kind_of_renewal(programme, as_role):
    client = as_role("manager")
    terms = [
        {"renewal": "option", "options": 2},
        {"renewal": "open", "renewal_months": 0, "first_term_months": 1, "starts_on": days(-90)},
        {"renewal": "ends", "renewal_months": 0},
    ]
    pages = [client.get(make_signed(programme, **one).get_absolute_url()).content.decode() for one in terms]

    wanted = ["Decide on the option by", "without an end", "Decide what follows by"]
    assert [words in page for words, page in zip(wanted, pages, strict=True)] == [True, True, True]
    assert Contract.objects.count() == 3
