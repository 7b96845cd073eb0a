"""Facts about risks that gates ask for."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import say
from implementation.gates.registry import (
    ACCEPTANCE,
    CONTRACT_REVIEW,
    INITIATION,
    KNOCK_OUT,
    MUST,
    PILOT_EXIT,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from risks.bands import bands
from risks.hints import unanswered
from risks.models import Risk
from risks.models.scales import Level
from risks.money import money_of, with_money
from risks.scale import scale_of

#: From the lowest level on, every threat would count: that is never asked for.
LEVELS = tuple(Level.choices)[1:]


def open_threats(programme, level: int) -> list[Risk]:
    """Open threats whose current level is at least this, worst first."""
    found = Risk.objects.filter(programme=programme).open().at_or_above(level)
    return list(found.prefetch_related("treatments").order_by("-current_rank", "number"))


def _word(programme, level: int):
    """In the organisation's words."""
    return scale_of(programme.organisation).level_word(level)


@gate_check(
    "risks.register_kept",
    title=_("Risks are identified and rated"),
    at={INITIATION: SHOULD},
    parameters={"minimum": Parameter(5, _("Rated risks, at least"), minimum=1, maximum=500)},
    figures={"rated": _("Rated")},
)
def register_kept(programme, *, gate, minimum=5):
    rated = Risk.objects.filter(programme=programme).exclude(state=Risk.State.IDENTIFIED).count()
    text = say(_("**{n}** rated; at least {minimum} are asked for."), n=rated, minimum=minimum)
    result = met if rated >= minimum else partly if rated else not_met
    return result(text, figures={"rated": rated}, url=reverse("risks", args=[programme.pk]))


@gate_check(
    "risks.no_untreated_high",
    title=_("No high risk is left untreated"),
    at={CONTRACT_REVIEW: MUST, READY_TO_PILOT: MUST, PILOT_EXIT: MUST, ACCEPTANCE: MUST},
    order=55,
    parameters={"level": Parameter(3, _("From this level on"), choices=LEVELS)},
    figures={"at_level": _("At this level or above"), "untreated": _("Untreated")},
)
def no_untreated_high(programme, *, gate, level=3):
    """Each has a treatment under way, or an acceptance by a sponsor that is in force."""
    found = open_threats(programme, level)
    untreated = [risk for risk in found if not risk.is_handled]
    figures = {"at_level": len(found), "untreated": [risk.code for risk in untreated]}
    word = _word(programme, level)
    if not untreated:
        text = (
            _("**{n}** at “{level}” or above, all treated or accepted.")
            if found
            else _("**No** risk is at “{level}” or above.")
        )
        return met(say(text, n=len(found), level=word), figures=figures, url=reverse("risks", args=[programme.pk]))
    worst = untreated[0]
    text = say(
        ngettext_lazy(
            "**{n}** has neither a treatment under way nor an acceptance: {worst}.",
            "**{n}** have neither a treatment under way nor an acceptance, the worst: {worst}.",
            len(untreated),
        ),
        n=len(untreated),
        worst=worst,
    )
    return not_met(text, figures=figures, url=worst.get_absolute_url())


@gate_check(
    "risks.none_very_high",
    title=_("No risk is very high"),
    at={READY_TO_PILOT: KNOCK_OUT, ACCEPTANCE: KNOCK_OUT},
    order=54,
    parameters={"level": Parameter(4, _("From this level on"), choices=LEVELS)},
    figures={"at_level": _("At this level or above")},
)
def none_very_high(programme, *, gate, level=4):
    found = open_threats(programme, level)
    figures = {"at_level": [risk.code for risk in found]}
    if not found:
        text = say(_("**No** risk is at “{level}” or above."), level=_word(programme, level))
        return met(text, figures=figures, url=reverse("risks", args=[programme.pk]))
    text = say(
        ngettext_lazy(
            "**{n}** is at “{level}” or above: {worst}.",
            "**{n}** are at “{level}” or above, the worst: {worst}.",
            len(found),
        ),
        n=len(found),
        level=_word(programme, level),
        worst=found[0],
    )
    return not_met(text, figures=figures, url=found[0].get_absolute_url())


@gate_check(
    "risks.reviews_current",
    title=_("Risk reviews are up to date"),
    at={PILOT_EXIT: SHOULD},
    order=56,
    figures={"overdue": _("Overdue"), "open": _("Open")},
)
def reviews_current(programme, *, gate):
    risks = Risk.objects.filter(programme=programme).open().exclude(state=Risk.State.OCCURRED)
    overdue = risks.filter(review_due__lt=timezone.localdate()).count()
    figures = {"overdue": overdue, "open": risks.count()}
    url = reverse("risks", args=[programme.pk])
    if not overdue:
        return met(say(_("**0 of {total}** reviews are overdue."), total=figures["open"]), figures=figures, url=url)
    text = say(_("**{n} of {total}** reviews are overdue."), n=overdue, total=figures["open"])
    return not_met(text, figures=figures, url=f"{url}?show=overdue")


@gate_check(
    "risks.money_within_appetite",
    title=_("Losses after treatment stay within the appetite"),
    at={},
    order=58,
    parameters={"estimated": Parameter(80, _("Open risks in money, at least, %"), minimum=0, maximum=100)},
    figures={
        "beyond": _("Limits exceeded"),
        "estimated": _("Open risks in money, %"),
        "expected": _("Expected loss in a year"),
    },
)
def money_within_appetite(programme, *, gate, estimated=80):
    """Every limit of losses is kept by the simulation after treatment, of a register that is mostly estimated."""
    url = reverse("risk_money", args=[programme.pk])
    money = money_of(with_money(Risk.objects.filter(programme=programme).open().order_by("number")))
    limits = list(programme.losslimits.all())
    if not money.lines or not limits:
        return not_met(_("No limit of losses is set, or no risk is in money."), figures={}, url=url)
    found = bands(programme, money, limits)
    beyond = [held for held in found.held(limits) if not held.is_kept_treated]
    share = round(100 * len(money.lines) / (len(money.lines) + len(money.unknown)))
    figures = {"beyond": len(beyond), "estimated": share, "expected": round(money.expected_treated)}
    text = say(
        _("**{beyond} of {limits}** limits exceeded after treatment; {share} % of the open risks are in money."),
        beyond=len(beyond),
        limits=len(limits),
        share=share,
    )
    if beyond:
        return not_met(text, figures=figures, url=url)
    return (met if share >= estimated else partly)(text, figures=figures, url=url)


@gate_check(
    "risks.within_appetite",
    title=_("No risk is above the appetite without an answer"),
    at={},
    order=57,
    parameters={"most": Parameter(0, _("Risks above it, at most"), minimum=0, maximum=100)},
    figures={"above": _("Above the appetite, with nothing under way")},
)
def within_appetite(programme, *, gate, most=0):
    """By the organisation's appetite, overall and by category; what is treated or accepted counts as answered."""
    found = list(unanswered(Risk.objects.filter(programme=programme)))
    figures = {"above": [risk.code for risk in found]}
    if not found:
        url = reverse("risks", args=[programme.pk])
        return met(_("**No** risk is above the appetite without an answer."), figures=figures, url=url)
    text = say(_("**{n}** above the appetite without an answer, at most {most}."), n=len(found), most=most)
    result = met if len(found) <= most else not_met
    return result(text, figures=figures, url=found[0].get_absolute_url())
