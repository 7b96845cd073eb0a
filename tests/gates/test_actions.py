"""What a decision asks for, and what follows from it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from core.models import AuditEntry, Notification
from core.refusal import Refused
from implementation.gates import actions
from implementation.gates.models import Condition, Criterion, Gate
from tests.factories import user_as
from tests.gates.factories import ask, closing_task, make_gate, promise

pytestmark = pytest.mark.django_db

ALL_MET = [("knock_out", "met"), ("must", "met"), ("should", "not_met")]
MUST_OPEN = [("knock_out", "met"), ("must", "partly"), ("should", "met")]


def decide(gate, outcome, **given):
    programme = gate.programme
    extra = {
        "conditional": {"conditions": [promise(programme)]},
        "hold": {"look_again_on": datetime.date.today() + datetime.timedelta(days=30)},
        "recycle": {"redo": [gate.criteria.first().pk], "due": datetime.date.today() + datetime.timedelta(days=20)},
        "stop": {"tasks": [closing_task(programme)]},
    }.get(outcome, {})
    return actions.decide(
        gate,
        outcome=outcome,
        reason="Because.",
        by=given.pop("by", None) or user_as("sponsor", programme),
        **(extra | given),
    )


@pytest.mark.parametrize(
    ("outcome", "missing", "sentence"),
    [
        ("conditional", {"conditions": []}, "A conditional go needs at least one condition."),
        ("hold", {"look_again_on": None}, "Give the day on which to look again; it must be after today."),
        (
            "hold",
            {"look_again_on": datetime.date.today()},
            "Give the day on which to look again; it must be after today.",
        ),
        ("recycle", {"redo": []}, "Name at least one criterion to redo."),
        ("recycle", {"redo": [10**9]}, "Name criteria of this gate to redo."),
        ("recycle", {"due": None}, "Give the new day by which to decide; it must be after today."),
        ("recycle", {"due": datetime.date.today()}, "Give the new day by which to decide; it must be after today."),
        ("stop", {"tasks": []}, "A stop needs at least one closing task: what must still be done, by whom, by when."),
        ("perhaps", {}, "Choose one of the five decisions."),
    ],
)
def test_what_a_decision_needs_is_asked_for(programme, outcome, missing, sentence):
    gate = make_gate(programme, *ALL_MET)
    ask(gate)

    with pytest.raises(Refused) as refusal:
        decide(gate, outcome, **missing)

    assert str(refusal.value) == sentence
    assert Gate.objects.get(pk=gate.pk).state == "requested"


def test_a_condition_due_today_is_refused(programme):
    gate = make_gate(programme, *ALL_MET)
    ask(gate)

    with pytest.raises(Refused, match="A condition must be due after today"):
        decide(gate, "conditional", conditions=[promise(programme, days=0)])


def test_a_go_closes_the_stage_and_opens_the_next(programme):
    gate = make_gate(programme, *ALL_MET)
    ask(gate)

    decide(gate, "go")

    first, second = programme.stages.order_by("number")[:2]
    assert (first.state, first.actual_end, second.state) == ("done", datetime.date.today(), "under_way")


def test_the_next_stage_stays_shut_without_a_go(programme):
    gate = make_gate(programme, *ALL_MET)
    ask(gate)

    decide(gate, "recycle")

    assert [stage.state for stage in programme.stages.order_by("number")[:2]] == ["under_way", "not_started"]


def test_a_later_gate_cannot_be_asked_for_before_its_stage_has_started(programme):
    later = programme.gates.order_by("stage__number")[1]

    with pytest.raises(Refused, match="The stage before this gate has not started"):
        ask(later)


def test_a_gate_with_no_criteria_cannot_be_asked_for(programme):
    gate = make_gate(programme)

    with pytest.raises(Refused, match="A gate with no criteria cannot be decided"):
        ask(gate)


def test_a_hold_pauses_the_stage_and_asking_again_is_possible(programme):
    gate = make_gate(programme, *ALL_MET)
    ask(gate)
    decide(gate, "hold")
    assert programme.stages.order_by("number").first().state == "paused"

    ask(Gate.objects.get(pk=gate.pk))

    assert Gate.objects.get(pk=gate.pk).state == "requested"
    assert programme.stages.order_by("number").first().state == "under_way"


def test_a_stop_closes_the_programme(programme):
    gate = make_gate(programme, *ALL_MET)
    ask(gate)

    decide(gate, "stop")

    programme.refresh_from_db()
    assert programme.state == "stopped"
    assert {stage.state for stage in programme.stages.all()} == {"stopped"}


def test_each_recycle_is_counted(programme):
    gate = make_gate(programme, *ALL_MET)
    for _time in range(3):
        ask(Gate.objects.get(pk=gate.pk))
        decide(gate, "recycle")

    assert Gate.objects.get(pk=gate.pk).recycles == 3


def test_who_asks_does_not_decide(programme):
    gate = make_gate(programme, *ALL_MET)
    sponsor = user_as("sponsor", programme)
    user_as("sponsor", programme, name="Another sponsor")
    ask(gate, by=sponsor)

    with pytest.raises(Refused, match="You asked for this decision"):
        decide(gate, "go", by=sponsor)


@pytest.mark.parametrize("role", ["manager", "consultant", "executive", "member", "vendor_contact"])
def test_only_a_sponsor_decides(programme, role):
    gate = make_gate(programme, *ALL_MET)
    ask(gate, by=user_as("member", programme, name="Somebody"))

    with pytest.raises(PermissionDenied):
        decide(gate, "go", by=user_as(role, programme))


def test_a_quorum_of_two_waits_for_two_of_the_same_mind(programme):
    gate = make_gate(programme, *ALL_MET, quorum=2)
    one, two, three = (user_as("sponsor", programme, name=f"Sponsor {n}") for n in (1, 2, 3))
    ask(gate)

    assert decide(gate, "go", by=one) is None
    assert decide(gate, "recycle", by=two) is None
    decision = decide(gate, "go", by=three)

    assert [vote["by"] for vote in decision.facts["votes"]] == ["Sponsor 1", "Sponsor 2", "Sponsor 3"]
    assert Gate.objects.get(pk=gate.pk).state == "passed"


def test_nobody_chooses_twice(programme):
    gate = make_gate(programme, *ALL_MET, quorum=2)
    ask(gate)
    sponsor = user_as("sponsor", programme)
    decide(gate, "go", by=sponsor)

    with pytest.raises(Refused, match="You have already chosen"):
        decide(gate, "go", by=sponsor)


def test_a_decided_gate_is_not_decided_again(programme):
    gate = make_gate(programme, *ALL_MET)
    ask(gate)
    decide(gate, "go")

    with pytest.raises(Refused, match="Nothing waits for a decision here"):
        decide(gate, "stop", by=user_as("sponsor", programme, name="Second"))


def test_the_facts_keep_the_evidence_in_three_languages_and_their_hash_is_on_the_trail(programme):
    gate = programme.gates.order_by("stage__number").first()
    user_as("sponsor", programme)
    request = ask(gate)

    first = request.facts["criteria"][0]

    assert set(first["evidence"]) == {"en", "zh-hans", "zh-hant"}
    entry = AuditEntry.objects.get(label="gates.decisionrequest")
    assert entry.after["facts_sha256"] == request.facts_sha256


@pytest.fixture
def conditional(programme):
    gate = make_gate(programme, *MUST_OPEN)
    ask(gate)
    decide(gate, "conditional")
    return gate


def test_the_last_condition_met_turns_the_conditional_go_into_a_go(programme, conditional):
    condition = Condition.objects.get()

    actions.confirm_condition(condition, by=user_as("consultant", programme), note="Seen in the folder.")

    assert Gate.objects.get(pk=conditional.pk).state == "passed"


def test_only_the_one_named_confirms_a_condition(programme, conditional):
    with pytest.raises(Refused, match="Consultant was named to check"):
        actions.confirm_condition(Condition.objects.get(), by=user_as("executive", programme), note="x")


def test_a_missed_condition_reopens_the_gate_and_tells_the_sponsor(programme, conditional):
    day = datetime.date.today() + datetime.timedelta(days=11)

    actions.expire_conditions(day)
    actions.expire_conditions(day)

    gate = Gate.objects.get(pk=conditional.pk)
    assert (gate.state, Condition.objects.get().state) == ("open", "missed")
    assert gate.reopened_at is not None
    told = Notification.objects.filter(user=user_as("sponsor", programme), text__contains="the gate is open again")
    assert told.count() == 1


def test_a_condition_is_open_on_its_last_day(programme, conditional):
    actions.expire_conditions(datetime.date.today() + datetime.timedelta(days=10))

    assert Condition.objects.get().state == "open"


def test_a_judgement_waits_for_a_second_person(programme):
    gate = make_gate(programme, ("must", ""))
    criterion = gate.criteria.get()
    member = user_as("member", programme)
    actions.judge(criterion, result="met", evidence="Minutes of 3 May", by=member)

    from implementation.gates.checklist import look_at

    assert look_at(gate).lines[0].result.state == "partly"
    with pytest.raises(Refused, match="someone else verifies"):
        actions.verify(criterion, by=member)
    actions.verify(criterion, by=user_as("manager", programme))
    assert look_at(gate).lines[0].result.state == "met"


def test_criteria_stand_still_between_request_and_decision(programme):
    gate = make_gate(programme, *ALL_MET)
    ask(gate)
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="the criteria stay as they are"):
        actions.judge(gate.criteria.first(), result="met", evidence="x", by=manager)
    with pytest.raises(Refused, match="the criteria stay as they are"):
        actions.add_criterion(Criterion(gate=gate, title="One more"), by=manager)


def test_only_the_editor_says_that_a_criterion_does_not_apply(programme):
    gate = programme.gates.order_by("stage__number").first()

    with pytest.raises(PermissionDenied):
        actions.judge(gate.criteria.first(), result="not_applicable", evidence="No.", by=user_as("member", programme))


def test_the_trail_is_whole_after_all_that(programme, conditional):
    call_command("verify_audit")
