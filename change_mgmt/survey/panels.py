"""What the survey shows elsewhere: in the report, and among what happened."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from change_mgmt.survey.elements import Element
from change_mgmt.survey.models import Survey
from change_mgmt.survey.results import ALL, POOL, Line, Result, latest
from core.evidence import in_every_language, plain
from core.text import say
from implementation.programme import registry
from implementation.programme.models import Programme


@registry.panel(
    "survey",
    title=_("Readiness survey"),
    order=92,
    detail="survey/_report.html",
    brief="survey/_brief.html",
)
def readiness_told(programme: Programme) -> dict[str, Any]:
    """The survey closed last, as it may be told."""
    found = latest(programme)
    if found is None:
        return {}
    facts = found.facts
    return plain(
        {
            "title": facts["title"],
            "closed_on": facts["closed_on"],
            "invited": facts["invited"],
            "answers": found.total.answers if found.total else None,
            "elements": [in_every_language(element.label) for element in Element],
            "rows": [_row(line) for line in found.lines],
        }
    )


def _row(line: Line) -> dict[str, Any]:
    return {
        "name": _name(line),
        "names": list(line.names) if line.key == POOL else [],
        "answers": line.answers,
        "invited": line.invited,
        "means": [score.figure for score in line.scores.values()],
        "average": line.average,
        "barrier": in_every_language(Element(line.barrier).label) if line.barrier else "",
    }


def _name(line: Line):
    if line.key == ALL:
        return in_every_language(_("Everybody"))
    return in_every_language(_("Other groups")) if line.key == POOL else line.names[0]


@registry.events
def happened(programme, since, until):
    surveys = Survey.objects.filter(programme=programme)
    for survey in surveys.filter(opened_on__gte=since, opened_on__lte=until):
        text = say(_("Survey opened: {title}, {n} people asked."), title=survey.title, n=survey.invited)
        yield registry.Event(survey.opened_on, in_every_language(text))
    for survey in surveys.filter(closed_on__gte=since, closed_on__lte=until).select_related("result"):
        yield registry.Event(survey.closed_on, in_every_language(_end(Result(survey.result))))


def _end(result: Result):
    if not result.is_told:
        return say(_("Survey closed: {title}, fewer than five answers."), title=result.facts["title"])
    return say(
        _("Survey closed: {title}, {n} of {total} people answered."),
        title=result.facts["title"],
        n=result.total.answers,
        total=result.total.invited,
    )
