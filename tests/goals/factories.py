import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

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


def make_reviews(programme, *, live_days_ago=10, lead="manager"):
    """Reviews 30, 60 and 90 days after the system went live so many days ago."""
    live_on = datetime.date.today() - datetime.timedelta(days=live_days_ago)
    found = actions.plan_reviews(programme, live_on=live_on, by=user_as("manager", programme))
    programme.goalreviews.update(lead=user_as(lead, programme) if lead else None)
    return list(programme.goalreviews.filter(pk__in=[review.pk for review in found]))


def make_file(programme, text, *, kind="measurements", name="figures.csv"):
    """A table that was looked at; nothing of it is taken in."""
    upload = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return actions.look_at_file(programme, kind=kind, upload=upload, by=user_as("manager", programme))


def verdicts(programme, verdict="partly", **more):
    """The same said of every goal pursued."""
    return [actions.Found(goal=goal, verdict=verdict, **more) for goal in programme.goals.pursued()]
