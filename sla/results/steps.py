"""A month opened up: from its length to the result, each step with its number."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from sla import telling
from sla.models import MonthlyResult, Objective

Statistic = Objective.Statistic
METHODS = {"linear": Objective.Method.LINEAR, "nearest": Objective.Method.NEAREST}


@dataclass(frozen=True)
class Step:
    label: str
    value: str
    strong: bool = False


def steps(result: MonthlyResult) -> list[Step]:
    objective = result.objective
    if objective.statistic == Statistic.TIME:
        return _of_time(result)
    return _of_counts(result)


def _of_time(result: MonthlyResult) -> list[Step]:
    minutes = {name: getattr(result, f"{name}_seconds") / 60 for name in ("total", "excluded", "unknown", "up", "down")}
    whole = _("Open minutes of the month") if result.objective.calendar_id else _("Minutes of the month")
    if result.provisional:
        whole = _("Minutes of the month so far")
    found = [
        Step(whole, _minutes(minutes["total"])),
        Step(_("less excluded"), _minus(minutes["excluded"])),
        Step(_("less unknown: no data is not up"), _minus(minutes["unknown"])),
        Step(_("known and counted"), _minutes(minutes["up"] + minutes["down"])),
        Step(_("of that up"), _minutes(minutes["up"])),
        Step(_("of that down"), _minutes(minutes["down"])),
    ]
    if result.adjusted is not None:
        formula = _("%(up)s / (%(up)s + %(down)s) × 100") % {
            "up": telling.number(minutes["up"], 1),
            "down": telling.number(minutes["down"], 1),
        }
        found.append(Step(_("Formula"), formula))
    return found + _results(result)


def _of_counts(result: MonthlyResult) -> list[Step]:
    objective, figures = result.objective, result.figures
    found = [Step(_counted_words(objective), telling.number(result.samples or 0))]
    if figures.get("open"):
        found.append(Step(_("still open, and not late yet"), telling.number(figures["open"])))
    if "all" in figures:
        good = Fraction(figures["all"]) - Fraction(figures["bad"])
        at_most = objective.direction == Objective.Direction.AT_MOST
        part = Fraction(figures["bad"]) if at_most else good
        if objective.statistic == Statistic.SHARE:
            found.append(Step(_("of all"), _count(Fraction(figures["all"]))))
        words = _("of that within the limit") if objective.statistic == Statistic.WITHIN else _("so many of them")
        found.append(Step(words, _count(part)))
        formula = _("%(part)s / %(all)s × 100") % {"part": _count(part), "all": _count(Fraction(figures["all"]))}
        found.append(Step(_("Formula"), formula))
    elif objective.statistic == Statistic.MEAN and result.samples:
        words = {"sum": _count(Fraction(figures.get("sum", "0"))), "n": telling.number(result.samples)}
        found.append(Step(_("Formula"), _("%(sum)s / %(n)s") % words))
    else:
        found.append(Step(_("Worked out as"), telling.how(objective)))
    return found + _results(result)


def _results(result: MonthlyResult) -> list[Step]:
    objective = result.objective
    found = [
        Step(_("Raw, before exclusions"), telling.level(result.raw, objective, result.target)),
        Step(_("Adjusted"), telling.level(result.adjusted, objective, result.target), strong=True),
        Step(_("Promised"), telling.promise(objective, result.target)),
    ]
    if result.coverage is not None:
        found.append(Step(_("Period covered by data"), telling.with_percent(result.coverage)))
    return found


def _counted_words(objective: Objective) -> str:
    if objective.of_tickets:
        return _("Tickets opened in the month")
    return _("Answers counted") if objective.kind == Objective.Kind.RESPONSE_TIME else _("Records counted")


def _minutes(value: Decimal) -> str:
    return telling.number(value, 4)


def _minus(value: Decimal) -> str:
    return f"− {_minutes(value)}" if value else "0"


def _count(value: Fraction) -> str:
    return telling.number(Decimal(value.numerator) / Decimal(value.denominator), 4)


def percentiles(result: MonthlyResult) -> list[tuple[str, list[str]]]:
    """By method the values at the usual percentiles; empty where nothing is spread."""
    found = result.figures.get("percentiles", {})
    objective = result.objective
    unit = "ms" if objective.kind == Objective.Kind.RESPONSE_TIME else "h" if objective.of_tickets else objective.unit
    rows = []
    for method, values in found.items():
        texts = [telling.plain_with_unit(Decimal(value), unit) for value in values.values()]
        rows.append((METHODS[method].label, texts))
    return rows


@dataclass(frozen=True)
class Incident:
    at: datetime.datetime
    until: datetime.datetime | None
    name: str
    size: str


def incidents(result: MonthlyResult) -> list[Incident]:
    """Longest outages, slowest tickets, highest values: the worst first."""
    objective = result.objective
    if objective.statistic == Statistic.TIME:
        spans = [tuple(map(datetime.datetime.fromisoformat, pair)) for pair in result.outages]
        spans.sort(key=lambda span: span[0] - span[1])
        return [
            Incident(begin, stop, "", telling.amount_of(Fraction((stop - begin) / datetime.timedelta(seconds=1)), "s"))
            for begin, stop in spans
        ]
    unit = "ms" if objective.kind == Objective.Kind.RESPONSE_TIME else "h" if objective.of_tickets else objective.unit
    unit = "" if unit == "%" else unit
    return [
        Incident(datetime.datetime.fromisoformat(at), None, name, telling.plain_with_unit(Decimal(str(value)), unit))
        for at, value, name in result.worst
    ]
