"""Lessons, templates and programmes that came from them, made as people make them."""

import datetime

from core.workflow import perform
from implementation.experience import actions
from implementation.experience.models import Lesson, ProgrammeOrigin, ProgrammeTemplate
from implementation.programme.actions import start_programme
from implementation.programme.models import Stage
from implementation.programme.offers import offers_to
from tests.factories import number, user_as


def make_lesson(programme, *, title="Ask the warehouse first", by=None, agreed=False, **fields) -> Lesson:
    values = {
        "category": "people",
        "what_happened": "The warehouse was asked last.",
        "why": "Nobody thought that it has customers.",
        "next_time": "Ask it in the first week.",
    } | fields
    by = by or user_as("member", programme)
    lesson = actions.write_lesson(Lesson(programme=programme, title=title, **values), by=by)
    return perform(lesson, "agree", by=user_as("sponsor", programme)) if agreed else lesson


def make_template(programme, *, name="", keep_names=False, by=None) -> ProgrammeTemplate:
    template = ProgrammeTemplate(organisation=programme.organisation, name=name or f"Template {number()}")
    by = by or user_as("manager", programme)
    return actions.make_template(template, source=programme, by=by, keep_names=keep_names)


def next_version(template, programme, **fields):
    return actions.take_version(template, source=programme, by=user_as("manager", programme), **fields)


def start_from(template, programme):
    """As if the programme had started from the template's newest version."""
    return ProgrammeOrigin.objects.create(programme=programme, version=template.versions.first())


def start_with(template, *, by, as_they_were=False, organisation=None, modules=("master_data", "sales")):
    """A programme that ``by`` starts from the template with the wizard's action."""
    version = template.versions.first()
    path = next(offer for offer in offers_to(by) if offer.key == f"template-{version.pk}")
    return start_programme(
        by=by,
        name=f"From a template {number()}",
        strategy=path.strategy,
        started_on=datetime.date.today(),
        modules_wanted=list(modules),
        role="manager",
        organisation=organisation or template.organisation,
        path=path,
        as_they_were=as_they_were,
    )


def finish_stage(programme, kind, *, days) -> Stage:
    """The stage took so many days and is done."""
    stage = programme.stages.get(kind=kind)
    end = stage.planned_start + datetime.timedelta(days=days - 1)
    Stage.objects.filter(pk=stage.pk).update(state="done", actual_start=stage.planned_start, actual_end=end)
    return Stage.objects.get(pk=stage.pk)
