"""Messages on their way: planned, written, ready, sent."""

import datetime

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from change_mgmt.communication import actions
from change_mgmt.communication.models import Delivery, Message
from core.workflow import perform
from tests.factories import number, user_as
from tests.staff.factories import make_employee

TEXTS = {"en": ("The pilot starts", "On Monday **we** begin.")}


def days(offset: int) -> datetime.date:
    return datetime.date.today() + datetime.timedelta(days=offset)


def make_message(programme, *, departments=(), people=(), texts=TEXTS, **fields) -> Message:
    """A draft to everybody from the manager, with a text in English."""
    manager = user_as("manager", programme)
    values = {
        "what": f"Message {number()}",
        "why": "They know the day.",
        "due_on": days(5),
        "sender": manager,
        "owner": manager,
    } | fields
    message = Message(programme=programme, **values)
    actions.plan_message(message, departments=departments, people=people, by=manager)
    if texts and message.is_mail:
        actions.write_text(message, texts, by=manager)
    return message


def make_ready(programme, **fields) -> Message:
    return perform(make_message(programme, **fields), "release", by=user_as("manager", programme))


def make_sent(programme, *, employees=1, **fields) -> Message:
    """Sent, with its mails gone."""
    for _each in range(employees):
        make_employee(programme)
    message = make_ready(programme, **fields)
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.send_message(message, by=user_as("manager", programme))
    message.refresh_from_db()
    return message


def make_delivery(programme, **fields) -> Delivery:
    return make_sent(programme, **fields).deliveries.first()


def make_checking(programme, *, reader="sponsor", **fields) -> Message:
    message = make_message(programme, **fields)
    return actions.ask_reader(message, reader=user_as(reader, programme), by=user_as("manager", programme))


def queries(client, address) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
