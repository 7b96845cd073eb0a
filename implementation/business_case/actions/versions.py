"""Versions of the business case: made, submitted, confirmed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.business_case.models import BusinessCase, Confirmation, Line, LineAmount, Scenario
from implementation.business_case.versions import facts_to_confirm
from implementation.gates.signing import signature
from implementation.programme.models import Programme

IN_THE_MAKING = (BusinessCase.State.DRAFT, BusinessCase.State.SUBMITTED)
#: What a line keeps from version to version.
KEPT = (
    "kind",
    "category",
    "title",
    "shape",
    "low",
    "likely",
    "high",
    "growth",
    "start_month",
    "end_month",
    "goal_id",
    "source",
)


def unfinished_case(programme: Programme) -> BusinessCase | None:
    return programme.businesscases.filter(state__in=IN_THE_MAKING).first()


def confirmed_case(programme: Programme) -> BusinessCase | None:
    return programme.businesscases.filter(state=BusinessCase.State.CONFIRMED).first()


def current_case(programme: Programme) -> BusinessCase | None:
    """The confirmed version; where none is, the newest."""
    return confirmed_case(programme) or programme.businesscases.first()


@transaction.atomic
def start_version(case: BusinessCase, *, by: User) -> BusinessCase:
    """A first version, or a further one that starts with the scenarios and lines of the last."""
    audit.lock(case.scope_key)
    if unfinished_case(case.programme):
        raise Refused(_("A new version is in the making already: finish that one first."))
    last = case.programme.businesscases.first()
    case.number = last.number + 1 if last else 1
    actions.create(case, permission="business_case.edit_case", by=by)
    if last:
        _copy(last, case)
    else:
        _furnish(case)
    return case


def _furnish(case: BusinessCase) -> None:
    """A first version has a scenario to fill, and doing nothing to compare it with; the entry of the version says so."""
    with translation.override(case.programme.organisation.language):
        planned, nothing = _("As planned"), _("Doing nothing")
    Scenario.objects.create(case=case, mode=Scenario.Mode.OTHER, title=planned, is_chosen=True)
    Scenario.objects.create(case=case, mode=Scenario.Mode.NOTHING, title=nothing)


def _copy(last: BusinessCase, case: BusinessCase) -> None:
    """The scenarios and lines of the version before, as far as the new horizon reaches."""
    for old in last.scenarios.order_by("pk"):
        scenario = Scenario.objects.create(
            case=case, mode=old.mode, title=old.title, is_chosen=old.is_chosen, source=old.source, previous=old
        )
        for line in old.lines.order_by("pk").prefetch_related("amounts"):
            kept: dict[str, Any] = {name: getattr(line, name) for name in KEPT}
            copy = Line.objects.create(scenario=scenario, previous=line, **kept)
            LineAmount.objects.bulk_create(
                LineAmount(line=copy, year=year, amount=amount)
                for year, amount in line.by_year.items()
                if year <= case.horizon_years
            )


def locked_draft(case: BusinessCase, by: User) -> BusinessCase:
    """The version as it is now, locked, if this person may still change it."""
    if not by.has_perm("business_case.edit_case", case):
        raise PermissionDenied
    audit.lock(case.scope_key)
    fresh = BusinessCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if fresh.state != BusinessCase.State.DRAFT:
        raise Refused(_("Only a draft can be changed: this version is submitted or confirmed."))
    return fresh


@transaction.atomic
def submit(case: BusinessCase, *, by: User, note: str = "") -> BusinessCase:
    """Ask a sponsor to confirm; from now on it does not change."""
    return perform(case, "submit", by=by, note=note, submitted_by=by)


@transaction.atomic
def confirm(case: BusinessCase, *, by: User, note: str = "") -> Confirmation:
    """Freeze scenarios, lines and figures, make this the valid version and replace the one before."""
    perform(case, "confirm", by=by, note=note)
    confirmation = Confirmation(**signature(case.programme, by), case=case, facts=facts_to_confirm(case))
    actions.create(confirmation, permission="business_case.confirm_case", by=by, note=note)
    for earlier in case.programme.businesscases.filter(state="confirmed").exclude(pk=case.pk):
        perform(earlier, "supersede", by=by)
    return confirmation
