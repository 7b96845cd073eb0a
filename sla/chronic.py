"""Chronic failure: when so many months failed that the contract may be ended, the right is put on record."""

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from sla import credits
from sla.models import Agreement, ChronicRule, MonthlyResult, TerminationRight
from sla.rules import keep_terms, measure_of

#: Months that one right is looked for in; the longest window there can be.
LOOKED_AT = 36


def review(agreement: Agreement, *, today: datetime.date | None = None) -> None:
    """Hold the complete months of each objective with such terms against them; rights arise, grow or go."""
    if agreement.state != Agreement.State.IN_FORCE:
        return
    rules = list(ChronicRule.objects.filter(objective__agreement=agreement).select_related("objective"))
    if not rules:
        return
    rights: dict[int, list[TerminationRight]] = {}
    for right in TerminationRight.objects.filter(objective__agreement=agreement).order_by("pk"):
        rights.setdefault(right.objective_id, []).append(right)
    levels = _levels([rule.objective_id for rule in rules])
    for rule in rules:
        rule.objective.agreement = agreement
        _review_one(rule, levels.get(rule.objective_id, []), rights.get(rule.objective_id, []), today)


def _levels(objectives: list[int]) -> dict[int, list[tuple[datetime.date, object]]]:
    """objective -> [(month, level)] of complete months, oldest first; one query."""
    found: dict[int, list] = {}
    rows = MonthlyResult.objects.filter(objective__in=objectives, provisional=False).order_by("month")
    for objective, month, level in rows.values_list("objective_id", "month", "adjusted"):
        found.setdefault(objective, []).append((month, level))
    return found


def failed(rule: ChronicRule, levels: list, *, spent: frozenset = frozenset()) -> list[list[str]]:
    """The failed months of the latest window that is chronic, as a right keeps them; empty where none is.

    ``spent`` months have given a right already and do not count again. A month that is missing is no proof.
    """
    if not levels:
        return []
    by_month = {month: level for month, level in levels if month not in spent}
    months = _calendar(levels[0][0], levels[-1][0])[-LOOKED_AT:]
    found: list[list[str]] = []
    options = {
        "below": rule.mark,
        "within": rule.within,
        "direction": measure_of(rule.objective).direction,
    }
    row = [by_month.get(month) for month in months]
    for end in range(1, len(row) + 1):
        seen = row[:end]
        if credits.is_chronic(seen, times=rule.times, **options):
            found = [
                [months[place].isoformat(), f"{seen[place].normalize():f}"]
                for place in credits.failed_months(seen, **options)
            ]
    return found


def _calendar(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    months = [first]
    while months[-1] < last:
        months.append((months[-1] + datetime.timedelta(days=31)).replace(day=1))
    return months


def _review_one(rule: ChronicRule, levels: list, rights: list[TerminationRight], today: datetime.date | None) -> None:
    given_up = [right for right in rights if right.state not in ("open", "gone")]
    spent = frozenset(month for right in given_up for month in right.failed)
    months = failed(rule, levels, spent=spent)
    current = next((right for right in rights if right.state == "open"), None)
    today = today or timezone.localdate()
    if current is None and months and _last_day(rule, months) >= today:
        _give(rule, months, today)
    elif current is not None and not months:
        with translation.override(current.agreement.programme.organisation.language):
            why = _("Later results brought months back.")
        perform(current, "take_back", by=None, note=why)
    elif current is not None and current.months != months:
        until = _last_day(rule, months)
        actions.change(current, permission="sla.by_itself", by=None, verb="measured", months=months, usable_until=until)


def _last_day(rule: ChronicRule, months: list[list[str]]) -> datetime.date:
    """So many days after the end of the last month that failed."""
    last = datetime.date.fromisoformat(months[-1][0])
    following = (last + datetime.timedelta(days=31)).replace(day=1)
    return following - datetime.timedelta(days=1) + datetime.timedelta(days=rule.use_days)


def _give(rule: ChronicRule, months: list[list[str]], today: datetime.date) -> TerminationRight:
    right = TerminationRight(
        objective=rule.objective,
        months=months,
        mark=rule.mark,
        times=rule.times,
        within=rule.within,
        clause=rule.clause,
        arisen_on=today,
        usable_until=_last_day(rule, months),
    )
    return actions.create(right, permission="sla.by_itself", by=None, verb="arisen")


@transaction.atomic
def add_terms(rule: ChronicRule, *, by: User) -> ChronicRule:
    keep_terms(Agreement.objects.get(pk=rule.objective.agreement_id))
    return actions.create(rule, permission="sla.edit_agreement", by=by)


@transaction.atomic
def change_terms(rule: ChronicRule, *, by: User, seen_revision: int | None = None, **fields) -> ChronicRule:
    keep_terms(Agreement.objects.get(pk=rule.objective.agreement_id))
    return actions.change(rule, permission="sla.edit_agreement", by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def remove_terms(rule: ChronicRule, *, by: User) -> None:
    keep_terms(Agreement.objects.get(pk=rule.objective.agreement_id))
    actions.remove(rule, permission="sla.edit_agreement", by=by)


def lapse_rights(today: datetime.date | None = None) -> int:
    """Rights past their last day lapse. Safe to run at any time."""
    today = today or timezone.localdate()
    missed = TerminationRight.objects.filter(state=TerminationRight.State.OPEN, usable_until__lt=today)
    count = 0
    for right in missed.select_related("objective__agreement__programme"):
        try:
            perform(right, "lapse", by=None)
        except Refused:
            continue  # somebody used it in the same moment
        count += 1
    return count
