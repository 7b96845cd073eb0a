"""Sending: the audience is frozen, each mail leaves once, whoever presses or dies."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from change_mgmt.communication import actions, tasks
from change_mgmt.communication.models import Delivery, Message
from core import tasks as core_tasks
from core.models import AuditEntry, Notification, OutgoingMail
from core.refusal import Refused
from core.workflow import perform
from tests.communication.factories import make_message, make_ready, make_sent
from tests.factories import user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def letters():
    """The mails that bring a message, without those that tell its owner."""
    return [sent for sent in mail.outbox if "/m/" in sent.body]


def send(message, by, capture):
    with capture(execute=True):
        actions.send_message(message, by=by, seen="ready")


def test_everybody_gets_their_own_link_in_their_own_language(programme, manager, django_capture_on_commit_callbacks):
    texts = {"en": ("Start", "We **begin**."), "zh-hant": ("開始", "我們開始。")}
    make_employee(programme, email="ann@example.org", language="en")
    make_employee(programme, email="bo@example.org", language="zh-hant")

    message = make_ready(programme, texts=texts)
    send(message, manager, django_capture_on_commit_callbacks)

    ann, bo = (next(sent for sent in mail.outbox if sent.to == [to]) for to in ("ann@example.org", "bo@example.org"))
    links = dict(Delivery.objects.values_list("email", "token_sha256"))
    assert (ann.subject, bo.subject) == ("Start", "開始")
    assert ann.body.startswith("We begin.\n\nManager\n\n")
    assert all(
        Delivery.objects.get(token_sha256=links[to]).address in sent.body
        for to, sent in ((ann.to[0], ann), (bo.to[0], bo))
    )
    assert ann.body.count("/m/") == bo.body.count("/m/") == 1
    assert set(OutgoingMail.objects.filter(secret=True).values_list("state", "body")) == {("sent", "")}


def test_the_database_alone_gives_a_link_to_nobody(programme):
    make_sent(programme)

    kept = Delivery.objects.values().get()

    assert Delivery.objects.get().token not in {str(value) for value in kept.values()}


def test_a_sending_ends_when_its_mails_have_left(programme, manager):
    message = make_sent(programme, employees=2)

    assert (message.state, message.reached, message.deliveries.count()) == ("sent", 2, 2)
    trail = AuditEntry.objects.filter(label="communication.message", verb__in=["send", "finish"]).order_by("number")
    assert list(trail.values_list("verb", "actor")) == [("send", manager.pk), ("finish", None)]


def test_a_second_press_is_refused_and_sends_nothing(programme, manager, django_capture_on_commit_callbacks):
    message = make_sent(programme, employees=3)

    with pytest.raises(Refused):
        send(Message.objects.get(pk=message.pk), manager, django_capture_on_commit_callbacks)

    assert (len(letters()), OutgoingMail.objects.filter(secret=True).count(), Delivery.objects.count()) == (3, 3, 3)


def test_only_who_may_send_sends(programme):
    make_employee(programme)
    message = make_ready(programme)

    with pytest.raises(PermissionDenied):
        actions.send_message(message, by=user_as("sponsor", programme))

    assert (Message.objects.get().state, Delivery.objects.count()) == ("ready", 0)


def test_a_draft_is_not_sent(programme, manager):
    make_employee(programme)

    with pytest.raises(Refused, match="“Send the message” is not possible"):
        actions.send_message(make_message(programme), by=manager)


def test_a_message_to_nobody_is_not_sent(programme, manager):
    message = make_ready(programme)

    with pytest.raises(Refused, match="This message reaches nobody"):
        actions.send_message(message, by=manager)

    assert Message.objects.get().state == "ready"


def test_whoever_comes_or_leaves_afterwards_changes_nothing(programme):
    message = make_sent(programme, employees=2)

    make_employee(programme)
    message.deliveries.first().employee.__class__.objects.update(has_left=True)

    assert message.deliveries.count() == message.reached == 2


def test_who_has_no_address_is_reached_on_paper(programme, django_capture_on_commit_callbacks):
    make_employee(programme, email="")
    message = make_sent(programme, employees=1)

    without = message.deliveries.get(email="")

    assert (message.state, without.mail, bool(without.address), len(letters())) == ("sent", None, True, 1)


def test_who_has_an_account_finds_a_line_in_the_inbox(programme, manager):
    member = user_as("member", programme)
    make_employee(programme, user=member)
    vendor = user_as("vendor_contact", programme)
    make_employee(programme, user=vendor)

    message = make_sent(programme, texts={"en": ("The pilot starts", "…")})

    found = Notification.objects.filter(text="Message to you: The pilot starts")
    assert list(found.values_list("user", "url")) == [
        (member.pk, f"/programmes/{programme.pk}/messages/{message.pk}/mine/")
    ]


def test_a_worker_that_dies_leaves_each_mail_to_leave_once(
    programme, manager, monkeypatch, django_capture_on_commit_callbacks
):
    for _each in range(10):
        make_employee(programme)
    message = make_ready(programme)
    real = core_tasks.EmailMessage.send

    def die_at_the_fifth(self, **kwargs):
        if len(mail.outbox) == 4:
            raise KeyboardInterrupt
        return real(self, **kwargs)

    monkeypatch.setattr(core_tasks.EmailMessage, "send", die_at_the_fifth)
    send(message, manager, django_capture_on_commit_callbacks)
    assert (len(mail.outbox), Message.objects.get().state) == (4, "sending")

    monkeypatch.setattr(core_tasks.EmailMessage, "send", real)
    make_employee(programme)  # comes too late for this message
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    OutgoingMail.objects.update(changed_at=an_hour_ago)
    for _run in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            core_tasks.sweep_mail.call_local()
            tasks.settle_messages.call_local()

    reached = [sent.to[0] for sent in letters()]
    assert (len(reached), len(set(reached))) == (9, 9)
    assert Message.objects.get().state == "sent"
    [failed] = Delivery.objects.failed()
    assert failed.mail.error == "The worker stopped while this was being sent."
    assert failed.email not in reached
    assert Delivery.objects.count() == 10


def test_a_mail_that_failed_is_sent_anew_to_the_address_that_holds_now(
    programme, manager, django_capture_on_commit_callbacks
):
    delivery = make_sent(programme).deliveries.get()
    link = delivery.address
    OutgoingMail.objects.update(state="failed", error="550 no such user")
    type(delivery.employee).objects.update(email="new@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        actions.send_again(delivery, by=manager)

    delivery = Delivery.objects.get()
    assert (delivery.email, delivery.mail.state) == ("new@example.org", "sent")
    assert link in mail.outbox[-1].body
    assert (
        AuditEntry.objects.filter(label="communication.delivery").values_list("verb", flat=True).get() == "sent again"
    )
    with pytest.raises(Refused, match="has not failed"):
        actions.send_again(delivery, by=manager)


def test_who_has_not_acknowledged_is_reminded_once_in_three_days(
    programme, manager, django_capture_on_commit_callbacks
):
    message = make_sent(programme, employees=2)
    done, late = message.deliveries.order_by("pk")
    actions.acknowledge(done)

    with pytest.raises(Refused, match="less than 3 days ago"):
        actions.remind(message, by=manager)
    Message.objects.update(sent_at=timezone.now() - datetime.timedelta(days=3))
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remind(message, by=manager) == 1
    with pytest.raises(Refused, match="less than 3 days ago"):
        actions.remind(message, by=manager)

    reminder = mail.outbox[-1]
    assert (len(letters()), reminder.to, reminder.subject) == (3, [late.email], "Reminder: The pilot starts")
    assert late.address in reminder.body
    assert AuditEntry.objects.filter(verb="reminded").count() == 1


def test_nobody_else_reminds_or_sends_anew(programme):
    message = make_sent(programme)
    sponsor = user_as("sponsor", programme)

    with pytest.raises(PermissionDenied):
        actions.remind(message, by=sponsor)
    with pytest.raises(PermissionDenied):
        actions.send_again(message.deliveries.get(), by=sponsor)


def test_a_message_that_is_withdrawn_stops_what_has_not_left(programme, manager):
    for _each in range(3):
        make_employee(programme)
    message = make_ready(programme)
    actions.send_message(message, by=manager)  # its mails wait: nothing is committed

    perform(message, "withdraw", by=manager, note="The day is wrong.")
    core_tasks.send_queued.call_local(*OutgoingMail.objects.order_by("pk").values_list("pk", flat=True)[::2])

    assert (mail.outbox, Message.objects.get().state) == ([], "withdrawn")


def test_a_server_that_refuses_is_tried_again_and_the_sending_waits(
    programme, manager, monkeypatch, django_capture_on_commit_callbacks
):
    make_employee(programme)

    def refuse(self, **kwargs):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(core_tasks.EmailMessage, "send", refuse)
    message = make_ready(programme)
    send(message, manager, django_capture_on_commit_callbacks)

    assert (Message.objects.get().state, OutgoingMail.objects.get().state) == ("sending", "queued")


@pytest.mark.parametrize("people", [1, 30])
def test_the_queries_do_not_grow_with_the_people(programme, manager, people, django_assert_max_num_queries):
    for _each in range(people):
        make_employee(programme)
    message = Message.objects.select_related("programme__organisation").get(pk=make_ready(programme).pk)

    with django_assert_max_num_queries(34):
        actions.send_message(message, by=manager)
