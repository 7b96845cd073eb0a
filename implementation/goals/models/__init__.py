from implementation.goals.models.file import GoalFile
from implementation.goals.models.goal import Goal
from implementation.goals.models.measurement import Measurement
from implementation.goals.models.review import GoalReview, ReviewedGoal
from implementation.goals.models.vision import Signatory, VisionSignature, VisionVersion

__all__ = [
    "Goal",
    "GoalFile",
    "GoalReview",
    "Measurement",
    "ReviewedGoal",
    "Signatory",
    "VisionSignature",
    "VisionVersion",
]
