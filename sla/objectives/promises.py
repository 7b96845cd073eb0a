"""A promise that changes from a day on: a new version begins, the old one ends, and what was judged stays."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import User
from core.refusal import Refused, Stale
from core.text import day as day_words
from core.text import month as month_words
from core.text import say
from sla.models import Agreement, Objective
from sla.rollup import months_between, next_month, roll_up
from sla.statements import is_issued

CHANGED = _("The promise changed from a day on.")
COPIED = (
    "kind",
    "name",
    "clause",
    "monitor",
    "statistic",
    "percent",
    "method",
    "target",
    "limit_ms",
    "limit_hours",
    "priority",
    "calendar_id",
    "degraded",
    "max_silence_hours",
    "direction",
    "unit",
)
DAY = datetime.timedelta(days=1)


@transaction.atomic
def change_promise(
    objective: Objective,
    *,
    first_day: datetime.date,
    by: User,
    note: str,
    seen_revision: int | None = None,
    **fields,
) -> Objective:
    """The promise as it is from ``first_day`` on; the version before ends on the day before. Months that count stay."""
    if not by.has_perm("sla.change_promise", objective):
        raise PermissionDenied
    audit.lock(objective.scope_key)
    old = Objective.objects.select_for_update(of=("self",)).select_related("agreement__contract").get(pk=objective.pk)
    if seen_revision is not None and seen_revision != old.revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    check_change(old, first_day)
    if not note.strip():
        raise Refused(_("Say what was agreed, and where it is written."))
    same = {name: getattr(old, name) for name in COPIED}
    fields = {("calendar_id" if name == "calendar" else name): value for name, value in fields.items()}
    if "calendar_id" in fields and fields["calendar_id"] is not None:
        fields["calendar_id"] = getattr(fields["calendar_id"], "pk", fields["calendar_id"])
    if all(same[name] == value for name, value in fields.items()):
        raise Refused(_("Nothing is different: change what was promised, or leave it as it is."))
    new = Objective(agreement=old.agreement, valid_from=first_day, replaces=old, **same | fields)
    actions.change(old, permission="sla.change_promise", by=by, verb="ended", note=note, valid_until=first_day - DAY)
    actions.create(new, permission="sla.change_promise", by=by, verb="created", note=note)
    roll_up(old.agreement, months=_from(old, first_day), why=CHANGED)
    return new


def check_change(objective: Objective, first_day: datetime.date) -> None:
    """Raises Refused where the promise cannot change from this day on."""
    if objective.agreement.state == Agreement.State.ENDED:
        raise Refused(_("The agreement has ended: its promises stay as they were."))
    if objective.valid_until is not None:
        raise Refused(_("A later version of this promise exists already: change that one."))
    if first_day <= objective.valid_from:
        raise Refused(
            say(
                _("Choose a day after {day}: this version of the promise begins on it."),
                day=day_words(objective.valid_from),
            )
        )
    if closed := closed_month(objective, first_day):
        raise Refused(say(_("{month} is judged already. Choose a later day."), month=month_words(closed)))


def closed_month(objective: Objective, first_day: datetime.date) -> datetime.date | None:
    """The latest month, from that of a day on, that was judged or whose statement went out."""
    month = first_day.replace(day=1)
    judged = objective.results.filter(month__gte=month, provisional=False, attained__isnull=False)
    months = set(judged.values_list("month", flat=True)) | set(
        objective.breaches.filter(month__gte=month).values_list("month", flat=True)
    )
    known = objective.results.filter(month__gte=month).values_list("month", flat=True)
    months |= {found for found in {month, *known} if is_issued(objective.agreement, found)}
    return max(months, default=None)


def _from(objective: Objective, first_day: datetime.date) -> list[datetime.date]:
    month = first_day.replace(day=1)
    last = objective.results.order_by("-month").values_list("month", flat=True).first() or month
    return list(months_between(month, max(last, next_month(month))))


def versions(objective: Objective) -> list[Objective]:
    """Every version of one promise, the first one first."""
    first = objective
    while first.replaces_id:
        first = first.replaces
    found = [first]
    while later := Objective.objects.filter(replaces=found[-1]).first():
        found.append(later)
    for item in found:
        item.agreement = objective.agreement
    return found
