"""What a breach does to the risk of its objective: raised once, more likely with every further breach."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import actions
from core.evidence import in_every_language
from core.models import AuditEntry
from core.text import day, say
from risks.actions import raise_likelihood, raise_risk
from risks.models import Category, Impact, Likelihood, RatingChange, Risk
from sla.models import Breach, Objective

HIGHEST = max(Likelihood)
RAISED = gettext_lazy("Put into the register of risks.")
LIKELIER = gettext_lazy("Likelihood raised from {was} to {now}.")
AT_THE_TOP = gettext_lazy("The likelihood is the highest already.")
KEPT = gettext_lazy("{name} rated it on {day}: the rating stays, and its review is due.")
NOT_RATED = gettext_lazy("It is not rated yet.")


def put_on_risk(breach: Breach) -> None:
    """Set the risk of a new breach and what became of its rating; the risk is saved, the breach is not."""
    objective = breach.objective
    agreement = objective.agreement
    known = Risk.objects.filter(
        programme=agreement.programme, source_label=objective.label, source_id=objective.pk
    ).exists()
    breach.risk = _risk_of(objective)
    breach.risk_words = in_every_language(_again(breach) if known else RAISED)


def _again(breach: Breach) -> Any:
    """One step likelier, unless somebody rated the risk since the product did: then a review of that rating is due."""
    risk = breach.risk
    with translation.override(breach.agreement.programme.organisation.language):
        reason = str(say(_("A further breach: {breach}"), breach=breach))[:300]
    if risk.current_likelihood is None:
        return NOT_RATED
    if rated := _rated_by_a_person(risk):
        actions.change(
            risk, permission="risks.edit_risk", by=None, verb="reviewed", note=reason, review_due=timezone.localdate()
        )
        return say(KEPT, name=rated.actor_name, day=day(timezone.localdate(rated.at)))
    was = risk.current_likelihood
    if was >= HIGHEST:
        return AT_THE_TOP
    raise_likelihood(risk, to=was + 1, reason=reason)
    return say(LIKELIER, was=was, now=was + 1)


def _rated_by_a_person(risk: Risk) -> AuditEntry | None:
    """The latest rating by a person, where the product has not rated the risk after it."""
    rated = AuditEntry.objects.filter(
        label=risk.label, object_id=risk.pk, verb__in=("assess", "rated"), actor__isnull=False
    )
    latest = rated.order_by("-at", "-pk").first()
    own = RatingChange.objects.filter(risk=risk, kind=RatingChange.Kind.CURRENT, by=None).first()
    return latest if latest and (own is None or latest.at >= own.at) else None


def _risk_of(objective: Objective) -> Risk:
    """One risk for each objective, not one a month; a closed one opens again."""
    agreement = objective.agreement
    with translation.override(agreement.programme.organisation.language):
        words = {
            "vendor": agreement.contract.vendor.name,
            "service": agreement.service,
            "objective": str(objective),
        }
        return raise_risk(
            agreement.programme,
            title=(_("%(vendor)s misses its service level") % words)[:200],
            category=Category.VENDOR_CONTROL,
            cause=_("“%(objective)s” of %(service)s was below its target for a whole month") % words,
            event=_("the service stays below what was agreed"),
            effect=_("people cannot work in the CRM and fall back on their own lists"),
            likelihood=Likelihood.LIKELY,
            impact=Impact.SERIOUS,
            source_label=objective.label,
            source_id=objective.pk,
            by=None,
        )
