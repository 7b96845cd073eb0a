"""Is the vision signed, are the goals yardsticks, have they been reached?"""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.evidence import plain
from core.text import day, rounded, say
from implementation.gates.figures import Figure, a_hash, as_it_is
from implementation.gates.registry import (
    ACCEPTANCE,
    BENEFITS_REVIEW,
    BUSINESS_CASE,
    INITIATION,
    KNOCK_OUT,
    MUST,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from implementation.goals import actions
from implementation.goals.figures import with_unit
from implementation.goals.models import Goal, VisionSignature, VisionVersion


def _by_goal(values):
    """Values by the number of their goal, told by its title and with its unit."""
    goals = Goal.objects.in_bulk([int(number) for number in values])
    told = ((goals.get(int(number)), value) for number, value in values.items())
    return as_it_is({goal.title: goal.shown(Decimal(value)) if value else None for goal, value in told if goal})


@gate_check(
    "goals.vision_signed",
    title=_("The vision is signed by everyone named"),
    at={INITIATION: KNOCK_OUT, BUSINESS_CASE: MUST},
    order=10,
    figures={
        "version": _("Version"),
        "named": _("Signatories"),
        "signed": _("Signed"),
        "sha256": Figure("SHA-256", a_hash),
    },
)
def vision_signed(programme, *, gate):
    vision = actions.current_vision(programme)
    if vision is None or vision.state == VisionVersion.State.WITHDRAWN:
        url = reverse("goals", args=[programme.pk])
        return not_met(_("**No vision** is written yet."), figures={"version": 0}, url=url)
    url = vision.get_absolute_url()
    named = vision.signatories.count()
    signatures = VisionSignature.objects.filter(signatory__vision=vision).order_by("at")
    figures = {"version": vision.number, "named": named, "signed": len(signatures)}
    if vision.state == VisionVersion.State.SIGNED:
        text = say(
            _("Version {n}: **{signed} of {named}** signed, the last on {day}."),
            n=vision.number,
            signed=len(signatures),
            named=named,
            day=day(signatures.last().at.date()),
        )
        return met(text, figures=figures | {"sha256": vision.text_sha256}, url=url)
    if vision.state == VisionVersion.State.DRAFT:
        return not_met(
            say(_("Version {n} is a **draft**: open it for signature."), n=vision.number), figures=figures, url=url
        )
    text = say(_("Version {n}: **{signed} of {named}** signed."), n=vision.number, signed=len(signatures), named=named)
    return (partly if signatures else not_met)(text, figures=figures, url=url)


@gate_check(
    "goals.goals_complete",
    title=_("Goals have an owner, a baseline, a target and a due day"),
    at={INITIATION: MUST},
    order=12,
    parameters={"minimum": Parameter(3, _("Complete goals, at least"), minimum=1, maximum=50)},
    figures={"goals": _("Goals"), "complete": _("Complete")},
)
def goals_complete(programme, *, gate, minimum):
    goals = list(programme.goals.pursued())
    incomplete = [goal for goal in goals if goal.missing]
    complete = len(goals) - len(incomplete)
    url = incomplete[0].get_absolute_url() if incomplete else reverse("goals", args=[programme.pk])
    figures = {"goals": len(goals), "complete": complete}
    text = say(
        _("**{complete} of {total}** goals are complete; at least {minimum} are asked for."),
        complete=complete,
        total=len(goals),
        minimum=minimum,
    )
    if complete >= minimum and not incomplete:
        return met(text, figures=figures, url=url)
    return (partly if complete else not_met)(text, figures=figures, url=url)


@gate_check(
    "goals.goals_measured",
    title=_("Goals have reached their targets"),
    at={ACCEPTANCE: SHOULD, BENEFITS_REVIEW: MUST},
    weight=30,
    order=60,
    parameters={"share": Parameter(60, _("Goals at their target, at least, per cent"), minimum=1, maximum=100)},
    figures={
        "goals": _("Goals"),
        "reached": _("At their target"),
        "measured": _("Measured"),
        "latest": Figure(_("Latest values"), _by_goal),
    },
)
def goals_measured(programme, *, gate, share):
    """The share of the goals pursued whose latest measurement is at the target or past it."""
    goals = list(programme.goals.pursued().with_latest())
    url = reverse("goals", args=[programme.pk])
    reached = sum(goal.standing == "reached" for goal in goals)
    figures = {
        "goals": len(goals),
        "reached": reached,
        "measured": sum(goal.measured > 0 for goal in goals),
        "latest": plain({str(goal.pk): goal.newest for goal in goals}),
    }
    if not goals:
        return not_met(_("**No goal** is set, so nothing can be held against one."), figures=figures, url=url)
    text = say(
        _("**{reached} of {total}** goals have reached their target ({percent}); {share} are asked for."),
        reached=reached,
        total=len(goals),
        percent=with_unit(rounded(100 * reached / len(goals)), "%"),
        share=with_unit(share, "%"),
    )
    if 100 * reached >= share * len(goals):
        return met(text, figures=figures, url=url)
    return (partly if reached else not_met)(text, figures=figures, url=url)
