"""Pilots for tests, with the stage before them opened as its gate would."""

import datetime
from decimal import Decimal

from core.workflow import perform
from implementation.programme.models import Stage
from implementation.rollout import actions
from implementation.rollout.models import (
    AdoptionFigure,
    Charter,
    CharterAgreement,
    Feedback,
    FeedbackLink,
    MeasureValue,
    Module,
    Participant,
    Pilot,
    PilotIssue,
    PilotMeasure,
)
from tests.factories import number, user_as


def days(offset: int) -> datetime.date:
    return datetime.date.today() + datetime.timedelta(days=offset)


def open_pilot_stage(programme, *, on=None) -> Stage:
    """What the decision at “Ready to pilot” does."""
    stage = programme.stages.get(kind="pilot")
    if stage.state == Stage.State.NOT_STARTED:
        perform(stage, "start", by=None, actual_start=on or days(-60))
    return stage


def make_module(programme, key="service", **fields) -> Module:
    found = programme.modules.filter(key=key).first()
    return found or actions.add_module(programme, key, by=user_as("manager", programme))


def make_pilot(programme, *, module=None, departments=None, measures=0, by=None, **fields) -> Pilot:
    """A planned pilot of the first module in the first department."""
    by = by or user_as("manager", programme)
    values = {
        "name": f"Pilot {number()}",
        "users": 18,
        "hypothesis": "Quotes go out in two days.",
        "planned_start": days(-35),
        "planned_end": days(20),
        "lead": by,
    } | fields
    pilot = Pilot(programme=programme, module=module or programme.modules.first(), **values)
    places = departments if departments is not None else [programme.organisation.departments.first()]
    actions.plan_pilot(pilot, departments=places, by=by)
    for _count in range(measures):
        make_measure(pilot)
    return pilot


def make_measure(pilot, **fields) -> PilotMeasure:
    values = {"title": f"Measure {number()}", "unit": "%", "baseline": Decimal(40), "target": Decimal(75)} | fields
    return actions.add_measure(PilotMeasure(pilot=pilot, **values), by=user_as("manager", pilot.programme))


def name_participant(pilot, name="", *, department=None, front_line=True) -> Participant:
    department = department or pilot.departments.first()
    manager = user_as("manager", pilot.programme)
    return actions.add_participants(
        pilot, department=department, names=[name or f"User {number()}"], front_line=front_line, by=manager
    )[0]


def put_forward(pilot) -> Charter:
    """What is still missing on the charter is added, and its consultant puts it forward."""
    if not pilot.participants.exists():
        name_participant(pilot)
    if not pilot.measures.exists():
        make_measure(pilot)
    return actions.put_forward(pilot, by=user_as("consultant", pilot.programme))


def agree(pilot) -> CharterAgreement:
    """The charter as it is now, put forward by the consultant and agreed by the manager."""
    return actions.agree_to(put_forward(pilot), by=user_as("manager", pilot.programme))


def make_link(pilot) -> FeedbackLink:
    return actions.make_link(pilot, by=user_as("manager", pilot.programme))


def make_feedback(pilot, rating=4, *, link=None, **fields) -> Feedback:
    return actions.give_feedback(link or make_link(pilot), rating=rating, stamp=f"stamp {number()}", **fields)


def make_issue(pilot, *, by=None, **fields) -> PilotIssue:
    values = {"title": f"Issue {number()}", "found_on": days(-1), "severity": 3} | fields
    issue = PilotIssue(programme=pilot.programme, pilot=pilot, **values)
    return actions.report_issue(issue, by=by or user_as("manager", pilot.programme))


def make_running_pilot(programme, *, on=None, measures=2, **fields) -> Pilot:
    """A pilot under way for five weeks, in a stage that is open."""
    open_pilot_stage(programme)
    pilot = make_pilot(programme, measures=measures, **fields)
    agree(pilot)
    actions.start_pilot(pilot, by=user_as("manager", programme), on=on or days(-35))
    return pilot


def make_value(measure, value, *, on=None) -> MeasureValue:
    manager = user_as("manager", measure.pilot.programme)
    return actions.record_value(measure, on=on or days(-1), value=Decimal(str(value)), by=manager)


def make_adoption(pilot, active_users, *, weeks_ago=1, staff=18) -> AdoptionFigure:
    manager = user_as("manager", pilot.programme)
    return actions.record_adoption(pilot, week=days(-7 * weeks_ago), active_users=active_users, staff=staff, by=manager)
