"""Credit rules: what may be entered, in words, and how it is saved."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.text import say
from sla.credits import Direction, TermsFault, TermsProblem, Tier, TierFault, TierProblem, terms_problems
from sla.models import Agreement, CreditRule, CreditTier, Objective

FAULTS = {
    TierFault.NO_TIERS: _("Enter at least one tier."),
    TierFault.OUT_OF_RANGE: _("Tier {n}: a number is outside of what it can be."),
    TierFault.UPSIDE_DOWN: _("Tier {n}: the upper bound must be above the lower one."),
    TierFault.GAP: _("Tier {n}: there is a gap below it. Begin it where the tier below ends."),
    TierFault.OVERLAP: _("Tier {n}: it overlaps the tier below. Begin it where that tier ends."),
    TierFault.NOT_FROM_ZERO: _("Tier {n}: the worst tier must begin at 0."),
    TierFault.NO_UPPER_BOUND: _("Tier {n}: enter its upper bound."),
    TierFault.ENDS: _("Tier {n}: leave the upper bound of the worst tier empty, so that nothing is above it."),
    TierFault.WORSE_EARNS_LESS: _("Tier {n}: worse service must not earn less."),
}
FIELD_FAULTS = {
    TermsFault.MISSING: _("This shape needs it."),
    TermsFault.NOT_ABOVE_ZERO: _("Enter a number above 0."),
    TermsFault.OUT_OF_RANGE: _("This number is outside of what it can be."),
    TermsFault.WRONG_ORDER: _("The last point must be worse service than the first."),
    TermsFault.WORSE_EARNS_LESS: _("Worse service must not earn less than the first point."),
    TermsFault.NOT_A_PERCENTAGE: _("This objective is not a percentage: choose what was promised."),
}
#: Kinds that are no percentage where nothing says otherwise.
COUNTS = frozenset(
    {
        Objective.Kind.RPO,
        Objective.Kind.RTO,
        Objective.Kind.INCIDENTS,
        Objective.Kind.SATISFACTION,
        Objective.Kind.COUNTED,
    }
)


@dataclass(frozen=True)
class Measure:
    """What a rule must know of what it is for: which way is better, and whether it is a percentage."""

    direction: Direction
    is_percentage: bool


def measure_of(objective: Objective) -> Measure:
    return Measure(Direction(objective.direction), objective.unit.strip() in ("%", ""))


def measures_for(rule: CreditRule) -> list[Measure]:
    """Of each objective that the rule holds for; what its kind usually is where there is none yet."""
    if found := rule.examples:
        return list(dict.fromkeys(measure_of(objective) for objective in found))
    return [measure_of_kind(rule.kind)]


def measure_of_kind(kind: str) -> Measure:
    """What objectives of a kind usually are."""
    less = kind in Objective.LESS_IS_BETTER
    return Measure(Direction.AT_MOST if less else Direction.AT_LEAST, kind not in COUNTS)


def words_for(problem: TierProblem, number: int | None = None) -> str:
    """The sentence for a fault; ``number`` is the tier's place as the person sees it."""
    return say(FAULTS[problem.fault], n=number or (problem.tier or 0) + 1)


def faults_of(rule: CreditRule, objective: Objective) -> list[TierProblem | TermsProblem]:
    measure = measure_of(objective)
    return terms_problems(rule.terms, direction=measure.direction, is_percentage=measure.is_percentage)


def problems(rule: CreditRule, tiers: list[Tier]) -> list[TierProblem | TermsProblem]:
    """What is wrong with a rule as entered, for anything that it would hold for."""
    found: list[TierProblem | TermsProblem] = []
    for measure in measures_for(rule):
        found += terms_problems(
            rule.terms_with(tiers), direction=measure.direction, is_percentage=measure.is_percentage
        )
    return list(dict.fromkeys(found))


def refuse_unsound(rule: CreditRule, tiers: list[Tier]) -> None:
    """Raises ValidationError: the sentence for a tier, or by field."""
    for problem in problems(rule, tiers):
        if isinstance(problem, TierProblem):
            raise ValidationError(words_for(problem))
        raise ValidationError({problem.field: FIELD_FAULTS[problem.fault]})


def keep_terms(agreement: Agreement) -> None:
    """Terms change in a draft only: what is in force is what both sides signed."""
    if agreement.state != Agreement.State.DRAFT:
        raise Refused(
            _("An agreement in force keeps its terms. Take the step “Correct the terms” first, with the reason.")
        )


@transaction.atomic
def add_rule(rule: CreditRule, tiers: list[Tier], *, by: User | None) -> CreditRule:
    """A new rule with its table. Raises ValidationError for one that is not sound."""
    audit.lock(rule.scope_key)
    keep_terms(Agreement.objects.get(pk=rule.agreement_id))
    refuse_unsound(rule, tiers)
    note = _table_words(tiers)
    actions.create(rule, permission="sla.edit_agreement", by=by, note=note)
    _write(rule, tiers)
    return rule


@transaction.atomic
def change_rule(
    rule: CreditRule, tiers: list[Tier], *, by: User | None, seen_revision: int | None = None, **fields: Any
) -> CreditRule:
    """The rule and its table, both or neither; what a changed table was and is stands in the audit trail."""
    audit.lock(rule.scope_key)
    keep_terms(Agreement.objects.get(pk=rule.agreement_id))
    old = [str(row) for row in rule.tiers.all()]
    fresh = actions.change(rule, permission="sla.edit_agreement", by=by, seen_revision=seen_revision, **fields)
    refuse_unsound(fresh, tiers)
    fresh.tiers.all().delete()
    _write(fresh, tiers)
    new = [str(row) for row in CreditTier.objects.filter(rule=fresh)]
    if old != new:
        audit.entry(fresh, "tiers set", by=by, before={"tiers": old}, after={"tiers": new})
    return fresh


@transaction.atomic
def remove_rule(rule: CreditRule, *, by: User) -> None:
    keep_terms(rule.agreement)
    actions.remove(
        rule, permission="sla.edit_agreement", by=by, note=_table_words([row.tier for row in rule.tiers.all()])
    )


def set_steps(agreement: Agreement, kind: str, tiers: list[Tier], *, by: User | None) -> CreditRule:
    """The steps for one kind of objective, new or in place of what was there."""
    rule = agreement.credit_rules.filter(kind=kind, objective__isnull=True).first()
    if rule is None:
        return add_rule(CreditRule(agreement=agreement, kind=kind, shape=CreditRule.Shape.STEPS), tiers, by=by)
    return change_rule(rule, tiers, by=by, shape=CreditRule.Shape.STEPS)


def _write(rule: CreditRule, tiers: list[Tier]) -> None:
    if rule.shape in (CreditRule.Shape.STEPS, CreditRule.Shape.DAYS):
        CreditTier.objects.bulk_create(
            CreditTier(rule=rule, lower=tier.lower, upper=tier.upper, earns=tier.earns, clause=tier.clause)
            for tier in tiers
        )


def _table_words(tiers: list[Tier]) -> str:
    return "; ".join(str(CreditTier(lower=t.lower, upper=t.upper, earns=t.earns, clause=t.clause)) for t in tiers)
