"""A credit in words: every step of it, with its clause, from what to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import text
from sla.credits import Basis, Per, Shape


@dataclass(frozen=True)
class Line:
    """One line of the sum: what was applied, the figures, where the contract says so, and whether it moved anything."""

    label: str
    figures: str
    clause: str = ""
    changed: bool = True


def plain_number(value: Decimal | str) -> str:
    """In the reader's language, with the decimals that it has and no idle ones."""
    number = Decimal(value).normalize()
    places = max(0, -number.as_tuple().exponent)
    return formats.number_format(number, decimal_pos=places, force_grouping=True)


def percentage(value: Decimal | str, places: int = 4) -> str:
    """At most so many decimals."""
    return _("%(figure)s %%") % {"figure": plain_number(text.rounded(Decimal(value), places))}


def level(value: Decimal | str, unit: str) -> str:
    """A service level with its unit: 99.9 %, 4 h."""
    if unit.strip() in ("%", ""):
        return percentage(value, 10)
    return _("%(figure)s %(unit)s") % {"figure": plain_number(value), "unit": unit}


class _Sums:
    """Amounts of one currency, with every minor unit."""

    def __init__(self, currency: str):
        self.currency = currency

    def money(self, value: Decimal | str) -> str:
        return text.amount(Decimal(value), self.currency, places=text.minor_units(self.currency))


def lines(steps: list[dict[str, Any]], fee: Decimal, currency: str) -> list[Line]:
    """The steps of a credit as they were kept, in the reader's language."""
    sums, found = _Sums(currency), []
    before = Decimal(0)
    for step in steps:
        found += _of_step(step, fee, before, sums)
        before = Decimal(step.get("amount", 0))
    return found


def _of_step(step: dict, fee: Decimal, before: Decimal, sums: _Sums) -> Iterator[Line]:
    key = step["key"]
    if key in ("no_rule", "no_tiers"):
        yield Line(_("Rule"), _("none is agreed for this kind of objective"))
    elif key == "unfit":
        yield Line(_("Rule"), _("it does not fit this objective any more: correct the terms"))
    elif key == "tier":  # as credits were kept before there were other shapes
        share = {"shape": "steps", "direction": "at_least", "unit": "%", "earns": step["limit"], "share": step["limit"]}
        yield from _rule(step | share | {"affected": "100", "base": fee}, sums)
    elif key == "rule":
        yield from _rule(step, sums)
    else:
        yield Line(_limit(step, sums), _moved(step, before, sums), step.get("clause", ""), step["changed"])


def _rule(step: dict, sums: _Sums) -> Iterator[Line]:
    shape = Shape(step["shape"])
    if shape not in (Shape.HOURS, Shape.FIXED) and Decimal(step["affected"]) != 100:
        figures = f"{sums.money(step['fee'])} × {percentage(step['affected'])} = {sums.money(step['base'])}"
        yield Line(_("The affected service bears a share of the fee"), figures)
    yield from _SHAPES[shape](step, sums)


def _fee_times_share(step: dict, sums: _Sums, label: str, clause: str = "") -> Line:
    figures = f"{sums.money(step['base'])} × {percentage(step['share'])} = {sums.money(step['amount'])}"
    return Line(label, figures, clause, step["changed"])


def tier_words(lower: str | Decimal, upper: str | Decimal | None, unit: str, direction: str) -> str:
    """Which bound is included is said in words."""
    low = level(lower, unit)
    if upper is None:
        return _("above %(lower)s") % {"lower": low}
    high = level(upper, unit)
    if direction == "at_most":
        return _("above %(lower)s, up to %(upper)s") % {"lower": low, "upper": high}
    return _("%(lower)s up to, not including, %(upper)s") % {"lower": low, "upper": high}


def _tier(step: dict, worth: str) -> Line:
    if step["lower"] is None:
        return Line(_("Tier: none is reached"), percentage(0), step.get("clause", ""), False)
    words = tier_words(step["lower"], step["upper"], step["unit"], step["direction"])
    return Line(_("Tier: %(span)s") % {"span": words}, worth, step.get("clause", ""))


def _steps(step: dict, sums: _Sums) -> Iterator[Line]:
    yield _tier(step, percentage(step["earns"] or 0))
    yield _fee_times_share(step, sums, _("Monthly fee of the service × tier"))


def days_words(days: Decimal | str) -> str:
    number = Decimal(days)
    return ngettext("%(n)s day", "%(n)s days", 1 if number == 1 else 2) % {"n": plain_number(number)}


def _days(step: dict, sums: _Sums) -> Iterator[Line]:
    earns = step["earns"] or "0"
    yield _tier(step, days_words(earns))
    figures = f"{sums.money(step['base'])} ÷ {step['days']} × {plain_number(earns)} = {sums.money(step['amount'])}"
    yield Line(_("Monthly fee ÷ days of the month × days of service"), figures, "", step["changed"])


def _points(step: dict, sums: _Sums) -> Iterator[Line]:
    width = level(step["step"], step["unit"])
    gap = level(abs(Decimal(step["measured"]) - Decimal(step["target"])), step["unit"])
    label = _("%(gap)s from the target: started steps of %(width)s") % {"gap": gap, "width": width}
    figures = f"{step['units'] or 0} × {percentage(step['percent'])}"
    yield Line(label, figures, step.get("clause", ""))
    yield _fee_times_share(step, sums, _("Monthly fee of the service × share, at most the whole fee"))


def _pro_rata(step: dict, sums: _Sums) -> Iterator[Line]:
    whole = step["basis"] == Basis.WHOLE
    label = _("Missing share of the whole") if whole else _("Missing share of what was promised")
    if Decimal(step["factor"]) != 1:
        label = f"{label} × {plain_number(step['factor'])}"
    yield Line(label, percentage(step["share"]), step.get("clause", ""))
    yield _fee_times_share(step, sums, _("Monthly fee of the service × missing share"))


def _linear(step: dict, sums: _Sums) -> Iterator[Line]:
    label = _("Between %(first)s (%(low)s) and %(last)s (%(high)s)") % {
        "first": level(step["first_level"], step["unit"]),
        "low": percentage(step["first_percent"]),
        "last": level(step["last_level"], step["unit"]),
        "high": percentage(step["last_percent"]),
    }
    yield Line(label, percentage(step["share"]), step.get("clause", ""))
    yield _fee_times_share(step, sums, _("Monthly fee of the service × share on the line"))


def _times(step: dict, sums: _Sums, label: str) -> Line:
    figures = f"{step['units'] or 0} × {sums.money(step['amount_each'])}"
    if Decimal(step["affected"]) != 100:
        figures = f"{figures} × {percentage(step['affected'])}"
    return Line(label, f"{figures} = {sums.money(step['amount'])}", step.get("clause", ""), step["changed"])


def _hours(step: dict, sums: _Sums) -> Iterator[Line]:
    label = _("%(hours)s hours lost: started steps of %(width)s hours") % {
        "hours": plain_number(text.rounded(Decimal(step["lost_hours"]), 2)),
        "width": plain_number(step["step"]),
    }
    yield _times(step, sums, label)


def _fixed(step: dict, sums: _Sums) -> Iterator[Line]:
    label = _("Fixed amount for each incident") if step["per"] == Per.INCIDENT else _("Fixed amount for the breach")
    yield _times(step, sums, label)


_SHAPES = {
    Shape.STEPS: _steps,
    Shape.DAYS: _days,
    Shape.POINTS: _points,
    Shape.PRO_RATA: _pro_rata,
    Shape.LINEAR: _linear,
    Shape.HOURS: _hours,
    Shape.FIXED: _fixed,
}


def _limit(step: dict, sums: _Sums) -> str:
    if step["key"] == "minimum":
        if step["limit"] is None:
            return _("No minimum")
        return _("Minimum %(limit)s") % {"limit": sums.money(step["limit"])}
    none = {"monthly_cap": _("No monthly cap"), "annual_cap": _("No annual cap")}
    if step.get("cap") is None:
        return none[step["key"]]
    words = {
        "monthly_cap": _("Monthly cap %(cap)s, %(used)s used"),
        "annual_cap": _("Annual cap %(cap)s, %(used)s used"),
    }
    return words[step["key"]] % {"cap": sums.money(step["cap"]), "used": sums.money(step["used"])}


def _moved(step: dict, before: Decimal, sums: _Sums) -> str:
    if not step["changed"]:
        return _("no change")
    return f"{sums.money(step.get('before', before))} → {sums.money(step['amount'])}"
