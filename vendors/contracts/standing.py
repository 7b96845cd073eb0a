"""How a contract stands, in plain values for the report."""

from typing import Any

from core.text import rounded
from vendors.contracts.fee_schedule import against_the_original, yearly_value
from vendors.models import Contract, ContractReview, ContractStage


def standing(contract: Contract) -> dict[str, Any]:
    """Money of the next twelve months, what changes added, stages, reviews, exit; no query where its parts are prefetched."""
    against = against_the_original(contract)
    stages = list(contract.stages.all())
    for stage in stages:
        stage.contract = contract
    reviews = [review for review in contract.reviews.all() if review.round == contract.review_round]
    plan = getattr(contract, "exit_plan", None)
    return {
        "yearly": rounded(yearly_value(contract), 2),
        "original": rounded(against.original, 2),
        "changes": rounded(against.changes, 2),
        "stages": len(stages),
        "stages_accepted": sum(stage.state == ContractStage.State.ACCEPTED for stage in stages),
        "stages_late": [stage.name for stage in stages if stage.is_late],
        "reviewers": len(reviews),
        "objections": sum(review.state == ContractReview.State.OBJECTED for review in reviews),
        "exit_planned": plan is not None,
        "exit_tested_on": plan.tested_on if plan else None,
    }
