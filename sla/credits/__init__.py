"""What a missed service level is worth: pure and exact."""

from sla.credits.tiers import (
    Credit,
    Exact,
    Step,
    StepKey,
    Tier,
    TierFault,
    TierProblem,
    credit,
    is_chronic,
    tier_hit,
    tier_problems,
)

__all__ = [
    "Credit",
    "Exact",
    "Step",
    "StepKey",
    "Tier",
    "TierFault",
    "TierProblem",
    "credit",
    "is_chronic",
    "tier_hit",
    "tier_problems",
]
