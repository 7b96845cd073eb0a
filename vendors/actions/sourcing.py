"""Build, buy or outsource: enter what each costs, put it before the sponsor, decide."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.signing import signature
from vendors.actions._record import ask, keep, take
from vendors.costs import laid_out
from vendors.models import Sourcing, SourcingCost, SourcingDecision, SourcingOption


def _costs(option: SourcingOption) -> dict[str, str]:
    return {f"{cost.category} {cost.year}": f"{cost.amount:.2f}" for cost in option.costs.all() if cost.amount}


@transaction.atomic
def save_option(
    option: SourcingOption,
    *,
    by: User,
    amounts: Mapping[tuple[str, int], Decimal],
    seen_revision: int | None = None,
    **fields,
) -> SourcingOption:
    """The option with all its costs at once: ``amounts`` by category and year; what is not named is nothing."""
    ask(by, "vendors.edit_sourcing", option)
    fresh = take(option, seen_revision=seen_revision)
    if Sourcing.objects.get(programme_id=fresh.programme_id).state != Sourcing.State.COMPARING:
        raise Refused(_("The figures stay as they are while the decision is asked for or taken. Reopen it first."))
    before = audit.snapshot(fresh) | _costs(fresh)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.full_clean()
    fresh.costs.all().delete()
    costs = [SourcingCost(option=fresh, category=c, year=y, amount=a) for (c, y), a in amounts.items() if a]
    for cost in costs:
        cost.full_clean(validate_unique=False, validate_constraints=True)
    SourcingCost.objects.bulk_create(costs)
    keep(fresh, "changed", by=by, before=before, after=audit.snapshot(fresh) | _costs(fresh))
    return fresh


def submit_sourcing(sourcing: Sourcing, *, by: User, note: str = "") -> Sourcing:
    return perform(sourcing, "submit", by=by, note=note, submitted_by=by)


@transaction.atomic
def decide_sourcing(sourcing: Sourcing, *, option: SourcingOption, reason: str, by: User) -> SourcingDecision:
    """Keep the choice with the figures of this moment. Whoever put it forward does not decide."""
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    if option.programme_id != sourcing.programme_id:
        raise Refused(_("Choose one of the options of this programme."))
    if not option.costs.filter(amount__gt=0).exists():
        raise Refused(_("%(name)s has no costs yet. Choose an option that was compared.") % {"name": option.title})
    perform(sourcing, "decide", by=by, note=reason)
    table = laid_out(sourcing.programme)
    facts = plain(table.facts | {"chosen": option.mode, "asked_by": sourcing.submitted_by.name})
    decision = SourcingDecision(
        sourcing=sourcing, option=option, reason=reason, facts=facts, **signature(sourcing.programme, by)
    )
    return actions.create(decision, permission="vendors.decide_sourcing", by=by, note=reason)
