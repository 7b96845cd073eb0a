"""What the register shows elsewhere: the status dimension, the count in the menu, the report, what happened."""

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.evidence import in_every_language, plain, words_of
from core.models import AuditEntry
from core.text import day, say
from implementation.programme import registry
from implementation.programme.models import Programme
from implementation.programme.registry import NO_DATA, ON_TRACK, Event, Status
from risks import exposure
from risks.bands import bands
from risks.hints import unhandled
from risks.models import Acceptance, Risk, RiskIssue
from risks.money import USUAL_SHARE, money_of, with_money
from risks.register import with_parts
from risks.scale import scale_of
from risks.trend import trend

MOST_ROWS = 100
TOP = 5
#: More new risks than this on one day are told in one sentence.
TOLD_SINGLY = 3


@registry.nav_count("risks")
def open_risks(programme: Programme) -> int:
    return Risk.objects.filter(programme=programme).open().count()


RECORDS = [
    "risks.risk",
    "risks.ratingchange",
    "risks.treatment",
    "risks.treatmentaction",
    "risks.acceptance",
    "risks.riskissue",
]
BOUNDS = registry.Bounds(0, 0, _("High risks, treated or not"), _("High risks with no treatment under way"))


@registry.dimension("risk", label=_("Risk"), order=50, bounds=BOUNDS, records=RECORDS)
def status(programme: Programme, limits: registry.Limits = BOUNDS.limits) -> Status:
    """Off track while a high risk is untreated, at risk while there is a high one at all."""
    url = reverse("risks", args=[programme.pk])
    if not Risk.objects.filter(programme=programme).exists():
        return Status(NO_DATA, _("No risk is in the register yet."), url)
    threats = Risk.objects.filter(programme=programme).open().at_or_above(exposure.HIGH)
    high, untreated = threats.count(), unhandled(threats)
    worst = untreated.order_by("-current_rank", "number").first()
    level = limits.level_of_two(high, untreated.count() if worst else 0)
    if worst:
        text = say(_("**{code}** has no treatment under way; {n} are high."), code=worst.code, n=high)
        return Status(level, text, worst.get_absolute_url())
    if high:
        text = say(
            ngettext_lazy(
                "**{n}** risk is high; it is treated or accepted.",
                "**{n}** risks are high; all are treated or accepted.",
                high,
            ),
            n=high,
        )
        return Status(level, text, f"{url}?level=high")
    return Status(ON_TRACK, _("**No** risk is high."), url)


@registry.panel(
    "risks.register",
    title=_("Risks"),
    order=50,
    detail="risks/_report.html",
    brief="risks/_brief.html",
)
def register(programme: Programme) -> dict[str, Any]:
    """The open risks, worst first: the first five for page 1, the register and the heat map behind it."""
    risks = Risk.objects.filter(programme=programme)
    found = list(with_parts(risks.open().with_levels()).order_by("number"))
    found.sort(key=lambda risk: -1 if risk.current_level is None else risk.current_level, reverse=True)
    cells = exposure.heat_map((risk.current_likelihood, risk.current_impact) for risk in found)
    rows = [_line(risk) for risk in found[:MOST_ROWS]]
    scale = scale_of(programme.organisation)
    return plain(
        {
            "open": len(found),
            "closed": risks.filter(state=Risk.State.CLOSED).count(),
            "not_rated": cells.not_rated,
            "top": [line for line in rows if line["level"] is not None][:TOP],
            "rows": rows,
            "left_out": len(found) - len(rows),
            "issues": [_issue_line(issue) for issue in _open_issues(programme)],
            "scale_version": scale.version,
            "impact_words": list(scale.impacts),
            "heat": [
                {
                    "likelihood": likelihood,
                    "word": scale.likelihoods[likelihood - 1],
                    "cells": [
                        {"level": scale.level(likelihood, impact), "count": cells.cells[likelihood - 1][impact - 1]}
                        for impact in range(1, 6)
                    ],
                }
                for likelihood in range(5, 0, -1)
            ],
        }
    )


def _open_issues(programme: Programme):
    """What has occurred and is not closed, by the day of the next step."""
    found = RiskIssue.objects.filter(risk__programme=programme).exclude(state=RiskIssue.State.CLOSED)
    return found.select_related("risk", "owner").order_by("due", "pk")[:MOST_ROWS]


def _issue_line(issue: RiskIssue) -> dict[str, Any]:
    return {
        "risk": str(issue.risk),
        "what": issue.what_happened,
        "on": issue.happened_on,
        "cost": issue.cost,
        "owner": issue.owner.name,
        "next": issue.next_step,
        "due": issue.due,
        "state": words_of(issue, "state"),
    }


@registry.panel(
    "risks.money",
    title=_("Risks in money"),
    order=52,
    detail="risks/_money_report.html",
    brief="risks/_money_brief.html",
)
def in_money(programme: Programme) -> dict[str, Any]:
    """What a year may cost, as it is and after treatment, against the appetite; nothing while no risk is in money."""
    money = money_of(with_money(Risk.objects.filter(programme=programme).open().order_by("number")))
    limits = list(programme.losslimits.all())
    if not money.lines:
        return {"known": 0, "unknown": len(money.unknown)}
    found = bands(programme, money, limits)
    return plain(
        {
            "known": len(money.lines),
            "unknown": len(money.unknown),
            "expected": [money.expected_now, money.expected_treated],
            "ladder": [[share, loss, after] for (share, loss), (_share, after) in found.ladder],
            "tail": [found.now.tail, found.treated.tail],
            "contingency": max(0.0, found.treated.percentiles[USUAL_SHARE]),
            "covered": round(100 * USUAL_SHARE),
            "limits": [
                {
                    "amount": held.limit.amount,
                    "chance": held.limit.chance,
                    "now": held.now,
                    "treated": held.treated,
                    "kept": held.is_kept_treated,
                }
                for held in found.held(limits)
            ],
        }
    )


def _line(risk: Risk) -> dict[str, Any]:
    moved = trend(risk)
    return {
        "code": risk.code,
        "title": risk.title,
        "category": words_of(risk, "category"),
        "level": risk.current_level,
        "inherent": risk.inherent_level,
        "target": risk.target_level,
        "moved": moved.direction,
        "was": moved.was,
        "owner": risk.owner.name if risk.owner else "",
        "state": words_of(risk, "state"),
        "next": _next_step(risk),
        "review_due": risk.review_due,
    }


def _next_step(risk: Risk) -> dict[str, Any]:
    """The next open action with its day; where there is none, what the state asks for."""
    todo = sorted((action for action in risk.actions if action.state == "open"), key=lambda action: action.due)
    if todo:
        return {"text": todo[0].text, "due": todo[0].due}
    State = Risk.State
    if risk.state == State.ACCEPTED:
        return {"text": in_every_language(say(_("Accepted until {day}"), day=day(risk.accepted_until))), "due": None}
    words = {
        State.IDENTIFIED: _("Confirm the rating"),
        State.ASSESSED: _("Add a treatment"),
        State.TREATMENT_PLANNED: _("Start the treatment"),
        State.OCCURRED: _("Deal with the issue"),
    }
    text = words.get(risk.state, _("Review"))
    return {"text": in_every_language(text), "due": risk.review_due if risk.state in Risk.ACCEPTABLE[2:] else None}


@registry.events
def happened(programme, since, until):
    yield from _raised(programme, since, until)
    for answer in Acceptance.objects.filter(
        programme=programme, outcome="accepted", at__date__gte=since, at__date__lte=until
    ).select_related("risk"):
        text = say(
            _("{title}: accepted by {name} until {day}."),
            title=answer.risk,
            name=answer.by_name,
            day=day(answer.expires_on),
        )
        yield Event(answer.at.date(), in_every_language(text))
    entries = AuditEntry.objects.filter(
        chain__scope_key=programme.scope_key, label="risks.risk", verb="occur", at__date__gte=since, at__date__lte=until
    )
    for entry in entries:
        yield Event(entry.at.date(), in_every_language(say(_("It happened: {title}"), title=entry.title)))


def _raised(programme, since, until):
    by_day = defaultdict(list)
    for risk in Risk.objects.filter(programme=programme, identified_on__gte=since, identified_on__lte=until):
        by_day[risk.identified_on].append(risk)
    for on, risks in by_day.items():
        if len(risks) > TOLD_SINGLY:
            text = say(_("{n} risks were added to the register."), n=len(risks))
            yield Event(on, in_every_language(text))
            continue
        for risk in risks:
            yield Event(on, in_every_language(say(_("New risk: {title}"), title=risk)))
