"""Tasks: given, done, undone, dropped, reminded of."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.programme import actions, waiting
from implementation.programme.models import Programme, Task
from tests.factories import make_programme, make_user, user_as
from tests.programme.factories import in_days, make_task, queries

pytestmark = pytest.mark.django_db


def verbs(task):
    entries = AuditEntry.objects.filter(label="programme.task", object_id=task.pk).order_by("number")
    return list(entries.values_list("verb", flat=True))


def heard(person):
    return list(Notification.objects.filter(user=person).order_by("pk").values_list("text", flat=True))


def test_a_task_is_given_and_its_owner_hears_of_it(programme):
    member = user_as("member", programme)

    task = make_task(programme, owner=member)

    assert (task.state, task.by, verbs(task)) == ("open", user_as("manager", programme), ["created"])
    assert heard(member)[-1].endswith(": Book the room")


def test_a_task_keeps_the_words_of_what_it_is_about(programme):
    milestone = programme.milestones.first()

    task = make_task(programme, about=milestone)

    assert (task.about, task.about_words, task.about_url) == (milestone, str(milestone), milestone.get_absolute_url())


def test_a_task_waits_for_its_owner(programme):
    member = user_as("member", programme)
    make_task(programme, owner=member)

    assert [str(item.what) for item in waiting.for_person(programme, member)] == ["Book the room"]


def test_a_long_text_is_cut_to_what_fits(programme):
    assert len(make_task(programme, text="x" * 500).text) == 200


def test_who_is_not_on_the_programme_gets_no_task(programme):
    with pytest.raises(ValidationError, match="is not on this programme"):
        make_task(programme, owner=make_user())


@pytest.mark.parametrize("role", ["vendor_contact"])
def test_an_outsider_gives_no_task(programme, role):
    with pytest.raises(PermissionDenied):
        actions.add_task(
            programme, text="x", owner=user_as("manager", programme), due=in_days(1), by=user_as(role, programme)
        )


def test_a_task_is_done_undone_and_dropped(programme):
    task = make_task(programme)
    manager = user_as("manager", programme)

    perform(task, "finish", by=manager)
    assert (task.state, task.done_at is None) == ("done", False)
    perform(task, "reopen", by=manager)
    assert (task.state, task.done_at) == ("open", None)
    with pytest.raises(Refused, match="Say why"):
        perform(task, "drop", by=manager)
    perform(task, "drop", by=manager, note="The room is gone.")

    assert verbs(task) == ["created", "finish", "reopen", "drop"]


def test_what_is_done_is_not_done_again(programme):
    task = make_task(programme)
    perform(task, "finish", by=user_as("manager", programme))

    with pytest.raises(Refused, match="“Mark as done” is not possible"):
        perform(task, "finish", by=user_as("manager", programme))


@pytest.mark.parametrize("role", ["executive", "member"])
def test_staff_do_their_own_tasks_only(programme, role):
    person = user_as(role, programme)

    with pytest.raises(PermissionDenied):
        perform(make_task(programme), "finish", by=person)
    assert perform(make_task(programme, owner=person), "finish", by=person).state == "done"


def test_closing_tasks_of_a_stopped_programme_can_be_done(programme, as_role):
    task = make_task(programme)
    perform(programme, "stop", by=user_as("sponsor", programme))
    client = as_role("manager")

    client.post(reverse("step", args=[task.label, task.pk, "finish"]))
    client.post(
        reverse("new_task", args=[programme.pk]),
        {"text": "Archive", "owner": user_as("manager", programme).pk, "due": in_days(3).isoformat()},
    )

    assert Programme.objects.get(pk=programme.pk).state == "stopped"
    assert sorted(Task.objects.values_list("text", "state")) == [("Archive", "open"), ("Book the room", "done")]


def test_reminders_are_sent_once_before_and_once_after(programme):
    member = user_as("member", programme)
    make_task(programme, owner=member, days=5)
    before = len(heard(member))

    sent = [actions.remind_of_tasks(in_days(day)) for day in (1, 2, 3, 3, 4, 5, 6, 6, 7)]

    assert sent == [0, 0, 1, 0, 0, 0, 1, 0, 0]
    assert [text.partition(" ")[0] for text in heard(member)[before:]] == ["Due", "Overdue"]


def test_what_is_done_is_reminded_of_by_nobody(programme):
    perform(make_task(programme), "finish", by=user_as("manager", programme))

    assert actions.remind_of_tasks(in_days(10)) == 0


def page(client, programme, **asked):
    return client.get(reverse("tasks", args=[programme.pk]), asked)


def texts(answer):
    return [task.text for task, _may in answer.context["rows"]]


def test_the_page_shows_ones_own_open_tasks_overdue_first(programme, as_role):
    client = as_role("manager")
    make_task(programme, "Late", days=-1)
    make_task(programme, "Soon", days=1)
    make_task(programme, "Hers", owner=user_as("member", programme))
    perform(make_task(programme, "Ready"), "finish", by=user_as("manager", programme))

    assert texts(page(client, programme)) == ["Late", "Soon"]
    assert texts(page(client, programme, who="all")) == ["Late", "Soon", "Hers"]
    assert texts(page(client, programme, state="done")) == ["Ready"]
    assert texts(page(client, programme, state="all", who="all", q="her")) == ["Hers"]


def test_done_in_one_press_offers_to_undo(programme, as_role):
    client, task = as_role("manager"), make_task(programme)
    address = reverse("tasks", args=[programme.pk])

    answer = client.post(
        reverse("step", args=[task.label, task.pk, "finish"]),
        {"seen": "open", "next": f"{address}?done={task.pk}"},
        follow=True,
    )

    assert answer.context["undo"] == task
    assert reverse("step", args=[task.label, task.pk, "reopen"]) in answer.content.decode()


def test_what_is_written_above_the_list_is_added(programme, as_role):
    member = user_as("member", programme)
    client = as_role("manager")

    client.post(
        reverse("new_task", args=[programme.pk]), {"text": "Call", "owner": member.pk, "due": in_days(2).isoformat()}
    )
    refused = client.post(reverse("new_task", args=[programme.pk]), {"text": "", "owner": member.pk, "due": "soon"})

    assert Task.objects.get().owner == member
    assert set(refused.context["form"].errors) == {"text", "due"}


def test_people_of_another_programme_are_no_owners(programme, as_role):
    stranger = user_as("member", make_programme())

    answer = as_role("manager").post(
        reverse("new_task", args=[programme.pk]),
        {"text": "Call", "owner": stranger.pk, "due": in_days(2).isoformat()},
    )

    assert (set(answer.context["form"].errors), Task.objects.count()) == ({"owner"}, 0)


def test_a_task_of_another_programme_is_not_there(programme, as_role):
    task = make_task(make_programme())

    assert as_role("manager").get(reverse("edit_task", args=[programme.pk, task.pk])).status_code == 404


def test_a_task_is_changed_by_whom_it_is_for(programme, as_role):
    member = user_as("member", programme)
    task = make_task(programme, owner=member)

    as_role("member").post(
        reverse("edit_task", args=[programme.pk, task.pk]),
        {"text": "Book two rooms", "owner": member.pk, "due": in_days(9).isoformat(), "details": "", "revision": 0},
    )

    task.refresh_from_db()
    assert (task.text, task.due, verbs(task)) == ("Book two rooms", in_days(9), ["created", "changed"])


def test_the_page_asks_as_often_for_thirty_tasks_as_for_one(programme, as_role):
    client = as_role("manager")
    make_task(programme, about=programme.milestones.first())
    one = queries(client, reverse("tasks", args=[programme.pk]))
    for _number in range(29):
        make_task(programme, about=programme.milestones.first())

    assert queries(client, reverse("tasks", args=[programme.pk])) == one
