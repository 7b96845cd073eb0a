"""Steps become tasks on approval; a change is finished with what it cost."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from change_mgmt import actions
from change_mgmt.models import ChangeRequest, ChangeStep
from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.programme.models import Task
from tests.change_mgmt.changes import make_step
from tests.change_mgmt.factories import departments_of, make_waiting_change
from tests.factories import make_programme, make_user, user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def approved(programme, *, steps=0) -> ChangeRequest:
    change = make_waiting_change(programme, cost=Decimal(100), days=3)
    for _each in range(steps):
        make_step(change)
    actions.decide(change, outcome="approve", reason="Yes.", by=user_as("sponsor", programme))
    return ChangeRequest.objects.get(pk=change.pk)


def finish(change, **fields) -> ChangeRequest:
    values = {"result": "It works.", "actual_cost": Decimal(120), "actual_days": 4} | fields
    return actions.finish_change(change, by=user_as("manager", change.programme), **values)


def test_a_step_becomes_a_task_of_its_owner_on_approval(programme):
    change = approved(programme, steps=1)

    task = Task.objects.get()
    assert (task.text, task.owner, task.about, task.by) == (
        "Set it up", user_as("member", programme), change, user_as("sponsor", programme)
    )  # fmt: skip
    assert change.steps.get().task == task


def test_a_rejected_change_makes_no_task(programme):
    change = make_waiting_change(programme)
    make_step(change)

    actions.decide(change, outcome="reject", reason="No.", by=user_as("sponsor", programme))

    assert not Task.objects.exists()


def test_a_day_that_has_passed_becomes_today(programme):
    change = make_waiting_change(programme)
    step = make_step(change)
    ChangeStep.objects.filter(pk=step.pk).update(due=timezone.localdate() - datetime.timedelta(days=3))

    actions.decide(change, outcome="approve", reason="Yes.", by=user_as("sponsor", programme))

    assert Task.objects.get().due == timezone.localdate()


def test_a_step_leaves_one_entry_when_it_comes_and_one_when_it_goes(programme):
    step = make_step(make_waiting_change(programme))
    pk = step.pk

    actions.remove_step(step, by=user_as("manager", programme))

    entries = AuditEntry.objects.filter(label="change_mgmt.changestep", object_id=pk).order_by("number")
    assert list(entries.values_list("verb", flat=True)) == ["created", "removed"]


def test_a_member_adds_no_step(programme):
    change = make_waiting_change(programme)
    step = ChangeStep(change=change, text="Mine", owner=user_as("member", programme), due=timezone.localdate())

    with pytest.raises(PermissionDenied):
        actions.add_step(step, by=user_as("member", programme))


def test_a_stranger_owns_no_step(programme):
    step = ChangeStep(
        change=make_waiting_change(programme), text="Do", owner=make_user("Stranger"), due=timezone.localdate()
    )

    with pytest.raises(Refused, match="Choose somebody who is on the programme"):
        actions.add_step(step, by=user_as("manager", programme))


def test_a_decided_change_takes_no_more_steps(programme):
    change = approved(programme, steps=1)

    with pytest.raises(Refused, match="This change is decided"):
        make_step(change)
    with pytest.raises(Refused, match="This change is decided"):
        actions.remove_step(change.steps.get(), by=user_as("manager", programme))


def test_a_change_is_finished_with_what_it_cost(programme):
    change = finish(approved(programme))

    kept = ChangeRequest.objects.get(pk=change.pk)
    assert (kept.state, kept.actual_cost, kept.actual_days, kept.result) == (
        "implemented", Decimal(120), 4, "It works."
    )  # fmt: skip


def test_open_tasks_keep_a_change_unfinished_unless_somebody_says_why(programme):
    change = approved(programme, steps=2)

    with pytest.raises(Refused, match="2 tasks are open"):
        finish(change)
    finish(change, why_open="The rest is not needed.")

    assert ChangeRequest.objects.get(pk=change.pk).state == "implemented"
    assert AuditEntry.objects.filter(verb="implement").get().note == "The rest is not needed."


def test_done_tasks_need_no_reason(programme):
    change = approved(programme, steps=1)
    perform(Task.objects.get(), "finish", by=user_as("member", programme))

    assert finish(change).state == "implemented"


def test_a_member_does_not_finish_a_change(programme):
    change = approved(programme)

    with pytest.raises(PermissionDenied):
        actions.finish_change(
            change, by=user_as("member", programme), result="Done.", actual_cost=Decimal(0), actual_days=0
        )


def test_a_change_is_finished_once(programme):
    change = approved(programme)
    finish(change, seen="approved")

    with pytest.raises(Stale):
        finish(change, seen="approved")


def test_people_are_told_once_and_only_of_what_is_approved(programme):
    manager = user_as("manager", programme)
    waiting = make_waiting_change(programme, departments=departments_of(programme))

    with pytest.raises(Refused, match="once the change is approved"):
        actions.tell_people(waiting, by=manager)
    actions.decide(waiting, outcome="approve", reason="Yes.", by=user_as("sponsor", programme))
    for _each in range(2):
        actions.tell_people(ChangeRequest.objects.get(pk=waiting.pk), by=manager)

    assert ChangeRequest.objects.get(pk=waiting.pk).people_told_on == timezone.localdate()
    assert AuditEntry.objects.filter(verb="people told").count() == 1


def test_steps_are_added_and_removed_on_the_page(programme, as_role):
    client, change = as_role("consultant"), make_waiting_change(programme)
    given = {"text": "Set it up", "owner": user_as("member", programme).pk, "due": "2030-01-02"}

    client.post(reverse("add_change_step", args=[programme.pk, change.pk]), given)
    step = ChangeStep.objects.get()
    client.post(reverse("remove_change_step", args=[programme.pk, step.pk]))

    assert (step.text, step.due, ChangeStep.objects.count()) == ("Set it up", datetime.date(2030, 1, 2), 0)


@pytest.mark.parametrize(
    "given", [{}, {"text": "x", "owner": "999999", "due": "2030-01-02"}, {"text": "x", "due": "soon"}]
)
def test_a_step_that_is_not_whole_is_refused_on_the_page(programme, as_role, given):
    change = make_waiting_change(programme)

    as_role("manager").post(reverse("add_change_step", args=[programme.pk, change.pk]), given)

    assert not ChangeStep.objects.exists()


def test_a_step_of_another_programme_is_not_found(programme, as_role):
    step = make_step(make_waiting_change(make_programme()))

    answer = as_role("manager").post(reverse("remove_change_step", args=[programme.pk, step.pk]))

    assert (answer.status_code, ChangeStep.objects.count()) == (404, 1)


def test_the_page_to_finish_asks_why_only_where_tasks_are_open(programme, as_role):
    client = as_role("manager")
    clear, busy = approved(programme), approved(programme, steps=1)

    fields = [
        list(client.get(reverse("finish_change", args=[programme.pk, item.pk])).context["form"].fields)
        for item in (clear, busy)
    ]

    assert fields == [["actual_cost", "actual_days", "result"], ["actual_cost", "actual_days", "result", "why_open"]]


def test_a_change_is_finished_on_its_page(programme, as_role):
    change = approved(programme)
    given = {"actual_cost": "130", "actual_days": "5", "result": "Fine.", "seen": "approved"}

    as_role("manager").post(reverse("finish_change", args=[programme.pk, change.pk]), given)
    page = as_role("manager").get(change.get_absolute_url())

    assert [(str(a), str(b), str(c)) for a, b, c in page.context["differences"]] == [
        ("What it cost", "¥100", "¥130"),
        ("Days it took", "3", "5"),
    ]


def test_the_page_counts_whom_a_change_reaches(programme, as_role):
    place = departments_of(programme)[0]
    for _each in range(3):
        make_employee(programme, department=place)
    make_employee(programme, department=place, has_left=True)
    change = make_waiting_change(programme, departments=[place])

    assert as_role("member").get(change.get_absolute_url()).context["people"] == 3
