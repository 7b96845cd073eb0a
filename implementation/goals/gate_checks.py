"""Is the vision signed, are the goals yardsticks, have they been reached?"""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.evidence import plain
from core.text import day, names, rounded, say
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
from implementation.goals.models import Goal, GoalReview, VisionSignature, VisionVersion
from implementation.goals.value_map import ACTIVITY, GOAL, LAYER, MODULE, map_of


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


@gate_check(
    "goals.every_layer",
    title=_("Each of the three layers has a goal"),
    at={INITIATION: SHOULD},
    weight=20,
    order=14,
    figures={"philosophy": _("Philosophy"), "process": _("Institution and process"), "technology": _("Technology")},
)
def every_layer(programme, *, gate):
    """Philosophy, institution and process, technology: all three must be right and support each other."""
    found = map_of(programme)
    url = reverse("value_map", args=[programme.pk])
    goals = {group.key: len(group.goals) for group in found.layers}
    figures = {
        "philosophy": goals["philosophy"],
        "process": goals["process"],
        "technology": goals["technology"],
    }
    gaps = found.gaps_of(LAYER)
    if not gaps:
        return met(_("**All three** layers have a goal."), figures=figures, url=url)
    text = say(
        _("**{n} of {total}** layers have a goal; none of: {names}."),
        n=len(found.layers) - len(gaps),
        total=len(found.layers),
        names=names([gap.name for gap in gaps]),
    )
    return (partly if len(gaps) < len(found.layers) else not_met)(text, figures=figures, url=url)


@gate_check(
    "goals.map_without_gaps",
    title=_("The value map has no gaps: modules serve goals, goals have modules"),
    at={BUSINESS_CASE: SHOULD},
    weight=20,
    order=16,
    parameters={
        "activities": Parameter(1, _("Activities of the value chain with a goal, at least"), minimum=1, maximum=9)
    },
    figures={
        "goals": _("Goals"),
        "goals_without": _("Goals without a module"),
        "modules_without": _("Modules without a goal"),
        "layers_without": _("Layers without a goal"),
        "activities": _("Activities with a goal"),
    },
)
def map_without_gaps(programme, *, gate, activities):
    """Every goal pursued has a module, every module in use a goal, every layer one, and enough activities one."""
    found = map_of(programme)
    url = reverse("value_map", args=[programme.pk])
    covered = len(found.activities) - len(found.gaps_of(ACTIVITY))
    without = {kind: len(found.gaps_of(kind)) for kind in (GOAL, MODULE, LAYER)}
    figures = {
        "goals": len(found.goals),
        "goals_without": without[GOAL],
        "modules_without": without[MODULE],
        "layers_without": without[LAYER],
        "activities": covered,
    }
    if not found.goals:
        return not_met(_("**No goal** is set, so nothing can be mapped."), figures=figures, url=url)
    text = say(
        _(
            "Without a module: **{goals}** goals. Without a goal: **{modules}** modules, **{layers}** layers. "
            "{covered} activities have a goal; at least {activities} are asked for."
        ),
        goals=without[GOAL],
        modules=without[MODULE],
        layers=without[LAYER],
        covered=covered,
        activities=activities,
    )
    whole = not any(without.values()) and covered >= activities
    return (met if whole else partly)(text, figures=figures, url=url)


@gate_check(
    "goals.reviews_held",
    title=_("The goals were reviewed after going live"),
    at={BENEFITS_REVIEW: MUST},
    order=58,
    parameters={"reviews": Parameter(3, _("Reviews held, at least"), minimum=1, maximum=3)},
    figures={"planned": _("Reviews of the goals"), "held": _("Reviews held")},
)
def reviews_held(programme, *, gate, reviews):
    found = list(programme.goalreviews.all())
    held = [review for review in found if review.state == GoalReview.State.HELD]
    figures = {"planned": len(found), "held": len(held)}
    url = reverse("goal_reviews", args=[programme.pk])
    if not found:
        return not_met(_("**No review** of the goals is planned yet."), figures=figures, url=url)
    text = say(
        _("**{held} of {total}** reviews are held; at least {reviews} are asked for."),
        held=len(held),
        total=len(found),
        reviews=reviews,
    )
    if len(held) >= reviews:
        return met(text, figures=figures, url=url)
    return (partly if held else not_met)(text, figures=figures, url=url)
