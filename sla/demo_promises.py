"""What the demonstration promises beyond the time up: first answers to tickets, in the hours of the support desk."""

import csv
import datetime
import io
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from core.actions import create
from implementation.programme.story import Story, scene
from sla import actions
from sla.calendars import actions as calendar_actions
from sla.intake import imports
from sla.models import Agreement, Objective, ServiceCalendar

QUEUE = "support"
IN_FORCE, FIRST_IMPORT, LAST_TICKET = -124, -62, -2


@scene(day=-131, order=61)
def promise_first_answers(story: Story) -> None:
    agreement = Agreement.objects.select_related("contract").get(programme=story.programme)
    by, begin = story.cast["consultant"], story.day(IN_FORCE)
    calendar = ServiceCalendar(
        programme=story.programme,
        name=story.say("Hours of the support desk", "支持台服务时间"),
        time_zone=agreement.contract.time_zone,
        week=[[[540, 720], [780, 1080]]] * 5 + [[], []],
    )
    create(calendar, permission="sla.edit_calendar", by=by)
    if story.zh:
        first = datetime.date(begin.year, 10, 1)
        rest = [(first + datetime.timedelta(days=n), "国庆节") for n in range(7)]
        worked = [(datetime.date(begin.year, 10, 10), "国庆节调休上班")]
    else:
        rest, worked = [(datetime.date(begin.year, 12, day), "Christmas") for day in (25, 26)], []
    calendar_actions.add_days(calendar, holidays=rest, extra_days=worked, by=by)
    promise = Objective(
        agreement=agreement,
        kind=Objective.Kind.FIRST_ANSWER,
        clause="§ 4.3",
        monitor=QUEUE,
        target=Decimal(85),
        limit_hours=Decimal(4),
        calendar=calendar,
        max_silence_hours=744,
        valid_from=begin,
    )
    actions.add_objective(promise, by=by)


def tickets_until(story: Story, last: int) -> SimpleUploadedFile:
    """A ticket on most days: answered within hours, now and then on the next day; some wait for the customer."""
    zone = story.programme.organisation.zone
    until = datetime.datetime.combine(story.day(last + 1), datetime.time(), zone)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["monitor", "ticket", "priority", "opened", "answered", "solved"])
    for number, day in enumerate(range(IN_FORCE, last + 1, 2), start=1):
        opened = datetime.datetime.combine(story.day(day), datetime.time(9 + number % 7, number * 13 % 60), zone)
        answered = opened + datetime.timedelta(minutes=20 + number * 37 % 150)
        if number % 9 == 0:
            answered = opened + datetime.timedelta(hours=27)
        solved = answered + datetime.timedelta(hours=2 + number * 5 % 40)
        moments = [_written(moment, until) for moment in (opened, answered, solved)]
        writer.writerow([QUEUE, f"T-{1000 + number}", "high" if number % 4 == 0 else "normal", *moments])
    return SimpleUploadedFile(f"tickets-{story.day(last):%Y-%m-%d}.csv", text.getvalue().encode(), "text/csv")


def _written(moment: datetime.datetime, until: datetime.datetime) -> str:
    """Empty where it has not happened yet."""
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}" if moment < until else ""


def _bring(story: Story, last: int) -> None:
    agreement = Agreement.objects.select_related("contract").get(programme=story.programme)
    note = story.say(
        "Generated for this demonstration; nobody opened these tickets.", "为演示而生成的工单，并非真实请求。"
    )
    by = story.cast["consultant"]
    found = imports.dry_run(agreement, upload=tickets_until(story, last), source_note=note, by=by)
    imports.take_in(found, by=by)


@scene(day=FIRST_IMPORT, order=41)
def first_tickets(story: Story) -> None:
    _bring(story, FIRST_IMPORT - 1)


@scene(day=-1, order=41)
def latest_tickets(story: Story) -> None:
    _bring(story, LAST_TICKET)
