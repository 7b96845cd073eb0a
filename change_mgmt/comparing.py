"""What is no longer as it was decided, and which days a change moves."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import ChangeRequest
from core.text import amount, number

#: Facts that are compared, with their names.
NAMES: dict[str, Any] = {
    "cost": _("Extra cost"),
    "days": _("Extra days"),
    "effect_on_scope": _("Effect on scope"),
    "effect_on_risk": _("Effect on risk"),
    "effect_on_people": _("Effect on people"),
    "size": _("Size"),
}


def compared(change: ChangeRequest, facts: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    """(name, as decided, now) of whatever differs; at the end what it really cost and took."""
    return [*_differing(change, facts), *_in_the_end(change, facts)]


def _differing(change: ChangeRequest, facts: dict[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    for name, label in NAMES.items():
        if name not in facts:
            continue
        now = getattr(change, name)
        was = Decimal(str(facts[name])) if name == "cost" else facts[name]
        if was != now:
            yield label, _shown(change, name, was), _shown(change, name, now)


def _shown(change: ChangeRequest, name: str, value: Any) -> Any:
    if name == "cost":
        return amount(value, change.programme.organisation.currency)
    if name == "size":
        return dict(ChangeRequest.Size.choices).get(value, value)
    return number(value) if name == "days" else value


def _in_the_end(change: ChangeRequest, facts: dict[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    if change.actual_cost is not None:
        currency = change.programme.organisation.currency
        planned = Decimal(str(facts.get("cost", 0)))
        yield _("What it cost"), amount(planned, currency), amount(change.actual_cost, currency)
    if change.actual_days is not None:
        yield _("Days it took"), number(facts.get("days", 0)), number(change.actual_days)


def moved_milestones(change: ChangeRequest) -> list[tuple[str, datetime.date, datetime.date]]:
    """(name, day before, day after) of every milestone that moves by the extra days."""
    decided = change.decisions.filter(outcome="approve").first() if not change.is_open else None
    if decided and "milestones" in decided.facts:
        kept = [(name, parse_date(due)) for name, due in decided.facts["milestones"]]
    else:
        kept = [(item.name, item.due) for item in change.milestones.all()]
    return [(name, due, working_days_after(due, change.days)) for name, due in kept]


def working_days_after(start: datetime.date, days: int) -> datetime.date:
    """So many working days (Monday to Friday) later; earlier where the number is negative."""
    step, left = datetime.timedelta(days=1 if days >= 0 else -1), abs(days)
    found = start
    while left:
        found += step
        left -= found.weekday() < 5
    return found


__all__ = ["compared", "moved_milestones", "working_days_after"]
