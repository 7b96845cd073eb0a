"""Is the enterprise ready: asked lately, nothing weak left alone, the team complete, the architecture settled?"""

from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import day, names, number, say
from implementation.gates.figures import Figure, a_day, a_number, one_of
from implementation.gates.registry import (
    BUSINESS_CASE,
    INITIATION,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from implementation.readiness import actions
from implementation.readiness.checklist import ITEMS
from implementation.readiness.dimensions import ALL
from implementation.readiness.models import Assessment, Improvement, TeamRole
from implementation.readiness.results import FEWEST, WEAK
from implementation.readiness.standing import Standing

LATELY, LEAST_PEOPLE = 180, 5
DIMENSION_WORDS = one_of((item.key, item.label) for item in ALL)


def _nothing(programme):
    url = reverse("readiness", args=[programme.pk])
    if programme.assessments.filter(state=Assessment.State.OPEN).exists():
        return partly(_("A round is **open**: nothing is known until it is closed."), figures={"round": 0}, url=url)
    return not_met(_("Nobody has been asked **how ready** the enterprise is."), figures={"round": 0}, url=url)


@gate_check(
    "readiness.assessed",
    title=_("The enterprise knows how ready it is"),
    at={INITIATION: SHOULD},
    order=14,
    parameters={
        "days": Parameter(LATELY, _("Round closed within days"), minimum=1, maximum=1000),
        "people": Parameter(LEAST_PEOPLE, _("People who answered, at least"), minimum=FEWEST, maximum=500),
    },
    figures={"round": _("Round"), "closed": Figure(_("Closed on"), a_day), "people": _("People")},
)
def assessed(programme, *, gate, days=LATELY, people=LEAST_PEOPLE):
    result = actions.last_result(programme)
    if result is None:
        return _nothing(programme)
    on, answered = timezone.localdate(result.at), result.facts["people"]
    figures = {"round": result.facts["number"], "closed": on.isoformat(), "people": answered}
    text = say(
        _("Round {n}, closed on {day}: **{people}** people answered."),
        n=result.facts["number"],
        day=day(on),
        people=answered,
    )
    fresh = (timezone.localdate() - on).days <= days
    return (met if fresh and answered >= people else partly)(text, figures=figures, url=result.get_absolute_url())


@gate_check(
    "readiness.no_weak_dimension",
    title=_("Nothing that was found weak is left alone"),
    at={BUSINESS_CASE: SHOULD},
    order=12,
    parameters={"level": Parameter(WEAK, _("Weak below the level"), minimum=1, maximum=5)},
    figures={
        "round": _("Round"),
        "weak": Figure(_("Weak"), DIMENSION_WORDS),
        "alone": Figure(_("Without a task"), DIMENSION_WORDS),
        "lowest": Figure(_("Lowest level"), a_number(1)),
    },
)
def no_weak_dimension(programme, *, gate, level=WEAK):
    """A weak dimension counts as looked after while a task of it is under way or done."""
    result = actions.last_result(programme)
    if result is None:
        return _nothing(programme)
    found = [line for line in Standing(result).lines if line.level]
    weak = [line.dimension for line in found if line.level.mean < float(level)]
    busy = set(Improvement.objects.looked_after(result.assessment).values_list("dimension", flat=True))
    alone = [dimension for dimension in weak if dimension.key not in busy]
    figures = {
        "round": result.facts["number"],
        "weak": [dimension.key for dimension in weak],
        "alone": [dimension.key for dimension in alone],
        "lowest": str(round(Decimal(found[0].level.mean), 2)) if found else "0",
    }
    url = result.get_absolute_url()
    if not weak:
        return met(say(_("No dimension below **{level}**."), level=number(level, 1)), figures=figures, url=url)
    if not alone:
        text = say(_("Weak: {names}; **each has a task**."), names=names(item.label for item in weak))
        return met(text, figures=figures, url=url)
    text = say(_("Weak and **without a task**: {names}."), names=names(item.label for item in alone))
    return not_met(text, figures=figures, url=url)


@gate_check(
    "readiness.team_complete",
    title=_("The project team has every role that it needs"),
    at={INITIATION: SHOULD},
    order=15,
    figures={"missing": Figure(_("Missing"), one_of(TeamRole.choices))},
)
def team_complete(programme, *, gate):
    there = set(programme.teammembers.values_list("role", flat=True))
    missing = [role for role in TeamRole if role not in there]
    figures, url = {"missing": [role.value for role in missing]}, reverse("project_team", args=[programme.pk])
    if not missing:
        return met(say(_("All **{n}** roles are filled."), n=len(TeamRole)), figures=figures, url=url)
    text = say(_("Nobody is named as: {names}."), names=names(role.label for role in missing))
    return (partly if there else not_met)(text, figures=figures, url=url)


@gate_check(
    "readiness.architecture_checked",
    title=_("The four parts of the architecture are settled"),
    at={BUSINESS_CASE: SHOULD},
    order=13,
    figures={"answered": _("Answered"), "settled": _("Points settled"), "all": _("All")},
)
def architecture_checked(programme, *, gate):
    kept = [item for item in programme.architectureitems.all() if item.item in ITEMS]
    settled = sum(item.is_settled for item in kept)
    figures = {"answered": len(kept), "settled": settled, "all": len(ITEMS)}
    text = say(_("**{settled}** of {all} points settled, {answered} answered."), **figures)
    url = reverse("architecture", args=[programme.pk])
    if settled == len(ITEMS):
        return met(text, figures=figures, url=url)
    return (partly if kept else not_met)(text, figures=figures, url=url)
