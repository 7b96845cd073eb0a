"""Raising and rating risks."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.programme.models import Programme
from risks.actions.people import link_source
from risks.models import RatingChange, Risk
from risks.models.risk import RATINGS

RATING_FIELDS = tuple(f"{rating}_{part}" for rating in RATINGS for part in ("likelihood", "impact"))


@transaction.atomic
def create_risk(risk: Risk, *, by: User | None, note: str = "") -> Risk:
    """Give the risk its number in the register and put it on record, with its first rating as history."""
    audit.lock(risk.scope_key)
    last = Risk.objects.filter(programme_id=risk.programme_id).aggregate(last=Max("number"))["last"]
    risk.number = (last or 0) + 1
    actions.create(risk, permission="risks.edit_risk", by=by, note=note)
    _keep_history(risk, dict.fromkeys(RATING_FIELDS), reason=note, by=by)
    return risk


@transaction.atomic
def enter_risk(risk: Risk, *, by: User) -> Risk:
    """A person writes a risk down; one that they rate counts as assessed, and its first rating as the inherent one."""
    risk.inherent_likelihood, risk.inherent_impact = risk.current_likelihood, risk.current_impact
    create_risk(risk, by=by)
    if risk.current_level is not None:
        perform(risk, "assess", by=by)
    return risk


@transaction.atomic
def raise_risk(
    programme: Programme,
    *,
    title: str,
    category: str,
    cause: str = "",
    event: str = "",
    effect: str = "",
    likelihood: int | None = None,
    impact: int | None = None,
    source_label: str = "",
    source_id: int | None = None,
    by: User | None = None,
) -> Risk:
    """Put a risk that another record shows into the register, once for each source; a closed one opens again.

    ``source_label`` and ``source_id`` name the record (``sla.breach``, 7). The rating given is a suggestion: the risk stays
    “identified” until a person confirms it.
    """
    audit.lock(programme.scope_key)
    known = None
    if source_label:
        known = Risk.objects.filter(programme=programme, source_label=source_label, source_id=source_id).first()
    if known is not None:
        if known.state == Risk.State.CLOSED:
            perform(known, "reopen", by=by, note=title)
        return known
    risk = Risk(
        programme=programme,
        title=title,
        category=category,
        cause=cause,
        event=event,
        effect=effect,
        source_label=source_label,
        source_id=source_id,
        inherent_likelihood=likelihood,
        inherent_impact=impact,
        current_likelihood=likelihood,
        current_impact=impact,
    )
    create_risk(risk, by=by)
    if source_label:
        link_source(risk, by=by)
    return risk


@transaction.atomic
def rate(risk: Risk, *, by: User | None, reason: str = "", seen_revision: int | None = None, **fields) -> Risk:
    """Set ratings (``current_likelihood=4``) and what goes with them; the next review follows from the current level.

    The same rating again is a review. The first complete current rating makes an identified risk an assessed one.
    """
    if by is not None and not by.has_perm("risks.edit_risk", risk):
        raise PermissionDenied
    audit.lock(risk.scope_key)
    fresh = Risk.objects.get(pk=risk.pk)
    if seen_revision is not None and fresh.revision != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    if fresh.state == Risk.State.CLOSED:
        raise Refused(_("This risk is closed: open it again first."))
    before = {name: getattr(fresh, name) for name in RATING_FIELDS}
    rating = {**before, **fields}
    level = fresh.scale.level(rating["current_likelihood"], rating["current_impact"])
    if fresh.state == Risk.State.IDENTIFIED and level is not None:
        perform(risk, "assess", by=by, note=reason, **fields)
    else:
        today = timezone.localdate()
        dates = {
            "reviewed_on": today if level is not None else None,
            "review_due": fresh.scale.review_due(today, level),
        }
        actions.change(risk, permission="risks.edit_risk", by=by, note=reason, verb="rated", **dates, **fields)
    _keep_history(risk, before, reason=reason, by=by)
    return risk


@transaction.atomic
def raise_likelihood(risk: Risk, *, to: int, reason: str) -> Risk:
    """The product itself has seen it again. One that nobody has assessed stays “identified”: the rating is a suggestion."""
    audit.lock(risk.scope_key)
    fresh = Risk.objects.get(pk=risk.pk)
    before = {name: getattr(fresh, name) for name in RATING_FIELDS}
    today = timezone.localdate()
    dates = {"review_due": fresh.scale.review_due(today, fresh.scale.level(to, fresh.current_impact))}
    if fresh.state == Risk.State.IDENTIFIED:
        dates = {}
    actions.change(
        risk, permission="risks.edit_risk", by=None, note=reason, verb="rated", current_likelihood=to, **dates
    )
    _keep_history(risk, before, reason=reason, by=None)
    return risk


def _keep_history(risk: Risk, before: dict, *, reason: str, by: User | None) -> None:
    for kind in RATINGS:
        was = before[f"{kind}_likelihood"], before[f"{kind}_impact"]
        now = getattr(risk, f"{kind}_likelihood"), getattr(risk, f"{kind}_impact")
        if was == now:
            continue
        RatingChange.objects.create(
            risk=risk,
            kind=kind,
            likelihood_before=was[0],
            impact_before=was[1],
            likelihood=now[0],
            impact=now[1],
            reason=reason,
            by=by,
            at=timezone.now(),
        )
