from implementation.rollout.models.figures import AdoptionFigure, MeasureValue, PilotMeasure
from implementation.rollout.models.module import Module
from implementation.rollout.models.pilot import Pilot

__all__ = ["AdoptionFigure", "MeasureValue", "Module", "Pilot", "PilotMeasure"]
