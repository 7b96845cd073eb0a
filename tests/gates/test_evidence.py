"""Evidence of a criterion: links and files, a second person, and what does not apply."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import notes
from core.models import AuditEntry
from core.refusal import Refused
from implementation.gates import actions
from implementation.gates.changes import changed_since, gate_changes
from implementation.gates.checklist import look_at
from implementation.gates.models import Criterion, CriterionLink
from implementation.programme.waiting import for_person
from tests.factories import user_as
from tests.gates.factories import ask, make_gate

pytestmark = pytest.mark.django_db

URL = "https://example.org/minutes"


@pytest.fixture
def criterion(programme):
    return make_gate(programme, ("must", "met")).criteria.get()


def link(criterion, by) -> CriterionLink:
    return actions.add_link(CriterionLink(criterion=criterion, title="Minutes", url=URL, by=by), by=by)


def test_files_and_links_are_frozen_with_the_request(programme, criterion):
    member = user_as("member", programme)
    link(criterion, member)
    kept = notes.attach(criterion, upload=SimpleUploadedFile("plan.txt", b"A plan", "text/plain"), by=member)

    facts = ask(criterion.gate).facts["criteria"][0]

    assert facts["links"] == [{"title": "Minutes", "url": URL}]
    assert facts["files"] == [{"name": "plan.txt", "sha256": kept.sha256}]


def test_a_link_leaves_one_entry_when_added_and_one_when_removed(programme, criterion):
    member = user_as("member", programme)

    kept = link(criterion, member)
    actions.remove_link(kept, by=member)

    entries = AuditEntry.objects.filter(label="gates.criterionlink").order_by("number")
    assert [(entry.verb, entry.actor_name) for entry in entries] == [("created", "Member"), ("removed", "Member")]


def test_links_stand_still_once_a_decision_is_asked_for(programme, criterion):
    kept = link(criterion, user_as("member", programme))
    ask(criterion.gate)

    with pytest.raises(Refused, match="the criteria stay as they are"):
        link(criterion, user_as("member", programme))
    with pytest.raises(Refused, match="the criteria stay as they are"):
        actions.remove_link(kept, by=user_as("member", programme))


def test_a_vendor_adds_no_link(programme, criterion):
    with pytest.raises(PermissionDenied):
        link(criterion, user_as("vendor_contact", programme))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/x", "minutes of may", "https://", "x" * 600])
def test_only_web_addresses_are_links(programme, criterion, as_role, url):
    address = reverse("add_link", args=[programme.pk, criterion.pk])

    answer = as_role("member").post(address, {"title": "Minutes", "url": url})

    assert (answer.status_code, CriterionLink.objects.exists()) == (200, False)


def test_a_link_is_added_and_shown_on_the_page(programme, criterion, as_role):
    client = as_role("member")

    client.post(reverse("add_link", args=[programme.pk, criterion.pk]), {"title": "Minutes", "url": URL})

    assert f'href="{URL}"' in client.get(criterion.get_absolute_url()).content.decode()


@pytest.fixture
def computed(programme) -> Criterion:
    gate = programme.gates.order_by("stage__number").first()
    return gate.criteria.get(check_name="goals.goals_complete")


def result_of(criterion) -> str:
    return next(line.result.state for line in look_at(criterion.gate).lines if line.criterion == criterion)


def test_a_computed_criterion_is_left_out_only_once_a_second_person_confirms(programme, computed):
    manager, consultant = user_as("manager", programme), user_as("consultant", programme)

    actions.judge(computed, result="not_applicable", evidence="No goals in phase one.", by=manager)
    assert result_of(computed) == "not_met"
    with pytest.raises(Refused, match="someone else verifies"):
        actions.verify(computed, by=manager)
    actions.verify(computed, by=consultant)

    assert result_of(computed) == "not_applicable"


def test_a_computed_criterion_counts_again_when_the_editor_says_so(programme, computed):
    actions.judge(computed, result="not_applicable", evidence="No.", by=user_as("manager", programme))
    actions.verify(computed, by=user_as("consultant", programme))

    actions.judge(computed, result="", evidence="", by=user_as("manager", programme))

    assert result_of(computed) == "not_met"
    with pytest.raises(PermissionDenied):
        actions.judge(computed, result="", evidence="", by=user_as("member", programme))


def test_a_judgement_waits_for_its_second_person(programme):
    gate = make_gate(programme, ("must", ""))
    manager, consultant = user_as("manager", programme), user_as("consultant", programme)
    actions.judge(gate.criteria.get(), result="met", evidence="Seen", by=manager)

    waits = {
        person.name: [item.what for item in for_person(programme, person) if "Verify" in item.what]
        for person in (manager, consultant)
    }

    assert waits == {"Manager": [], "Consultant": ["Verify the judgement: Criterion 1"]}


def test_what_changed_since_is_told_field_by_field(programme):
    gate = make_gate(programme, ("must", "met"), ("must", "not_met"), ("should", "met"))
    manager = user_as("manager", programme)
    facts = look_at(gate).facts
    first, second, third = gate.criteria.all()
    link(first, manager)
    actions.edit_criterion(second, by=manager, weight=30, owner=manager)
    actions.remove_criterion(third, by=manager)
    new = actions.add_criterion(Criterion(gate=gate, title="New"), by=manager)
    actions.edit_gate(gate, by=manager, should_floor=70)
    gate.refresh_from_db()

    found = changed_since(facts, look_at(gate))
    told = {pk: [(str(f.label), f.was, f.now) for f in change.fields] for pk, change in found.items()}

    assert told == {
        first.pk: [("Links", "–", "Minutes")],
        second.pk: [("Weight", "10", "30"), ("Owner", "–", "Manager")],
        third.pk: [],
        new.pk: [],
    }
    assert (str(found[third.pk].words), str(found[new.pk].words)) == ("Removed", "Added")
    assert [(str(f.label), f.was, f.now) for f in gate_changes(facts, look_at(gate))] == [
        ("Should-meet score asked for", "60", "70"),
        ("Should-meet score", "100", "–"),
        ("Version of the criteria", "1", "5"),
    ]


def test_thresholds_and_figures_are_told_one_by_one(programme, computed):
    facts = look_at(computed.gate).facts
    actions.edit_criterion(computed, by=user_as("manager", programme), parameters={"minimum": 5})

    (change,) = changed_since(facts, look_at(computed.gate)).values()

    assert [(str(f.label), f.was, f.now) for f in change.fields] == [("Complete goals, at least", "3", "5")]


def test_facts_frozen_before_these_fields_were_kept_can_still_be_compared(programme, criterion):
    facts = look_at(criterion.gate).facts
    for key in ("place", "files", "links", "judged_by", "verified_by"):
        facts["criteria"][0].pop(key)
    for key in ("version", "approvers", "due"):
        facts.pop(key)

    checklist = look_at(criterion.gate)

    assert (changed_since(facts, checklist), gate_changes(facts, checklist)) == ({}, [])
