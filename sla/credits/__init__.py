"""What a missed service level is worth: pure and exact, in every shape that contracts give it."""

from sla.credits.chronic import failed_months, is_chronic
from sla.credits.exact import Direction, Exact, as_decimal
from sla.credits.limits import Credit, Step, StepKey, credit
from sla.credits.shapes import Earned, Month, earned
from sla.credits.simulation import Outcome, Variant, by_year, simulate
from sla.credits.terms import NEEDS, TABLES, Basis, Per, Shape, Terms, TermsFault, TermsProblem, terms_problems
from sla.credits.tiers import Tier, TierFault, TierProblem, tier_hit, tier_problems
from sla.credits.years import contract_year, last_day_to_claim

__all__ = [
    "NEEDS",
    "TABLES",
    "Basis",
    "Credit",
    "Direction",
    "Earned",
    "Exact",
    "Month",
    "Outcome",
    "Per",
    "Shape",
    "Step",
    "StepKey",
    "Terms",
    "TermsFault",
    "TermsProblem",
    "Tier",
    "TierFault",
    "TierProblem",
    "Variant",
    "as_decimal",
    "by_year",
    "contract_year",
    "credit",
    "earned",
    "failed_months",
    "is_chronic",
    "last_day_to_claim",
    "simulate",
    "terms_problems",
    "tier_hit",
    "tier_problems",
]
