from implementation.gates.models.approver import Approver, Delegation
from implementation.gates.models.condition import Condition
from implementation.gates.models.criterion import Criterion, CriterionLink
from implementation.gates.models.decision import Decision
from implementation.gates.models.gate import Gate
from implementation.gates.models.request import DecisionRequest, Outcome, Vote
from implementation.gates.models.signed import SignedFacts
from implementation.gates.models.version import CriteriaVersion

__all__ = [
    "Approver",
    "Condition",
    "CriteriaVersion",
    "Criterion",
    "CriterionLink",
    "Decision",
    "DecisionRequest",
    "Delegation",
    "Gate",
    "Outcome",
    "SignedFacts",
    "Vote",
]
