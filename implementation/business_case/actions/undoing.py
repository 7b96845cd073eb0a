"""Taking back what one person changed last in the lines of a scenario."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.models import User
from core.refusal import Refused
from implementation.business_case.actions.lines import FIELDS, Entry, write, written
from implementation.business_case.actions.versions import locked_draft
from implementation.business_case.models import Line, Scenario

MONEY = ("low", "likely", "high", "growth")


def difference(before: dict[str, dict], after: dict[str, dict]) -> dict[str, Any]:
    """What a change did, as plain values: the lines as they were and as they are; empty where nothing differs."""
    old, new = audit.changed(before, after)
    return {"before": old, "after": new} if old or new else {}


@transaction.atomic
def undo(scenario: Scenario, change: dict[str, Any], *, by: User) -> None:
    """Put back the lines that ``change`` names, all or none. ``Refused`` where one was changed again since."""
    locked_draft(scenario.case, by)
    now, before, after = written(scenario), change["before"], change["after"]
    touched = {*before, *after}
    if any(now.get(pk) != after.get(pk) for pk in touched):
        raise Refused(_("A line was changed again since: undo is not possible any more."))
    lines = {str(line.pk): line for line in scenario.lines.filter(pk__in=touched)}
    for pk in touched:
        _put_back(scenario, lines.get(pk), before.get(pk))
    fresh = Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)
    fresh.revision += 1
    fresh.save()
    old, new = audit.changed(now, written(scenario))
    audit.entry(fresh, "put back", by=by, before=old, after=new)


def _put_back(scenario: Scenario, line: Line | None, kept: dict[str, Any] | None) -> None:
    if kept is None:
        line.delete()
        return
    line = line or Line(scenario=scenario)
    line.scenario = scenario
    write(line, _as_it_was(line.pk, kept))


def _as_it_was(pk: int | None, kept: dict[str, Any]) -> Entry:
    fields = {name: Decimal(kept[name]) if name in MONEY else kept[name] for name in FIELDS}
    if pk is None:
        fields["kind"] = kept["kind"]
    return Entry(pk, fields, {int(year): Decimal(amount) for year, amount in kept["amounts"].items()})
