from implementation.gates.models.decision import Condition, Decision, DecisionRequest, Outcome, Vote
from implementation.gates.models.gate import Criterion, Gate

__all__ = ["Condition", "Criterion", "Decision", "DecisionRequest", "Gate", "Outcome", "Vote"]
