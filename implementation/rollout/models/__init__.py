from implementation.rollout.models.adoption import AdoptionFigure, AdoptionImport
from implementation.rollout.models.charter import Charter, CharterAgreement, Participant
from implementation.rollout.models.feedback import Feedback, FeedbackLink
from implementation.rollout.models.figures import MeasureValue, PilotMeasure
from implementation.rollout.models.issue import PilotIssue
from implementation.rollout.models.module import Module
from implementation.rollout.models.pilot import Pilot
from implementation.rollout.models.readiness import ReadinessAnswer
from implementation.rollout.models.run import Run, RunReport, RunStep
from implementation.rollout.models.runbook import Runbook, RunbookStep, StepPlan
from implementation.rollout.models.wave import Capacity, Wave, WavePlace

__all__ = [
    "AdoptionFigure",
    "AdoptionImport",
    "Capacity",
    "Charter",
    "CharterAgreement",
    "Feedback",
    "FeedbackLink",
    "MeasureValue",
    "Module",
    "Participant",
    "Pilot",
    "PilotIssue",
    "PilotMeasure",
    "ReadinessAnswer",
    "Run",
    "RunReport",
    "RunStep",
    "Runbook",
    "RunbookStep",
    "StepPlan",
    "Wave",
    "WavePlace",
]
