"""Facts about how ready people are: they were asked, enough answered, nobody is still at “why” where the pilot begins."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.survey.elements import Element
from change_mgmt.survey.hiding import LEAST
from change_mgmt.survey.models import Survey
from change_mgmt.survey.results import Line, latest
from change_mgmt.survey.telling import inside
from core.text import names, number, say
from implementation.gates.registry import (
    PILOT_EXIT,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from implementation.rollout.models import Pilot

EARLY = (Element.KNOW_WHY, Element.WANT)
State = Survey.State


@gate_check(
    "survey.asked_before",
    title=_("People were asked how ready they are before the pilot"),
    at={READY_TO_PILOT: SHOULD},
    weight=10,
    order=66,
    figures={"answers": _("Answers"), "asked": pgettext_lazy("survey", "Asked")},
)
def asked_before(programme, *, gate):
    found = latest(programme, kind=Survey.Kind.BEFORE)
    url = reverse("surveys", args=[programme.pk])
    if found and found.is_told:
        total = found.total
        text = say(
            _("**{n} of {total}** answered: {title}."), n=total.answers, total=total.invited, title=found.facts["title"]
        )
        url = reverse("survey", args=[programme.pk, found.kept.survey_id])
        return met(text, figures={"answers": total.answers, "asked": total.invited}, url=url)
    waiting = Survey.objects.filter(programme=programme, kind=Survey.Kind.BEFORE, state=State.OPEN).first()
    if waiting:
        return partly(say(_("People are being asked: {title}."), title=waiting.title), url=waiting.get_absolute_url())
    return not_met(_("**Nobody** was asked before the pilot."), url=url)


@gate_check(
    "survey.response_rate",
    title=_("Enough people answered the readiness survey"),
    at={READY_TO_PILOT: SHOULD, PILOT_EXIT: SHOULD},
    weight=5,
    order=67,
    parameters={"percent": Parameter(50, _("People who answered, at least, per cent"), minimum=1, maximum=100)},
    figures={"answers": _("Answers"), "asked": pgettext_lazy("survey", "Asked"), "percent": None},
)
def response_rate(programme, *, gate, percent):
    found = latest(programme)
    if found is None:
        url = reverse("surveys", args=[programme.pk])
        return not_met(_("**No survey** is closed yet."), figures={"percent": percent}, url=url)
    url = reverse("survey", args=[programme.pk, found.kept.survey_id])
    if not found.is_told:
        figures = {"asked": found.facts["invited"], "percent": percent}
        return not_met(say(_("**Fewer than {n}** answered."), n=LEAST), figures=figures, url=url)
    total = found.total
    figures = {"answers": total.answers, "asked": total.invited, "percent": percent}
    text = say(
        _("**{n} of {total}** answered ({share} %); floor {floor} %."),
        n=total.answers,
        total=total.invited,
        share=number(total.rate, 1),
        floor=number(percent),
    )
    return (met if total.rate >= percent else not_met)(text, figures=figures, url=url)


@gate_check(
    "survey.no_early_barrier",
    title=_("No department of a pilot stops at knowing why or wanting it"),
    at={READY_TO_PILOT: SHOULD, PILOT_EXIT: SHOULD},
    weight=15,
    order=68,
    figures={"groups": _("Groups judged"), "barriers": _("Groups before such a barrier")},
)
def no_early_barrier(programme, *, gate):
    """By the survey closed last by department; where departments are told together, by that row."""
    found = latest(programme, grouping=Survey.Grouping.DEPARTMENT)
    if found is None or not found.is_told:
        return not_met(_("**No survey** by department can be told yet."), url=reverse("surveys", args=[programme.pk]))
    url = f"{reverse('survey', args=[programme.pk, found.kept.survey_id])}#barriers"
    wanted = _pilot_departments(programme)
    lines = [line for line in found.lines if line is not found.total and (not wanted or wanted & set(line.members))]
    if not lines:
        lines = [found.total]
    stopped = [line for line in lines if line.barrier in EARLY]
    figures = {"groups": len(lines), "barriers": len(stopped)}
    if not stopped:
        return met(say(_("**{n}** groups were asked, none stops there."), n=len(lines)), figures=figures, url=url)
    told = say(
        _("**{n}** of {total}: {groups}."), n=len(stopped), total=len(lines), groups=names([_words(x) for x in stopped])
    )
    return not_met(told, figures=figures, url=url)


def _pilot_departments(programme) -> set[int]:
    """Of pilots that are planned or under way; nobody's in particular where there is none yet."""
    pilots = Pilot.objects.filter(programme=programme, state__in=[Pilot.State.PLANNED, *Pilot.UNDER_WAY])
    return set(pilots.filter(departments__isnull=False).values_list("departments", flat=True))


def _words(line: Line):
    """Departments have typed names; the row of all groups is everybody."""
    return inside(line) or (line.names[0] if line.names and isinstance(line.names[0], str) else _("Everybody"))
