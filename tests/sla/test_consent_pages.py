"""The pages of exclusions, breaches and statements."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sla.exclusions.sides import contacts_of
from sla.models import Breach, Exclusion, Remedy, Statement
from tests.factories import make_programme, user_as
from tests.sla.factories import (
    bring_in,
    make_agreement,
    make_breach,
    make_contract,
    make_exclusion,
    make_proposal,
    make_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(programme):
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    return make_agreement(programme, contract=contract)


def address(name, record):
    return reverse(name, args=[record.scope_number, record.pk])


def queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_the_list_of_exclusions_asks_the_same_for_one_and_for_thirty(served, as_role):
    client, url = as_role("manager"), address("exclusions", served)
    make_proposal(served)
    one = queries(client, url)
    for _n in range(29):
        make_proposal(served)

    assert queries(client, url) == one


def test_the_list_of_exclusions_is_filtered_by_state(served, as_role):
    make_proposal(served, reason="Waits")
    make_exclusion(served, reason="Counts")

    page = as_role("manager").get(address("exclusions", served), {"state": "agreed", "sort": "kind"})

    assert [item.reason for item in page.context["page"]] == ["Counts"]


def test_an_empty_list_says_what_to_do(served, as_role):
    page = as_role("manager").get(address("exclusions", served))

    assert "No exclusion yet" in page.content.decode()


def test_a_proposal_is_written_in_the_time_of_the_contract(programme, as_role):
    agreement = make_agreement(programme, contract=make_contract(programme, time_zone="Asia/Shanghai"))
    given = {
        "kind": "maintenance",
        "start": "2026-11-20T02:00",
        "end": "2026-11-20T04:00",
        "notice_at": "2026-11-10T09:00",
        "reason": "New hardware",
    }

    as_role("manager").post(address("new_exclusion", agreement), given)

    exclusion = Exclusion.objects.get()
    assert exclusion.start == datetime.datetime(2026, 11, 19, 18, tzinfo=datetime.UTC)
    assert (exclusion.state, exclusion.proposed_side) == ("proposed", "customer")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"notice_at": ""}, "Say when notice was given"),
        ({"weekday": "6"}, "Give the day of the week, the beginning and the end"),
        ({"start": "9999-12-31T23:00", "end": "9999-12-31T23:59"}, "between the years 2000 and 2100"),
        ({"reason": "x" * 301}, "at most 300 characters"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_and_keeps_its_entries(served, as_role, given, words):
    whole = {
        "kind": "maintenance",
        "start": "2026-11-20T02:00",
        "end": "2026-11-20T04:00",
        "notice_at": "2026-11-10T09:00",
        "reason": "New hardware",
    }

    page = as_role("manager").post(address("new_exclusion", served), whole | given)

    assert (page.status_code, words in page.content.decode()) == (200, True)
    assert not Exclusion.objects.exists()


def test_the_answer_is_given_beside_what_it_would_change(served, as_role):
    bring_in(served)
    proposal, client = make_proposal(served), as_role("vendor_contact")
    url = address("agree_exclusion", proposal)

    assert "The breach would be lifted" in client.get(url).content.decode()
    client.post(url, {"seen": "proposed", "answer": ""})

    assert Exclusion.objects.get().state == "agreed"


def test_a_refusal_without_a_reason_stays_on_its_page(served, as_role):
    proposal = make_proposal(served)

    page = as_role("vendor_contact").post(address("refuse_exclusion", proposal), {"seen": "proposed", "answer": ""})

    assert (page.status_code, Exclusion.objects.get().state) == (200, "proposed")


def test_the_list_of_breaches_asks_the_same_for_one_and_for_many(programme, as_role):
    client, url = as_role("manager"), reverse("breaches", args=[programme.pk])
    make_breach(programme)
    one = queries(client, url)
    for _n in range(5):
        make_breach(programme)

    assert queries(client, url) == one


def test_a_vendor_contact_sees_the_breaches_of_its_own_agreements_only(programme, served, as_role):
    make_breach(programme)
    mine = make_breach(programme, served)

    page = as_role("vendor_contact").get(reverse("breaches", args=[programme.pk]))

    assert list(page.context["page"]) == [mine]


def test_breaches_are_filtered_by_agreement_and_by_what_is_overdue(programme, as_role):
    late, other = make_breach(programme), make_breach(programme)
    Breach.objects.filter(pk=late.pk).update(answer_by=datetime.date(2020, 1, 1))
    client, url = as_role("manager"), reverse("breaches", args=[programme.pk])

    assert list(client.get(url, {"state": "overdue"}).context["page"]) == [late]
    assert list(client.get(url, {"agreement": other.agreement.pk}).context["page"]) == [other]
    assert list(client.get(url, {"sort": "due"}).context["page"]) == [late, other]
    assert client.get(url, {"agreement": "²", "sort": "nonsense", "state": "none"}).status_code == 200


ANSWER = {"explanation": "A certificate.", "remedy": "Renewed.", "prevention": "An alarm."}


def test_the_answer_is_sent_with_its_measures(programme, served, as_role):
    breach = make_breach(programme, served)
    rows = {"measure-0-what": "An alarm", "measure-0-owner": "Olga", "measure-0-due": "2027-01-01"}

    as_role("vendor_contact").post(address("explain_breach", breach), ANSWER | rows)

    assert (Breach.objects.get().state, Remedy.objects.get().what) == ("explained", "An alarm")
    assert "An alarm" in as_role("manager").get(breach.get_absolute_url()).content.decode()


def test_a_measure_without_a_day_is_refused_and_nothing_is_written(programme, served, as_role):
    breach = make_breach(programme, served)

    page = as_role("vendor_contact").post(
        address("explain_breach", breach), ANSWER | {"measure-2-what": "An alarm", "measure-2-due": "9999-01-01"}
    )

    assert "Fill the row from left to right" in page.content.decode()
    assert (Breach.objects.get().state, Remedy.objects.count()) == ("raised", 0)


def test_an_answer_on_a_page_that_is_out_of_date_is_refused(programme, served, as_role):
    breach = make_breach(programme, served)
    client, url = as_role("vendor_contact"), address("acknowledge_breach", breach)
    client.post(url, {"seen": "raised"})

    page = client.post(url, {"seen": "raised"})

    assert "Someone else was first" in page.content.decode()


def test_the_provider_sees_issued_statements_only(programme, served, as_role):
    bring_in(served)
    issued = make_statement(programme, served)
    draft = make_statement(programme, served, state="draft", month=datetime.date(2025, 2, 1))
    client = as_role("vendor_contact")

    assert list(client.get(address("statements", served)).context["page"]) == [issued]
    assert client.get(draft.get_absolute_url()).status_code == 403
    assert client.get(address("statement_pdf", draft)).status_code == 403


def test_the_list_of_statements_asks_the_same_for_one_and_for_many(programme, as_role):
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    agreement = make_agreement(programme, contract=contract)
    bring_in(agreement)
    make_statement(programme, agreement)
    client, url = as_role("manager"), address("statements", agreement)
    one = queries(client, url)
    Statement.objects.bulk_create(
        Statement(agreement=agreement, month=datetime.date(2023, month, 1)) for month in range(1, 13)
    )

    assert queries(client, url) == one


def test_a_statement_asks_the_same_whatever_came_before(programme, served, as_role):
    bring_in(served)
    client = as_role("manager")
    first = make_statement(programme, served)
    one = queries(client, first.get_absolute_url())
    second = make_statement(programme, served, month=datetime.date(2025, 2, 1))

    assert queries(client, second.get_absolute_url()) <= one


def test_a_month_is_drafted_by_hand(programme, as_role):
    agreement = make_breach(programme).agreement
    url = reverse("draft_statement", args=[programme.pk, agreement.pk, "2025-01"])

    answer = as_role("manager").post(url)

    assert answer.url == Statement.objects.get().get_absolute_url()


@pytest.mark.parametrize("month", ["2025-13", "nonsense", "2025-01-01", "²"])
def test_a_month_that_is_none_is_not_found(programme, served, as_role, month):
    url = reverse("draft_statement", args=[programme.pk, served.pk, month])

    assert as_role("manager").post(url).status_code == 404


def test_a_statement_goes_its_way_through_the_pages(programme, served, as_role):
    bring_in(served)
    statement = make_statement(programme, served, state="draft")

    as_role("consultant").post(address("check_statement", statement), {"seen": "draft"})
    as_role("manager").post(address("issue_statement", statement), {"seen": "checked"})
    page = as_role("vendor_contact").post(address("object_to_statement", statement), {"seen": "issued", "text": ""})
    assert page.status_code == 200
    as_role("vendor_contact").post(address("object_to_statement", statement), {"seen": "issued", "text": "No."})
    as_role("manager").post(address("answer_objection", statement), {"seen": "objected", "text": "Yes."})
    as_role("vendor_contact").post(address("acknowledge_statement", statement), {"seen": "answered", "text": ""})

    statement.refresh_from_db()
    assert (statement.state, statement.objection, statement.reply) == ("acknowledged", "No.", "Yes.")


def test_gaps_and_proposals_are_listed_before_it_is_issued(programme, served, as_role):
    bring_in(served)
    statement = make_statement(programme, served, state="checked")
    make_proposal(served, reason="Waits for you")

    page = as_role("sponsor").get(address("issue_statement", statement)).content.decode()

    assert ("Stands in the way" in page, "Waits for you" in page) == (True, True)


def test_a_draft_has_no_file_yet(programme, as_role):
    statement = make_statement(programme, state="draft")

    assert as_role("manager").get(address("statement_xlsx", statement)).status_code == 409


def test_statements_of_another_programme_are_not_found(programme, as_role):
    other = make_statement(make_programme())
    url = reverse("sla_statement", args=[programme.pk, other.pk])

    assert as_role("manager").get(url).status_code == 404


def test_who_speaks_for_the_provider_is_on_the_programme(served):
    assert [person.email for person in contacts_of(served)] == [user_as("vendor_contact", served.programme).email]
