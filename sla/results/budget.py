"""The error budget of a month in words: left, how fast it burns, and when it is gone."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from sla import telling
from sla.models import MonthlyResult


@dataclass(frozen=True)
class BudgetWords:
    allowed: str
    used: str
    left: str
    spent: str
    tone: str
    forecast: str
    rates: list[tuple[str, str]]
    at: datetime.datetime | None


def budget_words(result: MonthlyResult | None) -> BudgetWords | None:
    """None where the objective knows no budget, or the month has no result."""
    found = result.figures.get("budget") if result else None
    if not found:
        return None
    unit = found["unit"]
    spent = found["spent"]
    tone, forecast = _forecast(found)
    return BudgetWords(
        allowed=telling.amount_of(found["allowed"], unit),
        used=telling.amount_of(found["used"], unit),
        left=telling.amount_of(found["left"], unit),
        spent="–" if spent is None else telling.with_percent(Decimal(spent)),
        tone=tone,
        forecast=forecast,
        rates=[(_window(int(hours)), _rate(rate)) for hours, rate in found.get("burn", {}).items()],
        at=datetime.datetime.fromisoformat(found["at"]) if "at" in found else None,
    )


def _forecast(found: dict) -> tuple[str, str]:
    said = found.get("forecast")
    if said == "goes":
        day = formats.date_format(datetime.date.fromisoformat(found["gone_on"]), "DATE_FORMAT")
        return "warn", _("gone on %(day)s at this pace") % {"day": day}
    if said == "holds":
        return "ok", _("lasts to the end of the month at this pace")
    if said == "gone" or Decimal(found["left"]) < 0:
        return "bad", _("used up")
    return "ok" if said is None else "idle", ""


def _window(hours: int) -> str:
    if hours % 24 == 0:
        return _("%(n)s days") % {"n": hours // 24}
    return _("%(n)s h") % {"n": hours}


def _rate(rate: str | None) -> str:
    if rate is None:
        return "–"
    return _("%(n)s times") % {"n": formats.number_format(round(Decimal(rate), 1), decimal_pos=1, force_grouping=True)}
