"""Who may choose: the quorum, the order, delegation, abstention, and a request that goes back."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.gates import actions
from implementation.gates.approvals import round_of
from implementation.gates.models import Decision, Delegation, Gate, Vote
from implementation.programme.waiting import for_person
from tests.factories import make_user, user_as
from tests.gates.factories import ask, make_gate

pytestmark = pytest.mark.django_db

TODAY = datetime.date.today()


def day(offset: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=offset)


@pytest.fixture
def people(programme):
    """Anna and Ben are sponsors, Cleo works on the programme."""
    return {
        "anna": user_as("sponsor", programme, name="Anna"),
        "ben": user_as("sponsor", programme, name="Ben"),
        "cleo": user_as("member", programme, name="Cleo"),
        "manager": user_as("manager", programme),
    }


@pytest.fixture
def gate(programme, people):
    return make_gate(programme, ("must", "met"), quorum=2)


def name(gate, people, **places):
    return actions.name_approvers(
        gate, places={people[key]: place for key, place in places.items()}, quorum=gate.quorum, by=people["manager"]
    )


def go(gate, by):
    return actions.decide(gate, outcome="go", reason="Yes.", by=by)


def lend(programme, people, *, first=0, last=5, to="cleo", by="anna") -> Delegation:
    return actions.delegate(
        programme, to=people[to], first_day=day(first), last_day=day(last), reason="On holiday", by=people[by]
    )


def refusal(function, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        function(*args, **kwargs)
    return str(refused.value)


def test_the_later_cannot_choose_before_the_earlier(gate, people):
    name(gate, people, anna=1, ben=2)
    ask(gate)

    assert refusal(go, gate, people["ben"]) == "It is not your turn yet: first chooses Anna."
    assert not Vote.objects.exists()


def test_in_order_both_choose_and_the_gate_passes(gate, people):
    name(gate, people, anna=1, ben=2)
    ask(gate)

    assert go(gate, people["anna"]) is None
    assert go(gate, people["ben"]).outcome == "go"


def test_the_same_place_chooses_at_the_same_time(gate, people):
    name(gate, people, anna=1, ben=1)
    ask(gate)

    go(gate, people["ben"])

    assert go(gate, people["anna"]).facts["approvers"] == [{"name": "Anna", "place": 1}, {"name": "Ben", "place": 1}]


def test_the_next_hears_when_the_turn_comes(gate, people):
    name(gate, people, anna=1, ben=2)
    ask(gate)
    assert not Notification.objects.filter(user=people["ben"]).exists()

    go(gate, people["anna"])

    assert Notification.objects.get(user=people["ben"]).text == "It is your turn to choose: Initiation."


def test_a_sponsor_who_is_not_named_does_not_decide(gate, people, programme):
    name(gate, people, anna=1, ben=1)
    ask(gate)

    said = refusal(go, gate, user_as("sponsor", programme, name="Third"))

    assert said == "Others were named to decide this gate: Anna, Ben."


def test_naming_leaves_one_entry_and_only_sponsors_are_named(gate, people):
    before = AuditEntry.objects.count()
    name(gate, people, anna=1, ben=2)

    entry = AuditEntry.objects.get(verb="approvers named")
    assert (AuditEntry.objects.count() - before, entry.after) == (1, {"approvers": ["1 Anna", "2 Ben"]})
    assert refusal(name, gate, people, cleo=1, anna=1) == "Cleo is no sponsor on this programme, so cannot decide."
    assert "name more, or lower the quorum" in refusal(name, gate, people, anna=1)
    assert [item.user for item in gate.approvers.all()] == [people["anna"], people["ben"]]


def test_a_member_names_nobody(gate, people):
    with pytest.raises(PermissionDenied):
        actions.name_approvers(gate, places={}, quorum=1, by=people["cleo"])


def test_nobody_is_named_between_a_request_and_its_decision(gate, people):
    ask(gate)

    assert "the criteria stay as they are" in refusal(name, gate, people, anna=1, ben=1)


def test_a_delegate_signs_for_both(gate, people, programme):
    lend(programme, people)
    ask(gate)

    go(gate, people["cleo"])
    decision = go(gate, people["ben"])

    vote = Vote.objects.get(by=people["cleo"])
    assert (vote.signed, vote.for_user) == ("Cleo for Anna", people["anna"])
    assert [(item["by"], item["for"]) for item in decision.facts["votes"]] == [("Cleo", "Anna"), ("Ben", "")]


def test_the_last_vote_may_be_a_delegates_and_takes_effect(gate, people, programme):
    lend(programme, people)
    ask(gate)
    go(gate, people["ben"])

    decision = go(gate, people["cleo"])

    assert (decision.by_name, decision.facts["for"]) == ("Cleo", "Anna")
    assert [stage.state for stage in programme.stages.order_by("number")[:2]] == ["done", "under_way"]


def test_who_was_stood_in_for_cannot_choose_again(gate, people, programme):
    lend(programme, people)
    ask(gate)
    go(gate, people["cleo"])

    assert refusal(go, gate, people["anna"]) == "Cleo has chosen in your place."
    assert refusal(go, gate, people["cleo"]) == "You have already chosen. The others must choose now."


def test_a_delegate_who_also_decides_counts_once(gate, people, programme):
    lend(programme, people, to="ben")
    ask(gate)

    assert go(gate, people["ben"]) is None
    assert refusal(go, gate, people["ben"]) == "You have already chosen. The others must choose now."
    assert Vote.objects.get().for_user is None


@pytest.mark.parametrize(
    ("first", "last", "revoked", "sentence"),
    [
        (3, 9, False, "The delegation from Anna begins on"),
        (0, 5, True, "Anna has revoked the delegation to you."),
        (-9, -1, False, "The delegation from Anna ended on"),
    ],
)
def test_a_delegation_that_does_not_hold_gets_a_sentence(gate, people, programme, first, last, revoked, sentence):
    delegation = lend(programme, people, first=max(first, 0), last=max(last, 0))
    Delegation.objects.filter(pk=delegation.pk).update(first_day=day(first), last_day=day(last))
    if revoked:
        perform(delegation, "revoke", by=people["anna"])
    ask(gate)

    assert refusal(go, gate, people["cleo"]).startswith(sentence)
    assert not Vote.objects.exists()


def test_nobody_chooses_in_the_place_of_who_asked(gate, people, programme):
    Gate.objects.filter(pk=gate.pk).update(quorum=1)
    lend(programme, people)
    ask(Gate.objects.get(pk=gate.pk), by=people["anna"])

    said = refusal(go, gate, people["cleo"])

    assert said == "Anna asked for this decision, so nobody chooses in that place."


def test_a_delegation_never_goes_to_who_asks(gate, people, programme):
    ask(gate, by=people["cleo"])

    said = refusal(lend, programme, people)

    assert said == "Cleo asked for the decision “Initiation”, so cannot take it for you: choose someone else."
    assert not Delegation.objects.exists()


def test_a_delegate_who_asks_later_does_not_decide(gate, people, programme):
    lend(programme, people)
    ask(gate, by=people["cleo"])

    assert refusal(go, gate, people["cleo"]) == "You asked for this decision, so someone else must take it."


@pytest.mark.parametrize("who", ["vendor_contact", "stranger"])
def test_a_delegate_is_on_the_programme_and_no_vendor(people, programme, who):
    people["x"] = user_as(who, programme, name="Xi") if who == "vendor_contact" else make_user("Xi")

    assert refusal(lend, programme, people, to="x").startswith("Xi cannot decide for you")


def test_dates_and_one_delegate_at_a_time(people, programme):
    assert refusal(lend, programme, people, first=-5, last=-1) == "The last day is past: choose a later one."
    assert refusal(lend, programme, people, to="anna").startswith("Choose someone else")
    lend(programme, people)
    assert refusal(lend, programme, people, to="ben", first=5, last=9).startswith("Cleo chooses for you until")
    assert Delegation.objects.count() == 1


def test_only_a_sponsor_delegates_and_only_the_giver_revokes(people, programme):
    with pytest.raises(PermissionDenied):
        lend(programme, people, by="manager")
    delegation = lend(programme, people)

    with pytest.raises(PermissionDenied):
        perform(delegation, "revoke", by=people["ben"])
    perform(delegation, "revoke", by=people["anna"])

    assert [entry.verb for entry in AuditEntry.objects.filter(label="gates.delegation").order_by("number")] == [
        "created",
        "revoke",
    ]


def test_a_delegate_has_no_other_right_of_a_sponsor(gate, people, programme):
    lend(programme, people)

    assert people["cleo"].has_perm("gates.vote", gate)
    assert not people["cleo"].has_perm("gates.decide_gate", gate)


def test_an_abstention_with_too_few_left_sends_the_request_back(gate, people):
    asked = ask(gate)

    vote = actions.abstain(gate, reason="My brother sells it.", by=people["anna"])

    assert (vote.outcome, Gate.objects.get(pk=gate.pk).state) == ("abstain", "open")
    note = Notification.objects.filter(user=asked.by).latest("pk")
    assert note.text == "Too few can still agree, so the request goes back to Manager: Initiation."
    assert not Decision.objects.exists()


def test_an_abstention_leaves_the_choice_to_the_others(gate, people, programme):
    third = user_as("sponsor", programme, name="Third")
    ask(gate)
    actions.abstain(gate, reason="No view.", by=people["anna"])

    go(gate, people["ben"])
    decision = go(gate, third)

    assert [item["outcome"] for item in decision.facts["votes"]] == ["abstain", "go", "go"]


def test_an_abstention_needs_a_reason(gate, people):
    ask(gate)

    assert refusal(actions.abstain, gate, reason=" ", by=people["anna"]) == "Say why you abstain: the reason is kept."


def test_two_of_two_who_differ_send_the_request_back(gate, people):
    ask(gate)
    go(gate, people["anna"])

    later = day(30)
    assert actions.decide(gate, outcome="hold", reason="No.", by=people["ben"], look_again_on=later) is None

    assert Gate.objects.get(pk=gate.pk).state == "open"
    entry = AuditEntry.objects.get(verb="send_back")
    assert (entry.actor_name, entry.note) == ("Pilotage", "Fewer than 2 can still choose the same.")


def test_a_request_that_too_few_could_decide_is_refused(gate, people):
    said = refusal(actions.request_decision, gate, by=people["anna"])

    assert said.startswith("1 can choose if you ask, and the quorum is 2")
    assert Gate.objects.get(pk=gate.pk).state == "open"


def waits_for(programme) -> set[str]:
    from core.models import User

    everyone = User.objects.filter(memberships__programme=programme).distinct()
    return {u.name for u in everyone if any("Decide the gate" in item.what for item in for_person(programme, u))}


def test_a_vote_waits_for_exactly_those_whose_turn_it_is(gate, people, programme):
    name(gate, people, anna=1, ben=2)
    lend(programme, people)
    Gate.objects.filter(pk=gate.pk).update(due=day(3))
    ask(Gate.objects.get(pk=gate.pk))
    assert waits_for(programme) == {"Anna", "Cleo"}

    go(gate, people["cleo"])

    assert waits_for(programme) == {"Ben"}


def test_reading_the_round_asks_as_much_for_many_votes(programme, django_assert_num_queries):
    gate = make_gate(programme, ("must", "met"), quorum=40)
    ask(gate)

    with django_assert_num_queries(6):
        found = round_of(gate)

    assert len(found.waiting) == 40


def test_an_altered_vote_delegation_entry_or_version_is_named(gate, people, programme):
    from core.audit import broken_links
    from tests.core.test_audit import sql

    criterion = gate.criteria.get()
    actions.edit_criterion(criterion, by=people["manager"], kind="should")
    lend(programme, people)
    ask(gate)
    go(gate, people["cleo"])
    call_command("verify_audit")
    vote, version = Vote.objects.get(), gate.versions.get()

    sql("UPDATE gates_vote SET for_name = 'Ben' WHERE id = %s", vote.pk)
    sql("UPDATE gates_criteriaversion SET number = 9 WHERE id = %s", version.pk)
    entry = AuditEntry.objects.get(label="gates.delegation", verb="created")
    sql("UPDATE core_auditentry SET title = 'x' WHERE id = %s", entry.pk)

    said = "\n".join(broken_links())
    assert f"gates.vote {vote.pk}" in said and f"gates.criteriaversion {version.pk}" in said
    assert f"entry {entry.number} (created x) was altered" in said
