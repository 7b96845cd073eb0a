"""What is lost on the way to the new process."""

import dataclasses

from hypothesis import given, settings

from change_mgmt.processes.compare import Both, Fate, Lane, Warning, warnings
from change_mgmt.processes.flow import TOUCH, Side, Step
from tests.processes.test_flow import sides

MEETS = Step(1, 1, kind=TOUCH, personal=True, minutes=10)
FORM = Step(11, 1, kind=TOUCH, automated=True, minutes=5)
CALL = Step(12, 1, kind=TOUCH, personal=True, minutes=5)


def both(old, new, fates=None, lanes=()) -> Both:
    return Both(Side(old), Side(new), fates or {}, lanes)


def kept(*after, what="kept", gain="Good.") -> Fate:
    return Fate(what, frozenset(after), gain)


def test_nothing_is_lost_where_nothing_changes():
    assert warnings(both([MEETS], [CALL], {1: kept(12)})) == []


def test_a_contact_in_person_that_becomes_a_form():
    other = Step(2, 1, kind=TOUCH, personal=True, minutes=10)
    found = warnings(both([MEETS, other], [FORM, CALL], {1: kept(11, what="automated"), 2: kept(12)}))

    assert found == [Warning("touch_lost", 1)]


def test_a_form_with_a_person_behind_it_is_no_loss():
    assert warnings(both([MEETS, MEETS], [FORM, CALL], {1: kept(11, 12, what="automated")})) == []


def test_a_contact_that_is_dropped_is_lost_too():
    quiet = Step(13, 1, minutes=1)

    found = warnings(both([MEETS], [quiet], {1: Fate("dropped", gain="None needed.")}))

    assert found == [Warning("nothing_personal", 0, 1, 0), Warning("touch_lost", 1)]


def test_every_contact_made_automatic():
    found = warnings(both([MEETS], [FORM], {1: kept(11, what="automated")}))

    assert Warning("nothing_personal", 0, 1, 0) in found


def test_a_contact_without_a_gain_for_the_customer():
    assert warnings(both([MEETS], [CALL], {1: kept(12, gain=" ")})) == [Warning("no_gain", 1)]


def test_automating_where_the_cause_is_elsewhere():
    old = [Step(1, 1, minutes=10), Step(2, 1, minutes=10, pain=4, cause=1)]
    new = [Step(11, 1, minutes=10), Step(12, 1, minutes=1, automated=True)]
    fates = {1: kept(11), 2: kept(12, what="automated")}

    assert warnings(both(old, new, fates)) == [Warning("cause_elsewhere", 2, 1)]
    assert warnings(both(old, new, fates | {1: kept(11, what="improved")})) == []


def test_automating_what_still_takes_as_long():
    old, new = [Step(1, 1, minutes=10, pain=3)], [Step(11, 1, waiting=10, automated=True)]

    assert warnings(both(old, new, {1: kept(11, what="automated")})) == [Warning("not_improved", 1)]


def test_automating_a_step_that_hurts_little_is_fine():
    old, new = [Step(1, 1, minutes=10, pain=2)], [Step(11, 1, waiting=10, automated=True)]

    assert warnings(both(old, new, {1: kept(11, what="automated")})) == []


def test_longer_more_handovers_more_contacts():
    old = [Step(1, 1, minutes=10), Step(2, 1, minutes=10)]
    new = [Step(11, 1, minutes=10), Step(12, 2, minutes=20), Step(13, 1, kind=TOUCH, personal=True)]

    assert warnings(both(old, new)) == [
        Warning("longer", 0, 20, 30),
        Warning("more_handovers", 0, 0, 2),
        Warning("more_touches", 0, 0, 1),
    ]


def test_a_lane_that_nobody_answers_for():
    lanes = [Lane(1), Lane(2, owned=True), Lane(3, is_customer=True), Lane(4)]
    new = [Step(n, n) for n in (1, 2, 3)]

    assert warnings(both([], new, lanes=lanes)) == [Warning("lane_without_owner", 1)]


def test_one_side_alone_is_not_compared():
    assert warnings(both([MEETS], [], {1: Fate("dropped")})) == []


@given(sides())
@settings(deadline=None)
def test_a_process_that_stays_as_it_is_loses_nothing(side):
    fates = {step.key: Fate("kept", frozenset([step.key]), "As good as before.") for step in side.steps}

    assert warnings(Both(side, side, fates)) == []


@given(sides())
@settings(deadline=None)
def test_taking_the_person_out_of_every_contact_is_always_told(side):
    old = [dataclasses.replace(step, personal=step.kind == TOUCH) for step in side.steps]
    new = [dataclasses.replace(step, personal=False) for step in old]
    fates = {step.key: Fate("automated", frozenset([step.key]), "Faster.") for step in old}
    lost = [step.key for step in old if step.personal]

    found = warnings(Both(Side(old, side.exits), Side(new, side.exits), fates))

    assert [warning.subject for warning in found if warning.code == "touch_lost"] == lost
    assert any(warning.code == "nothing_personal" for warning in found) == bool(lost)
