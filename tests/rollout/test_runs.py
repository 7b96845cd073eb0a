import datetime
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from implementation.rollout.actions import runbooks, runs
from implementation.rollout.models import Pilot, Run, Runbook, RunReport
from tests.factories import make_programme, user_as
from tests.rollout.factories import make_pilot, make_running_pilot
from tests.rollout.going_live import make_run, make_runbook, make_step, press, settle

pytestmark = pytest.mark.django_db


def entries(record, verb) -> int:
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def states(run) -> list[str]:
    return [step.state for step in run.steps.all()]


def test_a_checklist_starts_with_the_usual_steps_in_the_organisations_language():
    programme = make_programme(language="en")
    book = Runbook(programme=programme, module=programme.modules.first(), kind="roll_back")

    runbooks.write_runbook(book, by=user_as("manager", programme))

    assert (book.steps.count(), book.minutes_planned, entries(book, "created")) == (8, 170, 1)


def test_the_way_back_of_a_pilot_has_the_pilots_limit(programme):
    pilot = make_pilot(programme, rollback_limit=90)

    assert make_runbook(programme, kind="roll_back", pilot=pilot).limit == 90
    assert make_runbook(programme, kind="cut_over", pilot=pilot).limit == 20


def test_steps_are_moved_and_removed(programme):
    book = make_runbook(programme, steps=3)
    manager, last = user_as("manager", programme), book.steps.last()

    runbooks.move_step(last, up=True, by=manager)
    assert [step.text for step in book.steps.all()] == ["Step 1", "Step 3", "Step 2"]
    runbooks.move_step(book.steps.first(), up=True, by=manager)
    runbooks.remove_step(book.steps.first(), by=manager)

    assert [step.text for step in book.steps.all()] == ["Step 3", "Step 2"]


def test_nobody_confirms_what_they_are_to_do(programme):
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="choose two people"):
        make_step(make_runbook(programme), responsible=manager, confirmer=manager)


def test_a_run_keeps_the_checklist_as_it_was(programme):
    run = make_run(programme)

    runbooks.change_step(run.runbook.steps.first(), by=user_as("manager", programme), text="Something else")

    assert [step.text for step in run.steps.all()] == ["Step 1", "Step 2"]
    assert (states(run), entries(run, "started")) == (["waiting", "waiting"], 1)


def test_minutes_are_measured_from_when_a_steps_turn_came(programme):
    run = make_run(programme)
    for minutes in (12, 20):
        with patch("django.utils.timezone.now", return_value=run.started_at + datetime.timedelta(minutes=minutes)):
            press(run)

    runs.finish_run(run, by=user_as("manager", programme))

    assert ([step.minutes for step in run.steps.all()], run.minutes, run.state) == ([12, 8], 20, "finished")


def test_steps_come_in_their_order(programme):
    run = make_run(programme)

    with pytest.raises(Refused, match="An earlier step is still open: Step 1"):
        runs.press(run.steps.last(), what="done", by=user_as("manager", programme))

    assert states(run) == ["waiting", "waiting"]


def test_the_second_press_is_told_who_was_first(programme):
    run = make_run(programme)
    step = run.steps.first()
    press(run, seen="waiting")

    with pytest.raises(Stale, match="Someone else was first: this is now “Done”"):
        runs.press(step, what="done", by=user_as("consultant", programme), seen="waiting")

    assert entries(step, "do") == 1


def test_a_step_left_out_or_failed_says_why(programme):
    run = make_run(programme)

    for what in ("skip", "fail"):
        with pytest.raises(Refused, match="Say why"):
            press(run, what)
    press(run, "skip", note="Nobody to tell in a rehearsal.")
    press(run, "fail", note="The link is down.")
    with pytest.raises(Refused, match="Say why"):
        press(run, "go_on")
    press(run, "retry")
    press(run, "done")

    assert states(run) == ["skipped", "done"]
    assert [(step.attempts, step.remark) for step in run.steps.all()] == [
        (1, "Nobody to tell in a rehearsal."),
        (2, "The link is down."),
    ]


def test_a_failed_step_can_be_passed_over_with_a_reason(programme):
    run = make_run(programme)
    press(run, "fail", note="The link is down.")

    press(run, "go_on", note="Mail serves until then.")

    assert states(run) == ["passed_over", "waiting"]


def test_a_step_is_confirmed_by_the_person_named_and_by_nobody_else(programme):
    consultant, manager = user_as("consultant", programme), user_as("manager", programme)
    book = make_runbook(programme, steps=0)
    make_step(book, confirmer=consultant)
    run = make_run(programme)

    with pytest.raises(Refused, match="somebody else must do it"):
        press(run, by=consultant)
    press(run, by=manager)
    assert states(run) == ["to_confirm"]
    with pytest.raises(Refused, match="Consultant must confirm this step"):
        press(run, "confirm", by=manager)
    press(run, "confirm", by=consultant)

    step = run.steps.get()
    assert (step.state, step.done_by, step.confirmed_by) == ("done", manager, consultant)
    assert Notification.objects.filter(user=consultant, text__startswith="A step waits for you").count() == 1


@pytest.mark.parametrize("what", ["", "destroy", "finish"])
def test_a_press_that_no_button_sends_is_refused(programme, what):
    with pytest.raises(Refused, match="Choose what became of the step"):
        press(make_run(programme), what)


@pytest.mark.parametrize("role", ["executive", "vendor_contact"])
def test_who_does_not_work_on_it_presses_nothing(programme, role):
    run = make_run(programme)

    with pytest.raises(PermissionDenied):
        press(run, by=user_as(role, programme))
    with pytest.raises(PermissionDenied):
        runs.start_run(make_runbook(programme, kind="roll_back"), rehearsal=True, by=user_as(role, programme))

    assert states(run) == ["waiting", "waiting"]


def test_one_run_of_a_checklist_at_a_time(programme):
    run = make_run(programme)

    with pytest.raises(Refused, match="under way already"):
        runs.start_run(run.runbook, rehearsal=True, by=user_as("manager", programme))


def test_a_checklist_without_steps_is_not_run(programme):
    with pytest.raises(Refused, match="no step yet"):
        make_run(programme, steps=0)


def test_a_run_with_an_open_step_is_not_finished(programme):
    run = make_run(programme)
    press(run)

    with pytest.raises(Refused, match="Steps are still open"):
        runs.finish_run(run, by=user_as("manager", programme))

    assert not RunReport.objects.exists()


def test_a_finished_run_is_frozen_and_proved(programme):
    run = settle(make_run(programme))
    runs.finish_run(run, by=user_as("manager", programme))
    report = run.report
    assert [(item["text"], item["state"]) for item in report.facts["steps"]] == [("Step 1", "done"), ("Step 2", "done")]
    assert (report.facts_hold, list(broken_links())) == (True, [])

    with pytest.raises(PermissionDenied):
        report.save()
    with pytest.raises(Refused, match="This run is over"):
        runs.press(run.steps.last(), what="done", by=user_as("manager", programme))
    RunReport.objects.update(facts=report.facts | {"minutes": 99})

    assert "its frozen facts were altered" in " ".join(broken_links())


def test_a_rehearsed_way_back_is_kept_with_its_pilot(programme):
    pilot = make_running_pilot(programme)
    yesterday = timezone.now() - datetime.timedelta(days=1)
    with patch("django.utils.timezone.now", return_value=yesterday):
        run = make_run(programme, kind="roll_back", pilot=pilot)
    with patch("django.utils.timezone.now", return_value=yesterday + datetime.timedelta(minutes=200)):
        settle(run)

    runs.finish_run(run, by=user_as("member", programme))

    pilot.refresh_from_db()
    assert (pilot.rollback_minutes, pilot.rollback_tested_on) == (200, timezone.localtime(run.ended_at).date())
    assert (pilot.can_go_back_in_time, entries(pilot, "rehearsed")) == (True, 1)


def test_a_rehearsal_with_a_failed_step_proves_nothing(programme):
    pilot = make_running_pilot(programme)
    run = make_run(programme, kind="roll_back", pilot=pilot, steps=1)
    press(run, "fail", note="No copy.")
    press(run, "go_on", note="See what comes.")

    runs.finish_run(run, by=user_as("manager", programme))

    pilot.refresh_from_db()
    assert pilot.rollback_minutes is None


def test_a_real_way_back_ends_the_pilot(programme):
    pilot = make_running_pilot(programme)
    run = settle(make_run(programme, kind="roll_back", pilot=pilot, rehearsal=False, why="Orders were lost."))

    with pytest.raises(PermissionDenied):
        runs.finish_run(run, by=user_as("member", programme))
    runs.finish_run(run, by=user_as("sponsor", programme))

    assert (Pilot.objects.get().state, pilot.module.__class__.objects.get(pk=pilot.module_id).state) == (
        "rolled_back",
        "not_started",
    )
    assert AuditEntry.objects.get(label="rollout.pilot", verb="roll_back").note == "Orders were lost."


def test_going_back_for_real_takes_a_reason_a_role_and_a_pilot_under_way(programme):
    planned = make_pilot(programme)
    book = make_runbook(programme, kind="roll_back", pilot=planned)
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="nothing to go back from"):
        runs.start_run(book, rehearsal=False, why="It fails.", by=manager)
    with pytest.raises(PermissionDenied):
        runs.start_run(book, rehearsal=False, why="It fails.", by=user_as("consultant", programme))
    running = make_runbook(programme, kind="roll_back", pilot=make_running_pilot(programme))
    with pytest.raises(Refused, match="Say why"):
        runs.start_run(running, rehearsal=False, by=manager)

    assert not Run.objects.exists()


def test_a_cut_over_that_fails_goes_back_by_the_other_checklist(programme):
    pilot = make_running_pilot(programme)
    run = make_run(programme, kind="cut_over", pilot=pilot, rehearsal=False)
    press(run, "fail", note="The data does not load.")

    back = runs.go_back(run, by=user_as("manager", programme), note="The data does not load.")

    run.refresh_from_db()
    assert (run.state, run.report.facts["state"]) == ("went_back", "went_back")
    assert (back.runbook.kind, back.runbook.pilot, back.rehearsal, back.steps.count()) == ("roll_back", pilot, False, 8)


def test_past_the_point_of_no_return_there_is_no_way_back(programme):
    book = make_runbook(programme, steps=0)
    make_step(book, no_return=True)
    make_step(book)
    run = make_run(programme)
    press(run)

    with pytest.raises(Refused, match="the only way is forward"):
        runs.go_back(run, by=user_as("manager", programme), note="Too late.")

    assert Run.objects.count() == 1


def test_a_run_given_up_is_kept_and_another_starts(programme):
    run = make_run(programme)
    press(run)

    runs.abandon_run(run, by=user_as("manager", programme), note="Fire drill.")

    assert (run.state, run.report.facts["steps"][0]["state"], entries(run, "abandon")) == ("abandoned", "done", 1)
    assert make_run(programme).pk != run.pk


def test_the_next_step_waits_for_whoever_does_it(programme):
    from implementation.programme.waiting import for_person

    consultant = user_as("consultant", programme)
    book = make_runbook(programme, steps=0)
    make_step(book, text="Move the data", responsible=consultant)
    run = make_run(programme)

    assert [str(item.what) for item in for_person(programme, consultant)] == ["Your step: Move the data"]
    press(run)
    assert for_person(programme, consultant) == []
