"""Build, buy or outsource: put it before the sponsor, say what one thinks, decide."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.signing import signature
from vendors.models import Sourcing, SourcingDecision, SourcingOpinion, SourcingOption
from vendors.ways import Ways, compared


@transaction.atomic
def submit_sourcing(sourcing: Sourcing, *, by: User, note: str = "") -> Sourcing:
    """Ask for the decision. What people thought on an earlier request is not counted for this one."""
    audit.lock(sourcing.scope_key)
    asked = Sourcing.objects.get(pk=sourcing.pk).requests + 1
    return perform(sourcing, "submit", by=by, note=note, submitted_by=by, requests=asked)


@transaction.atomic
def give_opinion(sourcing: Sourcing, *, option: SourcingOption, why: str, by: User) -> SourcingOpinion:
    """Which way one would go, said before the decision; said again, it takes the place of what was said."""
    if not by.has_perm("vendors.give_opinion", sourcing):
        raise PermissionDenied
    audit.lock(sourcing.scope_key)
    fresh = Sourcing.objects.get(pk=sourcing.pk)
    if fresh.state != Sourcing.State.SUBMITTED:
        raise Refused(_("Opinions are given while the decision is asked for."))
    _belongs(option, fresh)
    known = SourcingOpinion.objects.filter(sourcing=fresh, request=fresh.requests, person=by).first()
    if known is not None:
        return actions.change(known, permission="vendors.give_opinion", by=by, option=option, why=why)
    opinion = SourcingOpinion(sourcing=fresh, request=fresh.requests, person=by, option=option, why=why)
    return actions.create(opinion, permission="vendors.give_opinion", by=by)


@transaction.atomic
def decide_sourcing(
    sourcing: Sourcing, *, option: SourcingOption, reason: str, by: User, dissent: str = ""
) -> SourcingDecision:
    """Keep the choice with the figures of this moment. Whoever put it forward does not decide."""
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    _belongs(option, sourcing)
    if not option.lines.filter(costs__amount__gt=0).exists():
        raise Refused(_("%(name)s has no costs yet. Choose an option that was compared.") % {"name": option.title})
    perform(sourcing, "decide", by=by, note=reason)
    decision = SourcingDecision(
        sourcing=sourcing,
        option=option,
        reason=reason,
        dissent=dissent,
        facts=plain(_facts(compared(sourcing.programme), option) | {"asked_by": sourcing.submitted_by.name}),
        **signature(sourcing.programme, by),
    )
    return actions.create(decision, permission="vendors.decide_sourcing", by=by, note=reason)


def _belongs(option: SourcingOption, sourcing: Sourcing) -> None:
    if option.programme_id != sourcing.programme_id:
        raise Refused(_("Choose one of the options of this programme."))


def _facts(ways: Ways, chosen: SourcingOption) -> dict:
    """Costs, scorecard, break-evens, opinions and the risks of the chosen way, as they stand."""
    return ways.facts | {
        "chosen": chosen.mode,
        "opinions": [
            {"name": item.person.name, "option": item.option.title, "mode": item.option.mode, "why": item.why}
            for item in ways.opinions
        ],
        "dissenters": [item.person.name for item in ways.opinions if item.option_id != chosen.pk],
    }
