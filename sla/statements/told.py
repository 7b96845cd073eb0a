"""A statement as people read it: the kept values in the language and the numbers of the reader."""

import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core import text
from core.evidence import in_this_language
from sla import shown
from sla.models import Objective
from sla.statements.lines import MINUTES

FIELDS = {
    "target": gettext_lazy("Target"),
    "raw": gettext_lazy("Raw"),
    "adjusted": gettext_lazy("Adjusted"),
    "coverage": gettext_lazy("Covered by data"),
    "up": gettext_lazy("Minutes up"),
    "down": gettext_lazy("Minutes down"),
    "excluded": gettext_lazy("Minutes excluded"),
    "unknown": gettext_lazy("Minutes unknown"),
    "attained": gettext_lazy("Attained"),
    "credit": gettext_lazy("Credit"),
}


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """What page, paper and tables show of the kept facts."""
    currency = facts["currency"]
    return {
        "facts": facts,
        "month": datetime.date.fromisoformat(f"{facts['month']}-01"),
        "zone": ZoneInfo(facts["zone"]),
        "currency": currency,
        "objectives": [_objective(line) for line in facts["objectives"]],
        "incidents": [item | {"start": _at(item["from"]), "end": _at(item["to"])} for item in facts["incidents"]],
        "exclusions": [_exclusion(item) for item in facts["exclusions"]],
        "breaches": [_breach(item) for item in facts["breaches"]],
        "credits": [_credit(item, currency) for item in facts["credits"]],
        "corrections": [_correction(item, currency) for item in facts["corrections"]],
        "missed": sum(line["attained"] is False for line in facts["objectives"]),
    }


def level(value: str | None, target: str | None, unit: str) -> str:
    """A service level in its unit, cut where rounding would lift it over its target."""
    if value is None:
        return "–"
    if unit in ("%", ""):
        number = shown.figure(Decimal(value), Decimal(target)) if target else _number(value, 2)
        return _("%(figure)s %%") % {"figure": number}
    return _("%(figure)s %(unit)s") % {"figure": _exact(value), "unit": unit}


def _target(line: dict[str, Any]) -> str:
    if line["unit"] in ("%", ""):
        return _("%(figure)s %%") % {"figure": shown.target_text(Decimal(line["target"]))}
    return _("%(figure)s %(unit)s") % {"figure": _exact(line["target"]), "unit": line["unit"]}


def _objective(line: dict[str, Any]) -> dict[str, Any]:
    bound = _("at most %(target)s") if line["direction"] == Objective.Direction.AT_MOST else _("at least %(target)s")
    words = {name: level(line[name], line["target"], line["unit"]) for name in ("raw", "adjusted")}
    minutes = {name: _number(line[name], 1) for name in MINUTES} if line["by_time"] else dict.fromkeys(MINUTES, "–")
    coverage = _("%(figure)s %%") % {"figure": _cut(line["coverage"])} if line["coverage"] is not None else "–"
    return line | {
        "words": words | minutes | {"target": bound % {"target": _target(line)}, "coverage": coverage},
        "has_gap": line["coverage"] is not None and Decimal(line["coverage"]) < 100,
    }


def _exclusion(item: dict[str, Any]) -> dict[str, Any]:
    dates = ("notice_at", "proposed_at", "answered_at")
    return item | {
        "spans": [(_at(begin), _at(stop)) for begin, stop in item["spans"]],
        **{name: _at(item[name]) for name in dates},
    }


def _breach(item: dict[str, Any]) -> dict[str, Any]:
    return item | {
        "words": {
            "measured": level(item["measured"], item["target"], item["unit"]),
            "target": level(item["target"], None, item["unit"]),
        },
        "answer_by": _on(item["answer_by"]),
        "explained_at": _at(item["explained_at"]),
        "remedies": [row | {"due": _on(row["due"])} for row in item["remedies"]],
    }


def _credit(item: dict[str, Any], currency: str) -> dict[str, Any]:
    steps = item["steps"]
    lines = steps.get(get_language() or "en") or steps["en"]
    return item | {
        "lines": [{"label": label, "figures": figures, "clause": clause} for label, figures, clause in lines],
        "claim_by": _on(item["claim_by"]),
        "money": text.amount(Decimal(item["worth"]), currency, places=text.minor_units(currency)),
    }


def _correction(item: dict[str, Any], currency: str) -> dict[str, Any]:
    return item | {
        "words": FIELDS[item["field"]],
        "shown_was": value_words(item["field"], item["was"], item["unit"], currency),
        "shown_now": value_words(item["field"], item["now"], item["unit"], currency),
        "reason": in_this_language(item["why"]),
    }


def value_words(field: str, value: Any, unit: str, currency: str) -> str:
    """One compared value for people, with every decimal: corrections are often small."""
    if value is None:
        return "–"
    if field == "attained":
        return _("Yes") if value else _("No")
    if field == "credit":
        return text.amount(Decimal(value), currency, places=text.minor_units(currency))
    if field in MINUTES:
        return _number(value, 1)
    if field == "coverage" or unit in ("%", ""):
        return _("%(figure)s %%") % {"figure": _exact(value, 4)}
    return _("%(figure)s %(unit)s") % {"figure": _exact(value, 4), "unit": unit}


def _at(moment: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(moment) if moment else None


def _on(day: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None


def _number(value: str | None, places: int) -> str:
    if value is None:
        return "–"
    return formats.number_format(text.rounded(value, places), decimal_pos=places, force_grouping=True)


def _cut(value: str) -> str:
    """A coverage just below 100 % never shows as 100."""
    number = Decimal(value)
    return _exact(value, 4) if Decimal("99.9") < number < 100 else _number(value, 1)


def _exact(value: str, places: int = 10) -> str:
    number = text.rounded(value, places).normalize()
    return formats.number_format(number, decimal_pos=max(0, -number.as_tuple().exponent), force_grouping=True)
