"""Files of adoption, checklists, runs and waves for tests."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from implementation.rollout.actions import adoption_imports, runbooks, runs, waves
from implementation.rollout.models import AdoptionImport, Run, Runbook, RunbookStep, Wave
from implementation.rollout.shares import monday_of
from tests.factories import number, user_as
from tests.rollout.factories import days

HEAD = "Week,Module,Department,Active users,Staff,Logins,Records made\n"


def week(ago: int) -> datetime.date:
    """The Monday of so many weeks ago."""
    return monday_of(datetime.date.today()) - datetime.timedelta(weeks=ago)


def a_file(*rows: str, head: str = HEAD, name: str = "adoption.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (head + "\n".join(rows) + "\n").encode())


def rows(*active: int, module="Sales", department="Sales", staff=20) -> list[str]:
    """A row for each number, the last one of last week."""
    return [
        f"{week(len(active) - place)},{module},{department},{count},{staff},{count * 9},{count * 4}"
        for place, count in enumerate(active)
    ]


def make_import(programme, *lines: str, **fields) -> AdoptionImport:
    upload = a_file(*(lines or rows(9, 12)), **fields)
    return adoption_imports.dry_run(programme, upload=upload, by=user_as("manager", programme))


def bring(programme, *lines: str, **fields) -> AdoptionImport:
    """Looked at and taken in."""
    return adoption_imports.take_in(make_import(programme, *lines, **fields), by=user_as("manager", programme))


def make_runbook(programme, *, kind="cut_over", pilot=None, module=None, steps=2, **fields) -> Runbook:
    """A checklist of a few steps; the first that there is when it exists already."""
    module = pilot.module if pilot else module or programme.modules.first()
    found = Runbook.objects.filter(programme=programme, module=module, pilot=pilot, kind=kind).first()
    if found:
        return found
    manager = user_as("manager", programme)
    book = runbooks.write_runbook(
        Runbook(programme=programme, module=module, pilot=pilot, kind=kind, **fields), by=manager
    )
    book.steps.all().delete()
    for place in range(steps):
        make_step(book, text=f"Step {place + 1}")
    return book


def make_step(book, **fields) -> RunbookStep:
    values = {"text": f"Step {number()}", "planned_minutes": 10} | fields
    return runbooks.add_step(RunbookStep(runbook=book, **values), by=user_as("manager", book.programme))


def make_run(programme, *, rehearsal=True, why="The data is wrong.", **fields) -> Run:
    """A run under way, at its first step."""
    book = make_runbook(programme, **fields)
    there = book.runs.filter(state="under_way").first()
    return there or runs.start_run(book, rehearsal=rehearsal, why=why, by=user_as("manager", programme))


def press(run, what="done", *, by=None, note="", seen="") -> None:
    """Press a button of the step whose turn it is."""
    step = next(item for item in run.steps.all() if not item.is_settled)
    runs.press(step, what=what, by=by or user_as("manager", run.programme), note=note, seen=seen)


def settle(run) -> Run:
    """Every step done, the run still to be finished."""
    for _step in run.steps.all():
        press(run)
    return run


def make_wave(programme, *, modules=None, places=None, by=None, start=14, weeks=4, **fields) -> Wave:
    """A wave of two people of the first department."""
    by = by or user_as("manager", programme)
    values = {
        "name": f"Wave {number()}",
        "lead": user_as("manager", programme),
        "start": days(start),
        "go_live": days(start + 7),
        "end": days(start + 7 * weeks - 1),
    } | fields
    departments = places or {programme.organisation.departments.first(): 2}
    chosen = modules or [programme.modules.first()]
    return waves.plan_wave(Wave(programme=programme, **values), modules=chosen, places=departments, by=by)
