from risks.models.acceptance import Acceptance, AcceptanceRequest
from risks.models.appetite import LossLimit
from risks.models.estimate import Estimate
from risks.models.imports import ImportedRow, ImportHabit, ImportSheet, RiskImport
from risks.models.rating import RatingChange
from risks.models.register import Density, RegisterChange, RegisterTaste, RegisterView
from risks.models.risk import Category, Impact, Likelihood, Risk
from risks.models.treatment import Treatment, TreatmentAction

__all__ = [
    "Acceptance",
    "AcceptanceRequest",
    "Category",
    "Density",
    "Estimate",
    "Impact",
    "ImportHabit",
    "ImportSheet",
    "ImportedRow",
    "Likelihood",
    "LossLimit",
    "RatingChange",
    "RegisterChange",
    "RegisterTaste",
    "RegisterView",
    "Risk",
    "RiskImport",
    "Treatment",
    "TreatmentAction",
]
