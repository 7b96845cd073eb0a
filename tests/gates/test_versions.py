"""The criteria of a gate: edited under version, with thresholds somebody can meet."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.models import AuditEntry
from core.refusal import Refused
from implementation.gates import actions
from implementation.gates.changes import differences
from implementation.gates.models import Criterion, Gate
from implementation.gates.registry import Check, Parameter
from implementation.gates.thresholds import in_words, refuse
from implementation.gates.versions import number_of
from tests.factories import make_programme, user_as
from tests.gates.factories import ask, make_gate

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


@pytest.fixture
def gate(programme):
    return make_gate(programme, ("must", "met"), ("should", "met"), ("should", "partly"))


def last_changes(gate) -> list[tuple]:
    facts = gate.versions.first().facts
    found = differences(facts["before"]["criteria"], facts["after"]["criteria"])
    return [
        (change.title["en"], str(change.words), [(str(f.label), f.was, f.now) for f in change.fields])
        for change in found.values()
    ]


def test_a_new_gate_is_at_version_one(gate):
    assert (number_of(gate), gate.versions.count()) == (1, 0)


def test_an_edit_makes_a_version_with_who_and_what_changed(gate, manager):
    actions.edit_criterion(gate.criteria.all()[1], by=manager, kind="must", weight=25)

    version = gate.versions.get()
    assert (version.number, version.by_name, version.facts_hold) == (2, "Manager", True)
    assert last_changes(gate) == [("Criterion 2", "Changed", [("Weighs as", "Should", "Must"), ("Weight", "10", "25")])]


def test_an_edit_that_changes_nothing_makes_none(gate, manager):
    actions.edit_criterion(gate.criteria.first(), by=manager, kind="must")
    actions.edit_criterion(gate.criteria.first(), by=manager, owner=manager)

    assert number_of(gate) == 1


def test_adding_removing_and_putting_back_are_versions(gate, manager):
    new = actions.add_criterion(Criterion(gate=gate, title="Data is clean"), by=manager)
    assert last_changes(gate) == [("Data is clean", "Added", [])]

    actions.remove_criterion(new, by=manager, note="Twice")
    assert last_changes(gate) == [("Data is clean", "Removed", [])]
    assert new not in gate.criteria.all()

    actions.put_back_criterion(Criterion.every.get(pk=new.pk), by=manager)
    assert (number_of(gate), list(gate.criteria.all())[-1]) == (4, new)
    entries = AuditEntry.objects.filter(label="gates.criterion", object_id=new.pk).order_by("number")
    assert [entry.verb for entry in entries] == ["created", "removed", "put back"]


def test_a_criterion_changes_places_with_the_one_above(gate, manager):
    actions.move_criterion(gate.criteria.all()[2], up=True, by=manager)

    assert [c.title for c in gate.criteria.all()] == ["Criterion 1", "Criterion 3", "Criterion 2"]
    assert [fields for _title, _words, fields in last_changes(gate)] == [
        [("Position", "3", "2")],
        [("Position", "2", "3")],
    ]


def test_the_first_does_not_move_up(gate, manager):
    with pytest.raises(Refused, match="at the end of the list already"):
        actions.move_criterion(gate.criteria.first(), up=True, by=manager)

    assert number_of(gate) == 1


def test_the_score_asked_for_is_part_of_the_version(gate, manager):
    actions.edit_gate(gate, by=manager, should_floor=80)

    facts = gate.versions.get().facts
    assert (facts["before"]["should_floor"], facts["after"]["should_floor"]) == (60, 80)


@pytest.mark.parametrize(
    "act",
    [
        lambda c, by: actions.edit_criterion(c, by=by, weight=3),
        lambda c, by: actions.add_criterion(Criterion(gate=c.gate, title="x"), by=by),
        lambda c, by: actions.remove_criterion(c, by=by),
        lambda c, by: actions.move_criterion(c, up=False, by=by),
        lambda c, by: actions.edit_gate(c.gate, by=by, should_floor=3),
    ],
)
def test_criteria_are_edited_by_editors_and_never_once_a_decision_is_asked_for(gate, manager, programme, act):
    with pytest.raises(PermissionDenied):
        act(gate.criteria.first(), user_as("member", programme))
    ask(gate)

    with pytest.raises(Refused, match="the criteria stay as they are"):
        act(gate.criteria.first(), manager)

    assert number_of(gate) == 1


def test_a_request_and_a_decision_keep_the_version(gate, manager):
    actions.edit_criterion(gate.criteria.first(), by=manager, kind="knock_out")

    request = ask(gate)
    decision = actions.decide(gate, outcome="go", reason="Yes.", by=user_as("sponsor", gate.programme))

    assert (request.facts["version"], decision.facts["version"]) == (2, 2)


def computed(programme, name) -> Criterion:
    return Criterion.objects.filter(gate__programme=programme, check_name=name).first()


def test_a_threshold_is_edited_on_its_page_and_makes_a_version(programme, as_role):
    criterion = computed(programme, "goals.goals_complete")
    address = reverse("edit_criterion", args=[programme.pk, criterion.pk])
    entries = {"kind": criterion.kind, "weight": criterion.weight, "revision": criterion.revision}

    answer = as_role("manager").post(address, entries | {"threshold_minimum": "7"})

    assert (answer.status_code, Criterion.objects.get(pk=criterion.pk).parameters) == (302, {"minimum": 7})
    (fields,) = [fields for _title, _words, fields in last_changes(criterion.gate)]
    assert [(was, now) for _label, was, now in fields] == [("3", "7")]


@pytest.mark.parametrize("value", ["0", "-4", "999999", "many", "", "9" * 400])
def test_a_threshold_nobody_can_meet_changes_nothing(programme, as_role, value):
    criterion = computed(programme, "goals.goals_complete")
    address = reverse("edit_criterion", args=[programme.pk, criterion.pk])
    entries = {"kind": criterion.kind, "weight": criterion.weight, "revision": criterion.revision}

    answer = as_role("manager").post(address, entries | {"threshold_minimum": value})

    assert (answer.status_code, Criterion.objects.get(pk=criterion.pk).parameters) == (200, {"minimum": 3})
    assert number_of(criterion.gate) == 1


def test_the_action_refuses_it_too(programme, manager):
    criterion = computed(programme, "goals.goals_complete")

    with pytest.raises(ValidationError, match="Nobody can meet this"):
        actions.edit_criterion(criterion, by=manager, parameters={"minimum": 0})
    with pytest.raises(ValidationError, match="no such threshold"):
        actions.edit_criterion(criterion, by=manager, parameters={"minimum": 3, "other": 1})


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        (Parameter(3, "n", minimum=1, maximum=9), 9, ""),
        (Parameter(3, "n", minimum=1, maximum=9), 10, "Nobody can meet this: give a number from 1 to 9."),
        (Parameter(3, "n", minimum=1), 0, "Nobody can meet this: give 1 or more."),
        (Parameter(3, "n", maximum=9), 10, "Nobody can meet this: give 9 or less."),
        (Parameter(3, "n"), None, "Give a number."),
        (Parameter("", "n"), " ", "Write something, or the check finds nothing."),
        (Parameter(2, "n", choices=((2, "two"), (3, "three"))), 3, ""),
        (Parameter(2, "n", choices=((2, "two"),)), 4, "Choose one from the list."),
        (Parameter(["a"], "n", choices=(("a", "A"),)), [], "Choose at least one from the list."),
        (Parameter(["a"], "n", choices=(("a", "A"),)), ["b"], "Choose at least one from the list."),
    ],
)
def test_thresholds_are_bounded(parameter, value, sentence):
    assert refuse(parameter, value) == sentence


def test_thresholds_in_words():
    parameter = Parameter(["a"], "n", choices=(("a", "Top"), ("b", "Front line")))

    assert (in_words(parameter, ["a", "b"]), in_words(Parameter(3, "n"), 5)) == ("Top, Front line", "5")


def test_a_check_has_defaults_for_the_path():
    check = Check("x", "X", {}, 10, {"n": Parameter(3, "n", on_path={"big_fast": 5})}, None, 50)

    assert (check.defaults("small_slow"), check.defaults("big_fast"), check.parameters) == (
        {"n": 3},
        {"n": 5},
        {"n": 3},
    )
    assert check.given({"n": 4, "gone": 1}) == {"n": 4}


def test_a_gate_begins_with_the_thresholds_of_its_path():
    slow, fast = (
        computed(make_programme(strategy=way), "change_mgmt.people_trained").parameters
        for way in ("small_slow", "big_fast")
    )

    assert (slow, fast) == ({"percent": 80}, {"percent": 90})


def test_a_check_of_the_product_is_added_once(programme, as_role, manager):
    gate = Gate.objects.get(programme=programme, kind="initiation")
    address = reverse("new_criterion", args=[programme.pk, gate.pk])
    client = as_role("manager")

    entries = {"check_name": "goals.goals_measured", "title": "", "kind": "should", "weight": "5"}
    answers = [client.post(address, entries).status_code for _press in range(2)]

    assert answers == [302, 200]
    assert gate.criteria.filter(check_name="goals.goals_measured").count() == 1
    assert number_of(gate) == 2


def test_the_page_of_criteria_asks_the_same_for_many(programme, as_role, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    gate = make_gate(programme, ("must", "met"))
    client, address = as_role("manager"), reverse("criteria", args=[programme.pk, gate.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(30):
        Criterion.objects.create(gate=gate, title=f"C{n}")
        actions.edit_criterion(gate.criteria.first(), by=user_as("manager", programme), weight=20 + n)

    with django_assert_max_num_queries(len(few)):
        page = client.get(address)

    assert "Version 31" in page.content.decode()
