from implementation.goals.models.goal import Goal, Measurement
from implementation.goals.models.vision import Signatory, VisionSignature, VisionVersion

__all__ = ["Goal", "Measurement", "Signatory", "VisionSignature", "VisionVersion"]
