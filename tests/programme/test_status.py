"""Statuses with tolerances, overrides and age; what they ask of the programme."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.programme import registry, status, waiting
from implementation.programme.actions import status as actions
from implementation.programme.models import ExceptionAnswer, ExceptionNote, Programme, StatusOverride, Tolerance
from implementation.programme.status import exceptions_wanted, overall, statuses
from tests.factories import make_programme, user_as
from tests.programme.status_factories import days, make_late, make_note, make_override

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _there(programme):
    """The days of the organisation, as on its pages."""
    with timezone.override(programme.organisation.zone):
        yield


def schedule(programme) -> status.Standing:
    return next(item for item in statuses(programme) if item.name == "schedule")


def tolerance(programme, **fields):
    return Tolerance(programme=programme, dimension="schedule", **fields)


def set_to(programme, inner, outer, by=None):
    by = by or user_as("manager", programme)
    return actions.set_tolerance(tolerance(programme), by=by, reason="Agreed.", inner=inner, outer=outer)


def verbs_of(label):
    return list(AuditEntry.objects.filter(label=label).order_by("pk").values_list("verb", flat=True))


def test_every_dimension_is_there_in_its_order(programme):
    names = [item.name for item in statuses(programme)]

    assert names == ["schedule", "cost", "scope", "benefits", "risk", "vendor_service", "adoption"]


@pytest.mark.parametrize(("inner", "outer", "level"), [(5, 15, "off_track"), (5, 16, "at_risk"), (16, 20, "on_track")])
def test_the_managers_tolerance_takes_the_place_of_the_products(programme, inner, outer, level):
    make_late(programme, 16)
    set_to(programme, inner, outer)

    assert schedule(programme).level == level


def test_a_tolerance_is_of_its_programme_only(programme):
    other = make_programme()
    make_late(other, 16)
    set_to(programme, 30, 40)

    assert schedule(other).level == "off_track"


def test_a_tolerance_leaves_one_entry_and_tells_the_sponsor(programme):
    sponsor = user_as("sponsor", programme)

    found = set_to(programme, 3, 9)
    actions.set_tolerance(found, by=user_as("manager", programme), reason="Tighter.", inner=2, outer=9)

    assert verbs_of("programme.tolerance") == ["set", "set"]
    assert Notification.objects.filter(user=sponsor).count() == 2


@pytest.mark.parametrize("role", ["sponsor", "consultant", "executive", "member", "vendor_contact"])
def test_only_the_manager_sets_a_tolerance_or_overrides(programme, role):
    person = user_as(role, programme)

    with pytest.raises(PermissionDenied):
        set_to(programme, 3, 9, by=person)
    with pytest.raises(PermissionDenied):
        make_override(programme, by=person)

    assert (Tolerance.objects.count(), StatusOverride.objects.count()) == (0, 0)


def test_an_outer_tolerance_inside_the_inner_one_is_refused(programme):
    with pytest.raises(ValidationError, match="write a larger number"):
        set_to(programme, 9, 3)

    assert Tolerance.objects.count() == 0


def test_a_tolerance_needs_its_reason(programme):
    with pytest.raises(ValidationError, match="Say why"):
        actions.set_tolerance(tolerance(programme), by=user_as("manager", programme), inner=1, outer=2)


def test_an_override_stands_beside_what_is_computed(programme):
    make_late(programme)
    manager = user_as("manager", programme, "Mia")

    make_override(programme, level="at_risk", until=days(7), by=manager)

    found = schedule(programme)
    assert (found.level, found.computed) == ("at_risk", "off_track")
    assert found.override == status.Overridden("at_risk", "The vendor has promised it.", days(7), "Mia")
    assert StatusOverride.objects.get().computed == "off_track"
    assert verbs_of("programme.statusoverride") == ["created"]


def test_an_override_counts_on_its_last_day_and_ends_by_itself(programme):
    make_late(programme)
    make_override(programme, until=days(7))

    with time_machine.travel(timezone.now() + datetime.timedelta(days=7)):
        on_last_day = schedule(programme).level
        ended_early = actions.end_overrides()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=8)):
        after, ended, again = schedule(programme).level, actions.end_overrides(), actions.end_overrides()

    assert (on_last_day, after, ended_early, ended, again) == ("at_risk", "off_track", 0, 1, 0)
    assert verbs_of("programme.statusoverride") == ["created", "end"]


def test_there_is_one_override_at_a_time_and_a_past_one_makes_room(programme):
    make_override(programme, until=days(1))

    with pytest.raises(Refused, match="withdraw it first"):
        make_override(programme)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        make_override(programme, until=days(5))

    assert sorted(StatusOverride.objects.values_list("state", flat=True)) == ["ended", "in_force"]


@pytest.mark.parametrize(("until", "sentence"), [(-1, "This day is past"), (91, "lasts 90 days at most")])
def test_an_override_ends_soon_and_not_in_the_past(programme, until, sentence):
    with pytest.raises(ValidationError, match=sentence):
        make_override(programme, until=days(until))


def test_a_withdrawn_override_counts_no_more(programme):
    make_late(programme)
    override = make_override(programme)

    perform(override, "withdraw", by=user_as("manager", programme), note="It did not come true.")

    assert schedule(programme).override is None


def test_an_overrides_end_waits_for_who_made_it(programme):
    manager = user_as("manager", programme)
    make_override(programme, until=days(3))

    assert "Your override of the status ends: Schedule" in [i.what for i in waiting.for_person(programme, manager)]


@pytest.mark.parametrize(("age", "is_stale"), [(30, False), (31, True)])
def test_what_nobody_recorded_for_more_than_thirty_days_is_stale(programme, age, is_stale):
    recorded = timezone.localdate()

    with time_machine.travel(timezone.now() + datetime.timedelta(days=age)):
        found = schedule(programme)

    assert found.stale_since == (recorded if is_stale else None)


def test_what_has_no_data_is_not_stale(programme):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=99)):
        found = {item.name: item.stale_since for item in statuses(programme)}

    assert found["benefits"] is None


def test_the_worst_dimension_wins_as_people_see_it(programme):
    make_late(programme)
    before = overall(statuses(programme))
    make_override(programme, level="on_track")

    assert (before, overall(statuses(programme))) == ("off_track", "on_track")


def wanted(programme):
    return [item.name for item in exceptions_wanted(programme)]


def test_a_dimension_off_track_asks_for_a_note_with_the_page_to_write_it(programme):
    make_late(programme)

    found = exceptions_wanted(programme)

    assert [(item.name, str(item.label), item.url) for item in found] == [
        ("schedule", "Schedule", f"/programmes/{programme.pk}/exceptions/new/schedule/")
    ]


@pytest.mark.parametrize(
    ("state", "asked"),
    [("draft", ["schedule"]), ("submitted", []), ("accepted", []), ("rejected", ["schedule"])],
)
def test_a_note_counts_while_a_sponsor_has_or_has_accepted_it(programme, state, asked):
    make_late(programme)
    make_note(programme, state=state)

    assert wanted(programme) == asked


def test_a_note_in_hand_is_where_one_goes_on(programme):
    make_late(programme)
    note = make_note(programme)

    assert exceptions_wanted(programme)[0].url == note.get_absolute_url()


def test_a_note_for_another_dimension_or_programme_covers_nothing(programme):
    make_late(programme)
    make_note(programme, state="accepted", dimension="risk")
    make_note(make_programme(), state="accepted")

    assert wanted(programme) == ["schedule"]


def test_a_note_counts_until_its_last_day(programme):
    make_late(programme)
    make_note(programme, state="accepted", until=days(4))

    with time_machine.travel(timezone.now() + datetime.timedelta(days=4)):
        on_last_day = wanted(programme)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=5)):
        after = wanted(programme)

    assert (on_last_day, after) == ([], ["schedule"])


def test_no_override_talks_an_exception_away_and_one_can_ask_for_it(programme):
    make_override(programme, dimension="risk", level="off_track")
    make_late(programme)
    make_override(programme, level="on_track")

    assert wanted(programme) == ["schedule", "risk"]


@pytest.mark.parametrize("state", ["stopped", "finished"])
def test_a_programme_that_is_over_owes_no_note(programme, state):
    make_late(programme)
    Programme.objects.filter(pk=programme.pk).update(state=state)

    assert wanted(Programme.objects.get(pk=programme.pk)) == []


def test_a_note_closes_when_its_dimension_is_back_on_track(programme):
    make_late(programme)
    note = make_note(programme, state="accepted")
    still = actions.close_recovered()
    make_late(programme, 0)

    closed = actions.close_recovered()

    assert (still, closed, ExceptionNote.objects.get(pk=note.pk).state) == (0, 1, "closed")
    make_late(programme)
    assert wanted(programme) == ["schedule"]


def test_an_answer_is_frozen_with_the_note_and_the_status(programme):
    make_late(programme, 40)

    make_note(programme, state="accepted")

    answer = ExceptionAnswer.objects.get()
    assert (answer.option, answer.facts["level"], answer.facts["options"]) == (
        "Hire two people",
        "off_track",
        ["Wait", "Hire two people"],
    )
    assert answer.facts["label"]["zh-hans"]
    assert (verbs_of("programme.exceptionnote"), verbs_of("programme.exceptionanswer")) == (
        ["created", "submit", "accept"],
        ["created"],
    )
    assert list(broken_links()) == []


def test_an_answer_that_was_altered_is_named(programme):
    make_note(programme, state="accepted")
    ExceptionAnswer.objects.update(option="Wait")

    assert [line.endswith(": the record was altered") for line in broken_links()] == [True]


def test_who_submits_never_answers(programme):
    both = user_as("manager", programme)
    programme.memberships.create(user=both, role="sponsor")
    note = make_note(programme, state="submitted", by=both)

    with pytest.raises(Refused, match="someone else answers"):
        actions.answer_exception(note, outcome="accepted", option=1, reason="Yes.", by=both)

    assert (ExceptionAnswer.objects.count(), ExceptionNote.objects.get().state) == (0, "submitted")


@pytest.mark.parametrize("role", ["manager", "consultant", "executive", "member", "vendor_contact"])
def test_only_a_sponsor_answers(programme, role):
    note = make_note(programme, state="submitted")

    with pytest.raises(PermissionDenied):
        actions.answer_exception(note, outcome="rejected", reason="No.", by=user_as(role, programme, "Other"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"outcome": "maybe", "option": 1, "reason": "Yes."}, "one of its options, or reject"),
        ({"outcome": "accepted", "option": None, "reason": "Yes."}, "Choose the option"),
        ({"outcome": "accepted", "option": 0, "reason": "Yes."}, "Choose the option"),
        ({"outcome": "accepted", "option": 3, "reason": "Yes."}, "Choose the option"),
        ({"outcome": "rejected", "option": None, "reason": " "}, "Say why"),
    ],
)
def test_an_answer_without_choice_or_reason_is_refused_whole(programme, given, sentence):
    note = make_note(programme, state="submitted")

    with pytest.raises(Refused, match=sentence):
        actions.answer_exception(note, by=user_as("sponsor", programme), **given)

    assert (ExceptionAnswer.objects.count(), ExceptionNote.objects.get().state) == (0, "submitted")


@pytest.mark.parametrize("state", ["draft", "accepted", "rejected"])
def test_only_a_submitted_note_is_answered(programme, state):
    note = make_note(programme, state=state)

    with pytest.raises(Refused, match="Nothing waits for an answer"):
        actions.answer_exception(note, outcome="rejected", reason="No.", by=user_as("sponsor", programme))


def test_a_submitted_note_stays_as_it_is(programme):
    note = make_note(programme, state="submitted")

    with pytest.raises(Refused, match="take it back"):
        actions.edit_exception(note, by=user_as("manager", programme), cause="Other")


def test_a_rejected_note_is_written_again_and_answered_anew(programme):
    manager, sponsor = user_as("manager", programme), user_as("sponsor", programme)
    note = make_note(programme, state="rejected")
    perform(note, "revise", by=manager)
    actions.submit_exception(note, by=manager)

    actions.answer_exception(note, outcome="accepted", option=1, reason="Better.", by=sponsor)

    assert list(ExceptionAnswer.objects.order_by("pk").values_list("outcome", flat=True)) == ["rejected", "accepted"]
    assert ExceptionNote.objects.get().state == "accepted"


def test_a_note_past_its_own_end_is_not_submitted(programme):
    note = make_note(programme, until=days(0))

    with (
        time_machine.travel(timezone.now() + datetime.timedelta(days=2)),
        pytest.raises(Refused, match="choose a later one"),
    ):
        actions.submit_exception(note, by=user_as("manager", programme))


def test_there_is_one_note_in_hand_for_a_dimension(programme):
    make_note(programme)

    with pytest.raises(Refused, match="go on with that one"):
        make_note(programme)

    make_note(programme, dimension="risk")
    assert ExceptionNote.objects.count() == 2


@pytest.mark.parametrize("options", ["One only", "", "\n".join(f"Option {n}" for n in range(10))])
def test_a_note_offers_two_to_nine_options(programme, options):
    manager = user_as("manager", programme)
    note = ExceptionNote(
        programme=programme,
        dimension="risk",
        cause="a",
        consequence="b",
        options=options,
        recommendation="c",
        until=days(9),
    )

    with pytest.raises(ValidationError) as refused:
        actions.write_exception(note, by=manager)

    assert list(refused.value.message_dict) == ["options"]


def test_a_submitted_note_waits_for_the_sponsor_and_a_missing_one_for_the_manager(programme):
    sponsor, manager = user_as("sponsor", programme), user_as("manager", programme)
    make_late(programme)
    asked = [item.what for item in waiting.for_person(programme, manager)]
    make_note(programme, state="submitted")

    assert "Write the exception note: Schedule" in asked
    assert "Answer the exception note: Schedule" in [item.what for item in waiting.for_person(programme, sponsor)]
    assert "Write the exception note: Schedule" not in [item.what for item in waiting.for_person(programme, manager)]


def test_an_unknown_dimension_keeps_its_bare_name():
    assert registry.label_of("weather") == "weather"
