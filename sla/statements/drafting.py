"""Drafts by themselves: a month that is complete has a statement, so that nobody forgets to send it."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from sla.models import Agreement, MonthlyResult, Statement


def complete_months(agreement: Agreement) -> list[datetime.date]:
    """Months of which every result is in: none of them still runs or waits for measurements; earliest first."""
    results = MonthlyResult.objects.filter(objective__agreement=agreement)
    waiting = set(results.filter(provisional=True).values_list("month", flat=True))
    return sorted(set(results.filter(provisional=False).values_list("month", flat=True)) - waiting)


def missing_months(agreement: Agreement) -> list[datetime.date]:
    """Complete months without a statement."""
    there = set(agreement.statements.values_list("month", flat=True))
    return [month for month in complete_months(agreement) if month not in there]


@transaction.atomic
def draft(agreement: Agreement, month: datetime.date, *, by: User | None) -> Statement:
    """The statement of a month, made once."""
    if by is not None and not by.has_perm("sla.check_statement", agreement):
        raise PermissionDenied
    audit.lock(agreement.scope_key)
    if found := agreement.statements.filter(month=month).first():
        return found
    if month not in complete_months(agreement):
        raise Refused(_("This month is not complete: measurements do not reach its end."))
    permission = "sla.check_statement" if by else "sla.by_itself"
    return actions.create(Statement(agreement=agreement, month=month), permission=permission, by=by, verb="drafted")


def draft_due(agreement: Agreement) -> list[Statement]:
    """Every complete month since the agreement came into force. Safe to run at any time."""
    begin = agreement.in_force_on.replace(day=1) if agreement.in_force_on else None
    if begin is None:
        return []
    return [draft(agreement, month, by=None) for month in missing_months(agreement) if month >= begin]
