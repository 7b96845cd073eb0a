from risks.models.acceptance import Acceptance, AcceptanceRequest
from risks.models.rating import RatingChange
from risks.models.risk import Category, Impact, Likelihood, Risk
from risks.models.treatment import Treatment, TreatmentAction

__all__ = [
    "Acceptance",
    "AcceptanceRequest",
    "Category",
    "Impact",
    "Likelihood",
    "RatingChange",
    "Risk",
    "Treatment",
    "TreatmentAction",
]
