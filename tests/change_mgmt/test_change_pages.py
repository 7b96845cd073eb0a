"""The change log and the page of one change: filters, sums, files, withdrawing, risks."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from change_mgmt import actions
from change_mgmt.models import ChangeDecision, ChangeRequest
from core.models import AuditEntry
from core.refusal import Refused
from core.sheets import read
from core.workflow import perform
from risks.models import Risk
from tests.change_mgmt.changes import make_contract_change, make_step
from tests.change_mgmt.factories import departments_of, make_change, make_waiting_change
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def log(programme, query="") -> str:
    return reverse("changes", args=[programme.pk]) + query


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["CR-02", "CR-01"]),
        ("?size=large", ["CR-02"]),
        ("?state=submitted", ["CR-01"]),
        ("?state=open", ["CR-02", "CR-01"]),
        ("?subject=sales", ["CR-01"]),
        ("?q=cr-1", ["CR-01"]),
        ("?state=x&size=x&subject=x&sort=x", ["CR-02", "CR-01"]),
    ],
)
def test_the_log_is_narrowed_by_its_address(programme, as_role, query, codes):
    make_change(programme, subject="sales")
    make_waiting_change(programme, cost=Decimal(90_000))

    page = as_role("member").get(log(programme, query))

    assert [change.code for change in page.context["page"]] == codes


def test_sums_count_what_is_approved_among_those_shown(programme, as_role):
    one = make_waiting_change(programme, cost=Decimal(100), days=2, paid_from="risk")
    make_waiting_change(programme, cost=Decimal(40))
    actions.decide(one, outcome="approve", reason="Yes.", by=user_as("sponsor", programme))

    sums = as_role("manager").get(log(programme)).context["sums"]

    assert (sums["n"], sums["cost"], sums["days"], sums["waiting"], sums["used"], sums["reserve"]) == (
        1, Decimal(100), 2, Decimal(40), Decimal(100), None
    )  # fmt: skip


def test_sums_are_kept_from_those_who_may_not_see_the_budget(programme, as_role):
    make_waiting_change(programme)

    assert as_role("member").get(log(programme)).context["sums"] == {}


def test_the_log_asks_the_same_number_of_queries_for_one_and_for_many(programme, as_role, django_assert_num_queries):
    client = as_role("manager")
    make_waiting_change(programme)
    client.get(log(programme))
    with CaptureQueriesContext(connection) as one:
        client.get(log(programme))
    for _each in range(8):
        make_waiting_change(programme)

    with django_assert_num_queries(len(one)):
        client.get(log(programme))


def test_the_page_of_a_change_asks_the_same_for_one_step_and_for_many(programme, as_role, django_assert_num_queries):
    client, change = as_role("manager"), make_waiting_change(programme)
    make_step(change)
    client.get(change.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        client.get(change.get_absolute_url())
    for _each in range(8):
        make_step(change)

    with django_assert_num_queries(len(one)):
        client.get(change.get_absolute_url())


def test_the_log_is_taken_away_as_its_address_narrows_it(programme, as_role):
    make_change(programme, title="Small thing")
    make_waiting_change(programme, cost=Decimal(90_000))

    answer = as_role("member").get(reverse("export_changes", args=[programme.pk]) + "?size=large")

    [sheet] = read("changes.xlsx", answer.content)
    assert [row.cells[0] for row in sheet.rows] == ["No.", "CR-02"]
    assert sheet.rows[1].cells[5] == 90_000


def test_a_change_is_printed_with_its_decision(programme, as_role):
    change = make_waiting_change(programme, departments=departments_of(programme))
    make_step(change)
    actions.decide(change, outcome="approve", reason="Yes.", conditions="By May.", by=user_as("sponsor", programme))

    answer = as_role("executive").get(reverse("change_pdf", args=[programme.pk, change.pk]))

    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")


def test_the_page_says_why_a_change_is_large(programme, as_role):
    change = make_waiting_change(programme, cost=Decimal(90_000), days=20)

    assert as_role("member").get(change.get_absolute_url()).context["why_large"] == ("cost", "days")


def test_conditions_are_kept_with_an_approval_only(programme):
    one, two = make_waiting_change(programme), make_waiting_change(programme)
    sponsor = user_as("sponsor", programme)

    actions.decide(one, outcome="approve", reason="Yes.", conditions="By May.", by=sponsor)
    actions.decide(two, outcome="reject", reason="No.", conditions="By May.", by=sponsor)

    assert dict(ChangeDecision.objects.values_list("change", "conditions")) == {one.pk: "By May.", two.pk: ""}


def test_who_asked_withdraws_with_a_reason_and_without_a_decision(programme):
    member = user_as("member", programme)
    change = make_waiting_change(programme, by=member)

    with pytest.raises(Refused, match="Say why"):
        perform(change, "withdraw", by=member)
    perform(change, "withdraw", by=member, note="No longer needed.")

    kept = ChangeRequest.objects.get(pk=change.pk)
    assert (kept.state, kept.decided_by, kept.decisions.count()) == ("rejected", "Member", 0)
    assert AuditEntry.objects.filter(verb="withdraw").get().note == "No longer needed."


@pytest.mark.parametrize("role", ["sponsor", "manager", "executive"])
def test_nobody_else_withdraws(programme, role):
    change = make_waiting_change(programme)

    with pytest.raises(PermissionDenied):
        perform(change, "withdraw", by=user_as(role, programme), note="Mine.")


def test_an_approved_change_is_not_withdrawn(programme):
    member = user_as("member", programme)
    change = make_waiting_change(programme, by=member)
    actions.decide(change, outcome="approve", reason="Yes.", by=user_as("sponsor", programme))

    with pytest.raises(Refused):
        perform(change, "withdraw", by=member, note="Too late.")


def test_a_change_puts_its_risk_into_the_register_once(programme, as_role):
    client, change = as_role("manager"), make_waiting_change(programme, effect_on_risk="Slower links.")
    address = reverse("change_risk", args=[programme.pk, change.pk])

    for _each in range(2):
        client.post(address)

    risk = Risk.objects.get(source_label="change_mgmt.changerequest")
    assert (risk.title, risk.effect, list(change.risks.all())) == (change.title, "Slower links.", [risk])
    assert client.get(change.get_absolute_url()).context["may_raise"] is False


def test_effects_are_found_on_the_form(programme, as_role):
    contract = make_contract_change(programme).contract
    change = make_change(programme)
    perform(change, "take_up", by=user_as("manager", programme))
    place = departments_of(programme)[0]
    given = {
        "effect_on_scope": "More.", "cost": "10", "days": "1", "effect_on_risk": "None.", "effect_on_people": "Some.",
        "decide_by": "2030-01-01", "touches_contract": "on", "departments": [place.pk], "seen": "assessing",
    }  # fmt: skip
    client, address = as_role("manager"), reverse("assess_change", args=[programme.pk, change.pk])

    without = client.post(address, given)
    client.post(address, given | {"contract": contract.pk, "provider_question": "How much?"})

    kept = ChangeRequest.objects.get(pk=change.pk)
    assert set(without.context["form"].errors) == {"contract"}
    assert (kept.state, kept.contract, list(kept.departments.all())) == ("waiting_for_approval", contract, [place])
