import datetime
from decimal import Decimal

from core.actions import create
from implementation.goals import actions
from implementation.goals.models import Goal, Measurement, VisionVersion
from tests.factories import user_as


def make_vision(programme, *, text="# One customer, one record", state="draft", signers=("sponsor", "manager")):
    """A version of the vision in this state, made as people make it."""
    vision = actions.write_vision(VisionVersion(programme=programme, text=text), by=user_as("manager", programme))
    if state in ("open", "signed"):
        people = [user_as(role, programme) for role in signers]
        actions.open_vision(vision, signatories=people, by=user_as("manager", programme))
        if state == "signed":
            for person in people:
                actions.sign_vision(vision, by=person)
    vision = VisionVersion.objects.get(pk=vision.pk)
    return vision


def make_goal(programme, **fields):
    """A complete goal from 20 to 80, due in half a year; fields say what differs."""
    today = datetime.date.today()
    given = {
        "title": "Quotations within two days",
        "baseline": Decimal(20),
        "target": Decimal(80),
        "unit": "%",
        "owner": user_as("manager", programme),
        "due": today + datetime.timedelta(days=180),
    } | fields
    return create(Goal(programme=programme, **given), permission="goals.edit_goal", by=user_as("manager", programme))


def make_measurement(goal, value, *, on=None, note="from the log", by=None):
    found = Measurement(goal=goal, value=Decimal(str(value)), on=on or datetime.date.today(), note=note)
    return actions.measure(found, by=by or user_as("manager", goal.programme))
