"""One log of every decision: nothing forgotten, nothing shown that the reader may not see."""

import datetime

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from change_mgmt import actions
from change_mgmt.decision_log import collected, narrowed
from change_mgmt.decision_log.kinds import NO_DECISIONS, STEPS, signed_models, words_for
from change_mgmt.models import DecisionReview, NotedDecision
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import steps_of
from implementation.gates.models import SignedFacts
from tests.change_mgmt.changes import make_noted, make_signed_contract
from tests.change_mgmt.factories import make_waiting_change
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def decide(programme, outcome="approve"):
    change = make_waiting_change(programme)
    return actions.decide(change, outcome=outcome, reason="It pays.", by=user_as("sponsor", programme))


def test_every_signed_kind_is_in_the_log_or_named_as_no_decision():
    every = {model._meta.label_lower for model in apps.get_models() if issubclass(model, SignedFacts)}

    assert {model._meta.label_lower for model in signed_models()} | NO_DECISIONS == every
    assert {model._meta.label_lower for model in signed_models()} & NO_DECISIONS == set()


def test_every_step_of_the_log_is_a_step_of_its_model():
    unknown = [
        (label, verb)
        for label, verbs in STEPS.items()
        for verb in verbs
        if verb != "created" and verb not in steps_of(apps.get_model(label))
    ]

    assert unknown == []


@pytest.mark.parametrize("label", sorted({*STEPS} | {"gates.decision", "vendors.vendorselection"}))
def test_every_kind_has_words(label):
    assert str(words_for(label))


def test_a_decision_on_a_change_stands_in_the_log(programme):
    decision = decide(programme)

    [item] = [one for one in collected(programme, user_as("member", programme)) if one.kind.endswith("changedecision")]
    assert (item.what, str(item.outcome), item.reason, item.by, item.role, item.on, item.url) == (
        str(decision.change), "Approved", "It pays.", "Sponsor", "sponsor", TODAY(), decision.change.get_absolute_url()
    )  # fmt: skip


def test_vendors_and_contracts_stand_in_the_log_of_those_who_may_see_them(programme):
    make_signed_contract(programme)

    def kinds(role) -> set[str]:
        return {item.kind for item in collected(programme, user_as(role, programme))}

    of_vendors = {"vendors.vendorselection", "vendors.contractapproval", "vendors.contract"}
    assert of_vendors <= kinds("manager")
    assert of_vendors & kinds("member") == set()


def test_decisions_of_another_programme_are_not_in_the_log(programme):
    decide(make_programme())

    assert collected(programme, user_as("sponsor", programme)) == []


def test_the_newest_stand_first_and_a_noted_one_on_its_own_day(programme):
    make_noted(programme, what="Old", decided_on=TODAY() - datetime.timedelta(days=40))
    decide(programme)

    found = collected(programme, user_as("sponsor", programme))

    assert [item.kind for item in found] == ["change_mgmt.changedecision", "change_mgmt.noteddecision"]
    assert found[1].by == "The board"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Late", "Early"]),
        ({"q": "late"}, ["Late"]),
        ({"by": "Ann"}, ["Early"]),
        ({"by": "Nobody at all"}, ["Late", "Early"]),
        ({"since": "2026-02-01"}, ["Late"]),
        ({"until": "2026-02-01"}, ["Early"]),
        ({"since": "2026-13-99", "kind": "x.y"}, ["Late", "Early"]),
        ({"kind": "change_mgmt.noteddecision"}, ["Late", "Early"]),
    ],
)
def test_the_log_is_narrowed(programme, asked, expected):
    make_noted(programme, what="Early", decided_by="Ann", decided_on=datetime.date(2026, 1, 5))
    make_noted(programme, what="Late", decided_by="Bob", decided_on=datetime.date(2026, 3, 5))

    found, _chosen = narrowed(collected(programme, user_as("manager", programme)), asked)

    assert [item.what for item in found] == expected


def test_the_log_asks_the_same_number_of_queries_for_one_and_for_many(
    programme, as_role, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = as_role("manager"), reverse("decision_log", args=[programme.pk])
    make_signed_contract(programme)
    make_noted(programme)
    decide(programme)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _each in range(6):
        make_noted(programme)
        decide(programme, "reject")

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_a_decision_is_noted_signed_and_never_changed(programme):
    noted = make_noted(programme, alternatives="Build it ourselves.")

    assert noted.facts["alternatives"] == "Build it ourselves."
    assert (noted.by_name, noted.by_role, noted.facts_hold) == ("Manager", "manager", True)
    with pytest.raises(PermissionDenied):
        noted.save()
    entries = AuditEntry.objects.filter(label="change_mgmt.noteddecision", object_id=noted.pk)
    assert list(entries.values_list("verb", flat=True)) == ["created"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"decided_on": datetime.date(2999, 1, 1)}, "The day lies in the future"),
        ({"review_on": datetime.date(2020, 1, 1)}, "Look again on a day after the decision"),
    ],
)
def test_days_that_make_no_sense_are_refused(programme, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        make_noted(programme, **fields)


def test_a_member_notes_nothing(programme):
    decision = NotedDecision(programme=programme, what="Mine", why="So", decided_by="Me", decided_on=TODAY())

    with pytest.raises(PermissionDenied):
        actions.note_decision(decision, by=user_as("member", programme))


def test_a_decision_is_looked_at_again_once(programme):
    noted, sponsor = make_noted(programme), user_as("sponsor", programme)

    actions.review_decision(DecisionReview(decision=noted, outcome="stands", note="Still right."), by=sponsor)

    with pytest.raises(Refused, match="already"):
        actions.review_decision(DecisionReview(decision=noted, outcome="replaced", note="No."), by=sponsor)
    assert list(DecisionReview.objects.values_list("outcome", "by__name")) == [("stands", "Sponsor")]


def test_the_day_to_look_again_is_a_deadline_until_somebody_has_looked(programme):
    from core.deadlines import upcoming

    day = TODAY() + datetime.timedelta(days=9)
    noted = make_noted(programme, review_on=day)

    def told() -> list[str]:
        found = upcoming(programme, until=day + datetime.timedelta(days=9))
        return [str(item.what) for item in found if "Look again at a decision" in str(item.what)]

    before = told()
    actions.review_decision(DecisionReview(decision=noted, note="Fine."), by=user_as("manager", programme))

    assert (before, told()) == (["Look again at a decision: We buy, not build"], [])


def test_a_decision_is_noted_and_reviewed_on_its_pages(programme, as_role):
    client = as_role("executive")
    given = {
        "what": "One price list", "why": "Two confuse.", "decided_by": "Sales meeting",
        "decided_on": TODAY().isoformat(), "reversible": "easily",
    }  # fmt: skip

    client.post(reverse("note_decision", args=[programme.pk]), given)
    noted = NotedDecision.objects.get()
    client.post(reverse("review_decision", args=[programme.pk, noted.pk]), {"outcome": "replaced", "note": "Three."})
    page = client.get(noted.get_absolute_url()).content.decode()

    assert noted.what == "One price list"
    assert "It no longer holds" in page
    assert client.get(reverse("review_decision", args=[programme.pk, noted.pk])).status_code == 409


def test_the_log_is_taken_away_as_a_workbook_and_on_paper(programme, as_role):
    from core.sheets import read

    make_noted(programme, what="=cmd()")
    client = as_role("member")

    book = client.get(reverse("export_decision_log", args=[programme.pk]))
    paper = client.get(reverse("decision_log_pdf", args=[programme.pk]))

    [sheet] = read("log.xlsx", book.content)
    assert [row.cells[2] for row in sheet.rows] == ["Decision", "=cmd()"]
    assert paper.content.startswith(b"%PDF")


def test_an_empty_log_says_where_decisions_come_from(programme, as_role):
    page = as_role("member").get(reverse("decision_log", args=[programme.pk])).content.decode()

    assert "Nothing is decided yet" in page
    assert reverse("note_decision", args=[programme.pk]) not in page
