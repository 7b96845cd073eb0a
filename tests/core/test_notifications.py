"""Who hears of what, and mail that leaves once."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from core import notifications, tasks
from core.models import Notification, OutgoingMail
from implementation.gates import actions
from tests.factories import make_user, user_as

pytestmark = pytest.mark.django_db


def test_a_request_reaches_the_sponsor_in_their_language(programme, django_capture_on_commit_callbacks):
    sponsor = user_as("sponsor", programme)
    gate = programme.gates.order_by("stage__number").first()

    with django_capture_on_commit_callbacks(execute=True):
        actions.request_decision(gate, by=user_as("manager", programme))

    notice = Notification.objects.get(user=sponsor)
    assert notice.text == "Manager asks for your decision: Initiation."
    assert [message.to for message in mail.outbox] == [[sponsor.email]]
    assert OutgoingMail.objects.get().state == "sent"


def test_nothing_leaves_when_the_transaction_is_rolled_back(programme):
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        notifications.send(make_user(), "Never", url="/")
        raise RuntimeError

    assert mail.outbox == [] and not OutgoingMail.objects.exists()


def test_a_mail_asked_for_twice_leaves_once():
    row = OutgoingMail.objects.create(to="a@example.org", subject="Once", body="x")

    tasks.send_mail.call_local(row.pk)
    tasks.send_mail.call_local(row.pk)

    assert len(mail.outbox) == 1


def test_many_mails_leave_once_each_and_secret_ones_are_forgotten(django_capture_on_commit_callbacks):
    letters = [notifications.Letter(f"p{n}@example.org", "Your link", f"/t/{n}", secret=n == 1) for n in range(3)]

    with django_capture_on_commit_callbacks(execute=True):
        rows = notifications.mail_all(letters)
    tasks.send_queued.call_local(rows[0].pk, rows[-1].pk)

    assert [message.body for message in mail.outbox] == ["/t/0", "/t/1", "/t/2"]
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", "body")) == [
        ("sent", "/t/0"),
        ("sent", ""),
        ("sent", "/t/2"),
    ]


def test_a_mail_that_the_server_refuses_does_not_hold_up_the_next(monkeypatch, django_capture_on_commit_callbacks):
    def refuse_the_first(self, **kwargs):
        if self.to == ["a@example.org"]:
            raise ConnectionResetError("gone")
        mail.outbox.append(self)

    monkeypatch.setattr("core.tasks.EmailMessage.send", refuse_the_first)
    with django_capture_on_commit_callbacks(execute=True):
        notifications.mail_all([notifications.Letter(f"{name}@example.org", "Hello", "x") for name in "ab"])

    assert list(OutgoingMail.objects.order_by("pk").values_list("state", "tries", "error")) == [
        ("queued", 1, "gone"),
        ("sent", 1, ""),
    ]


def test_the_sweep_sends_what_was_left_and_sets_aside_what_was_half_sent():
    left = OutgoingMail.objects.create(to="a@example.org", subject="Left", body="x")
    half = OutgoingMail.objects.create(to="b@example.org", subject="Half", body="x", state="sending")
    OutgoingMail.objects.update(changed_at=timezone.now() - datetime.timedelta(hours=1))

    tasks.sweep_mail.call_local()

    left.refresh_from_db()
    half.refresh_from_db()
    assert (left.state, half.state) == ("sent", "failed")


def test_the_inbox_opens_a_notice_and_marks_it_read(client):
    person = make_user()
    notice = Notification.objects.create(user=person, text="Look", url="/")
    client.force_login(person)

    client.get(f"/inbox/{notice.pk}/")

    notice.refresh_from_db()
    assert notice.read_at is not None


def test_another_persons_notice_is_not_found(client):
    notice = Notification.objects.create(user=make_user(), text="Look", url="/")
    client.force_login(make_user())

    assert client.get(f"/inbox/{notice.pk}/").status_code == 404
