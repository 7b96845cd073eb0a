from implementation.readiness.actions.architecture import answer_architecture
from implementation.readiness.actions.assessment import (
    close_assessment,
    current_assessment,
    hand_in,
    last_result,
    open_assessment,
    remind,
    save_answers,
    take_back,
)
from implementation.readiness.actions.improvement import plan_improvement

__all__ = [
    "answer_architecture",
    "close_assessment",
    "current_assessment",
    "hand_in",
    "last_result",
    "open_assessment",
    "plan_improvement",
    "remind",
    "save_answers",
    "take_back",
]
