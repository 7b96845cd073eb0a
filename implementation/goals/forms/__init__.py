from implementation.goals.forms.goal import GoalForm, MeasurementForm, prefilled
from implementation.goals.forms.vision import OpenForm, VisionForm

__all__ = ["GoalForm", "MeasurementForm", "OpenForm", "VisionForm", "prefilled"]
