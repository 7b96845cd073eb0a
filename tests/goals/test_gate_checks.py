import pytest

from implementation.goals.gate_checks import goals_complete, goals_measured, vision_signed
from tests.factories import user_as
from tests.goals.factories import make_goal, make_measurement, make_vision

pytestmark = pytest.mark.django_db


def seen(result):
    return result.state, str(result.evidence)


def test_the_vision_is_followed_from_nothing_to_signed(programme):
    from implementation.goals import actions

    nothing = vision_signed(programme, gate=None)
    vision = make_vision(programme)
    draft = vision_signed(programme, gate=None)
    people = [user_as(role, programme) for role in ("sponsor", "manager")]
    actions.open_vision(vision, signatories=people, by=people[1])
    opened = vision_signed(programme, gate=None)
    actions.sign_vision(vision, by=people[0])
    half = vision_signed(programme, gate=None)
    actions.sign_vision(vision, by=people[1])
    signed = vision_signed(programme, gate=None)

    assert seen(nothing) == ("not_met", "**No vision** is written yet.")
    assert seen(draft) == ("not_met", "Version 1 is a **draft**: open it for signature.")
    assert seen(opened) == ("not_met", "Version 1: **0 of 2** signed.")
    assert seen(half) == ("partly", "Version 1: **1 of 2** signed.")
    assert signed.state == "met"
    assert str(signed.evidence).startswith("Version 1: **2 of 2** signed, the last on ")
    assert signed.figures == {"version": 1, "named": 2, "signed": 2, "sha256": vision.text_sha256}


def test_three_complete_goals_are_asked_for(programme):
    for number in range(2):
        make_goal(programme, title=f"Goal {number}")
    two = goals_complete(programme, gate=None, minimum=3)
    incomplete = make_goal(programme, title="Vague", target=None)
    vague = goals_complete(programme, gate=None, minimum=3)
    make_goal(programme, title="Third")
    from core.actions import change

    change(incomplete, permission="goals.edit_goal", by=user_as("manager", programme), target=50)
    whole = goals_complete(programme, gate=None, minimum=3)

    assert seen(two) == ("partly", "**2 of 2** goals are complete; at least 3 are asked for.")
    assert (vague.state, vague.url) == ("partly", incomplete.get_absolute_url())
    assert seen(whole) == ("met", "**4 of 4** goals are complete; at least 3 are asked for.")


def test_no_goal_meets_nothing(programme):
    assert goals_complete(programme, gate=None, minimum=3).state == "not_met"
    assert goals_measured(programme, gate=None, share=60).state == "not_met"


def test_the_share_of_goals_at_their_target_is_what_counts(programme):
    goals = [make_goal(programme, title=f"Goal {number}") for number in range(5)]
    for goal in goals[:2]:
        make_measurement(goal, 80)
    two = goals_measured(programme, gate=None, share=60)
    make_measurement(goals[2], 81)
    three = goals_measured(programme, gate=None, share=60)

    assert seen(two) == ("partly", "**2 of 5** goals have reached their target (40 %); 60 % are asked for.")
    assert seen(three) == ("met", "**3 of 5** goals have reached their target (60 %); 60 % are asked for.")


def test_the_checks_stand_at_their_gates(programme):
    found = {
        (criterion.gate.kind, criterion.check_name): criterion.kind
        for gate in programme.gates.all()
        for criterion in gate.criteria.filter(check_name__startswith="goals.")
    }

    assert found == {
        ("initiation", "goals.vision_signed"): "knock_out",
        ("initiation", "goals.goals_complete"): "must",
        ("initiation", "goals.every_layer"): "should",
        ("business_case", "goals.map_without_gaps"): "should",
        ("benefits_review", "goals.reviews_held"): "must",
        ("business_case", "goals.vision_signed"): "must",
        ("acceptance", "goals.goals_measured"): "should",
        ("benefits_review", "goals.goals_measured"): "must",
    }
