"""Moving stages with what follows, and milestones."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from implementation.programme.actions import plan
from implementation.programme.models import Deliverable, Milestone, Stage, StageShift
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def stage(programme):
    return programme.stages.get(number=2)


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def dates_of(programme) -> dict:
    """Every date of the plan by what it belongs to."""
    found = {}
    for item in programme.stages.all():
        found["stage", item.number] = (item.planned_start, item.planned_end, item.forecast_end)
    for model in (Milestone, Deliverable):
        for item in model.objects.filter(programme=programme):
            found[model.__name__, item.pk] = item.due
    for gate in programme.gates.all():
        found["gate", gate.pk] = gate.due
    return found


def move(stage, by, **fields):
    return plan.edit_stage(stage, by=by, reason="A holiday was forgotten.", **fields)


def test_a_later_end_needs_a_reason_and_nothing_is_half_written(programme, stage, manager):
    before, entries = dates_of(programme), AuditEntry.objects.count()

    with pytest.raises(ValidationError, match="Say why the end moves"):
        plan.edit_stage(stage, by=manager, reason=" ", planned_end=stage.planned_end + DAY)

    assert (dates_of(programme), AuditEntry.objects.count(), StageShift.objects.count()) == (before, entries, 0)


def test_an_earlier_end_needs_none_and_is_kept_all_the_same(stage, manager):
    plan.edit_stage(stage, by=manager, planned_end=stage.planned_end - 3 * DAY)

    assert [(shift.end, shift.days, shift.by) for shift in StageShift.objects.all()] == [("planned_end", -3, manager)]


def test_a_move_is_kept_with_when_who_and_why(programme, stage, manager):
    before = stage.planned_end

    move(stage, manager, planned_end=before + 5 * DAY)

    shift = StageShift.objects.get()
    assert (shift.before, shift.after, shift.reason) == (before, before + 5 * DAY, "A holiday was forgotten.")
    assert list(
        AuditEntry.objects.filter(label__in=["programme.stage", "programme.stageshift"])
        .order_by("-pk")
        .values_list("label", "verb", "note")[:2]
    ) == [("programme.stageshift", "created", ""), ("programme.stage", "changed", "A holiday was forgotten.")]


def test_the_sponsor_hears_of_a_later_plan_but_not_of_a_forecast(programme, stage, manager):
    sponsor = user_as("sponsor", programme)

    move(stage, manager, forecast_end=stage.planned_end + 5 * DAY)
    silent = Notification.objects.filter(user=sponsor).count()
    move(stage, manager, planned_end=stage.planned_end + 5 * DAY)

    assert (silent, Notification.objects.filter(user=sponsor).count()) == (0, 1)


def test_a_forecast_is_measured_against_the_end_expected_so_far(stage, manager):
    expected = stage.expected_end

    move(stage, manager, forecast_end=expected + 4 * DAY)

    shift = StageShift.objects.get()
    assert (shift.end, shift.before, shift.after) == ("forecast_end", expected, expected + 4 * DAY)


def test_only_editors_move_a_stage(programme, stage):
    with pytest.raises(PermissionDenied):
        move(stage, user_as("member", programme), planned_end=stage.planned_end + DAY)

    assert StageShift.objects.count() == 0


def test_a_stale_form_moves_nothing(programme, stage, manager):
    move(stage, manager, name="Renamed")

    with pytest.raises(Stale):
        move(stage, manager, seen_revision=0, planned_end=stage.planned_end + DAY)

    assert StageShift.objects.count() == 0


def moving(stage, **fields):
    manager = user_as("manager", stage.programme)
    return plan.moving_along(stage, plan.moved_ends(stage, fields), by=manager)


def test_what_follows_a_plan_moves_by_the_same_days_and_keeps_its_length(programme, stage, manager):
    before, lengths = dates_of(programme), [item.planned_days for item in programme.stages.filter(number__gt=2)]
    end = stage.planned_end + 7 * DAY

    move(stage, manager, planned_end=end, along=plan.seal(moving(stage, planned_end=end)))

    after = dates_of(programme)
    late_stages = [item.pk for item in programme.stages.filter(number__gt=2)]
    assert [item.planned_days for item in programme.stages.filter(number__gt=2)] == lengths
    for number in range(3, 8):
        assert after["stage", number][:2] == tuple(day + 7 * DAY for day in before["stage", number][:2])
    assert after["stage", 1] == before["stage", 1]
    for model in (Milestone, Deliverable):
        for item in model.objects.filter(stage_id__in=late_stages):
            assert after[model.__name__, item.pk] == before[model.__name__, item.pk] + 7 * DAY
    for gate in programme.gates.filter(stage__number__gte=2):
        assert after["gate", gate.pk] == before["gate", gate.pk] + 7 * DAY


def test_what_was_due_before_the_old_end_stays(programme, stage, manager):
    early = stage.milestones.first()
    end = stage.planned_end + 7 * DAY

    move(stage, manager, planned_end=end, along=plan.seal(moving(stage, planned_end=end)))

    assert Milestone.objects.get(pk=early.pk).due == early.due


def test_a_forecast_moves_forecasts_and_leaves_the_plan(programme, stage, manager):
    before = dates_of(programme)
    end = stage.expected_end + 7 * DAY

    move(stage, manager, forecast_end=end, along=plan.seal(moving(stage, forecast_end=end)))

    after = dates_of(programme)
    assert {after["stage", n][:2] == before["stage", n][:2] for n in range(1, 8)} == {True}
    assert after["stage", 3][2] == before["stage", 3][1] + 7 * DAY


def test_what_is_done_does_not_move(programme, stage):
    Milestone.objects.filter(programme=programme).update(state="reached")
    Deliverable.objects.filter(programme=programme).update(state="accepted")
    programme.gates.update(state="passed")

    found = moving(stage, planned_end=stage.planned_end + DAY)

    assert {type(item.record) for item in found} == {Stage}


def test_another_programme_does_not_move_along(programme, stage):
    other = make_programme()

    found = moving(stage, planned_end=stage.planned_end + DAY)

    assert {item.record.scope_key for item in found} == {programme.scope_key}
    assert other.scope_key not in {item.record.scope_key for item in found}


def test_a_preview_that_is_no_longer_so_is_refused_whole(programme, stage, manager):
    end = stage.planned_end + 7 * DAY
    sealed = plan.seal(moving(stage, planned_end=end))
    Milestone.objects.filter(stage__number=3).update(due=end + 90 * DAY)
    before = dates_of(programme)

    with pytest.raises(Refused, match="has changed meanwhile"):
        move(stage, manager, planned_end=end, along=sealed)

    assert (dates_of(programme), StageShift.objects.count()) == (before, 0)


def test_moves_along_are_kept_too_and_say_with_which_stage(programme, stage, manager):
    end = stage.planned_end + 7 * DAY

    move(stage, manager, planned_end=end, along=plan.seal(moving(stage, planned_end=end)))

    along = StageShift.objects.filter(stage__number=3).values_list("end", "reason")
    assert list(along) == [("planned_end", f"Moved along with “{stage.name}”.")]


def test_a_milestone_keeps_whom_it_alarms_with_one_entry_for_each_change(programme, manager):
    milestone, sponsor = programme.milestones.first(), user_as("sponsor", programme)
    before = AuditEntry.objects.count()

    plan.edit_milestone(milestone, people=[sponsor], by=manager, days_before="14")
    plan.edit_milestone(milestone, people=[sponsor], by=manager, days_before="14")

    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))[before:]
    assert (verbs, list(milestone.alarm_people.all())) == (["changed", "alarms"], [sponsor])


def test_somebody_from_elsewhere_is_not_alarmed(programme, manager):
    stranger = user_as("manager", make_programme())

    with pytest.raises(Refused, match="people of this programme"):
        plan.edit_milestone(programme.milestones.first(), people=[stranger], by=manager)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("soon", "Write whole days with commas between them, like 7, 1."),
        ("0", "Each number is between 1 and 90 days."),
        ("91", "Each number is between 1 and 90 days."),
        ("-3", "Write whole days with commas between them, like 7, 1."),
        ("1,2,3,4,5,6", "Write at most 5 numbers."),
        ("²", "Write whole days with commas between them, like 7, 1."),
    ],
)
def test_days_that_are_none_are_refused_with_a_sentence(programme, manager, text, sentence):
    milestone = programme.milestones.first()

    with pytest.raises(ValidationError) as refused:
        plan.edit_milestone(milestone, people=[], by=manager, days_before=text)

    assert refused.value.message_dict == {"days_before": [sentence]}
    assert Milestone.objects.get(pk=milestone.pk).days_before == "7, 1"
