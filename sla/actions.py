"""What people do with the terms of an agreement: set tiers, put it in force, exclude time."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import User
from core.refusal import Refused, Stale
from core.text import say
from core.workflow import perform
from sla.credits import Tier, TierFault, TierProblem, tier_problems
from sla.models import Agreement, CreditTier, Exclusion, Objective
from sla.rollup import month_of, months_between, roll_up

FAULTS = {
    TierFault.NO_TIERS: _("Enter at least one tier."),
    TierFault.OUT_OF_RANGE: _("Tier {n}: every number lies between 0 and 100."),
    TierFault.UPSIDE_DOWN: _("Tier {n}: the upper bound must be above the lower one."),
    TierFault.GAP: _("Tier {n}: there is a gap below it. Begin it where the next worse tier ends."),
    TierFault.OVERLAP: _("Tier {n}: it overlaps the next worse tier. Begin it where that tier ends."),
    TierFault.NOT_FROM_ZERO: _("Tier {n}: the worst tier must begin at 0."),
    TierFault.WORSE_EARNS_LESS: _("Tier {n}: worse service must not earn less."),
}


def words_for(problem: TierProblem, number: int | None = None) -> str:
    """The sentence for a fault; ``number`` is the tier's place as the person sees it."""
    return say(FAULTS[problem.fault], n=number or (problem.tier or 0) + 1)


def keep_terms(agreement: Agreement) -> None:
    """Terms change in a draft only: what is in force is what both sides signed."""
    if agreement.state != Agreement.State.DRAFT:
        raise Refused(
            _("An agreement in force keeps its terms. Take the step “Correct the terms” first, with the reason.")
        )


@transaction.atomic
def add_objective(objective: Objective, *, by: User) -> Objective:
    keep_terms(objective.agreement)
    actions.create(objective, permission="sla.edit_agreement", by=by)
    roll_up(objective.agreement)
    return objective


@transaction.atomic
def edit_objective(objective: Objective, *, by: User, seen_revision: int | None = None, **fields) -> Objective:
    """Change it and work its months out again: both or neither."""
    audit.lock(objective.scope_key)
    keep_terms(Agreement.objects.get(pk=objective.agreement_id))
    fresh = actions.change(objective, permission="sla.edit_agreement", by=by, seen_revision=seen_revision, **fields)
    roll_up(fresh.agreement)
    return fresh


@transaction.atomic
def set_tiers(
    agreement: Agreement, tiers: dict[str, list[Tier]], *, by: User, seen_revision: int | None = None
) -> Agreement:
    """Replace the tables, one for each kind of objective. Raises Refused for a table with a gap or an overlap."""
    if not by.has_perm("sla.edit_agreement", agreement):
        raise PermissionDenied
    audit.lock(agreement.scope_key)
    fresh = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    keep_terms(fresh)
    if seen_revision is not None and seen_revision != fresh.revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    for table in tiers.values():
        if problems := tier_problems(table):
            raise Refused(words_for(problems[0]))
    before = [str(tier) for tier in fresh.tiers.all()]
    fresh.tiers.all().delete()
    for kind, table in tiers.items():
        for row in table:
            CreditTier.objects.create(agreement=fresh, kind=kind, lower=row.lower, upper=row.upper, percent=row.percent)
    fresh.revision += 1
    fresh.save(update_fields=["revision"])
    after = [str(tier) for tier in CreditTier.objects.filter(agreement=fresh)]
    audit.entry(fresh, "tiers set", by=by, before={"tiers": before}, after={"tiers": after})
    agreement.revision = fresh.revision
    return fresh


@transaction.atomic
def put_in_force(agreement: Agreement, *, by: User) -> Agreement:
    """From now on complete months are judged, those that lie behind it from the day each objective is valid too."""
    perform(agreement, "put_in_force", by=by, in_force_on=agreement.in_force_on or timezone.localdate())
    roll_up(agreement)
    return agreement


def _months(exclusion: Exclusion) -> list:
    zone = exclusion.agreement.zone
    return list(months_between(month_of(exclusion.start, zone), month_of(exclusion.end, zone)))


@transaction.atomic
def exclude(exclusion: Exclusion, *, by: User) -> Exclusion:
    """Time that does not count; the months it touches are worked out again."""
    actions.create(exclusion, permission="sla.edit_exclusion", by=by)
    roll_up(exclusion.agreement, months=_months(exclusion))
    return exclusion


@transaction.atomic
def remove_exclusion(exclusion: Exclusion, *, by: User, note: str) -> None:
    if not note.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    agreement, months = exclusion.agreement, _months(exclusion)
    actions.remove(exclusion, permission="sla.edit_exclusion", by=by, note=note)
    roll_up(agreement, months=months)
