"""The way back rehearsed by its checklist, a file of weekly figures, and the first waves."""

import datetime
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile

from implementation.programme.story import Story, scene
from implementation.rollout.actions import adoption_imports, runbooks, runs, waves
from implementation.rollout.models import Pilot, Run, Runbook, Wave
from implementation.rollout.shares import monday_of

WRITTEN, REHEARSED, BROUGHT, WAVES = -12, -9, -4, -3
#: How long each step of the rehearsal took; the fifth failed at first.
TOOK = (8, 4, 35, 22, 70, 38, 26, 6)
FAILED = 5
#: Weeks before the file: active, of so many, logins, records made.
SALES = ((9, 18, 61, 140), (15, 18, 118, 322), (15, 18, 131, 365), (15, 18, 127, 371), (15, 18, 136, 402))
MASTER_DATA = ((7, 18, 40, 88), (12, 18, 77, 190), (14, 18, 96, 233), (15, 18, 101, 260), (16, 18, 109, 274))


def _pilot(story: Story) -> Pilot:
    return Pilot.objects.get(pk=story.kept["pilot"])


@scene(day=WRITTEN, order=60)
def write_the_checklists(story):
    pilot, manager = _pilot(story), story.cast["manager"]
    back = Runbook(programme=story.programme, module=pilot.module, pilot=pilot, kind=Runbook.Kind.ROLL_BACK)
    runbooks.write_runbook(back, by=manager)
    over = Runbook(programme=story.programme, module=pilot.module, kind=Runbook.Kind.CUT_OVER)
    runbooks.write_runbook(over, by=manager)
    for book in (back, over):
        steps = list(book.steps.all())
        runbooks.change_step(steps[2], by=manager, responsible=story.cast["consultant"], confirmer=manager)
        runbooks.change_step(steps[0], by=manager, responsible=story.cast["member"])
    story.kept["way_back"] = back.pk


@scene(day=REHEARSED, order=60)
def rehearse_by_the_checklist(story):
    book = Runbook.objects.get(pk=story.kept["way_back"])
    why = story.say("Second rehearsal, with the step lists on the phone.", "第二次演练，用手机逐步记录。")
    run = runs.start_run(book, rehearsal=True, why=why, by=story.cast["manager"])
    clock = run.started_at
    for place, (step, minutes) in enumerate(zip(run.steps.all(), TOOK, strict=True), start=1):
        if place == FAILED:
            with patch("django.utils.timezone.now", return_value=clock + datetime.timedelta(minutes=12)):
                note = story.say("The list of open quotes was locked.", "未结报价清单被锁定。")
                runs.press(step, what="fail", note=note, by=story.cast["consultant"])
                runs.press(step, what="retry", by=story.cast["consultant"])
        clock += datetime.timedelta(minutes=minutes)
        with patch("django.utils.timezone.now", return_value=clock):
            runs.press(step, what="done", by=story.cast["consultant"])
            if step.confirmer_id:
                runs.press(step, what="confirm", by=story.cast["manager"])
    with patch("django.utils.timezone.now", return_value=clock):
        runs.finish_run(Run.objects.get(pk=run.pk), by=story.cast["manager"])


@scene(day=BROUGHT)
def bring_a_file(story):
    """The weekly list of the CRM: it adds logins and records to the weeks that the pilot wrote down."""
    heads = story.say(
        "Week,Module,Department,Active users,Staff,Logins,Records", "周,模块,部门,活跃用户,人数,登录,记录"
    )
    place = story.programme.organisation.departments.order_by("pk").first()
    lines = [heads]
    for key, weeks in (("sales", SALES), ("master_data", MASTER_DATA)):
        module = story.programme.modules.get(key=key)
        for number, counts in enumerate(weeks):
            ran = story.day(-40 + 7 * (number + 1))
            monday = ran - datetime.timedelta(days=ran.weekday() + 7)
            lines.append(",".join([monday.isoformat(), module.name, place.name, *(str(count) for count in counts)]))
    upload = SimpleUploadedFile("crm-weekly.csv", "\n".join(lines).encode())
    batch = adoption_imports.dry_run(story.programme, upload=upload, by=story.cast["consultant"])
    adoption_imports.take_in(batch, by=story.cast["consultant"])


@scene(day=WAVES)
def plan_the_first_waves(story):
    places = list(story.programme.organisation.departments.order_by("pk"))
    manager = story.cast["manager"]
    waves.set_capacity(story.programme, places[1], at_once=6, by=story.cast["sponsor"])
    modules = list(story.programme.modules.filter(key__in=["master_data", "sales"]))
    names = (story.say("East, first six", "华东首批六人"), story.say("Marketing and finance", "市场与财务"))
    for name, start, people in zip(
        names, (24, 52), ({places[1]: 6}, {places[1]: 6, places[3]: 2, places[4]: 2}), strict=True
    ):
        first = monday_of(story.day(start))
        wave = Wave(
            programme=story.programme,
            name=name,
            lead=manager,
            start=first,
            go_live=first + datetime.timedelta(days=7),
            end=first + datetime.timedelta(days=27),
        )
        waves.plan_wave(wave, modules=modules, places=people, by=manager)
