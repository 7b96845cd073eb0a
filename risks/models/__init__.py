from risks.models.acceptance import Acceptance, AcceptanceRequest
from risks.models.appetite import LossLimit
from risks.models.catalogue import Catalogue, CatalogueMember, CatalogueRisk
from risks.models.estimate import Estimate
from risks.models.imports import ImportedRow, ImportHabit, ImportSheet, RiskImport
from risks.models.issue import RiskIssue
from risks.models.link import Contributor, RiskLink
from risks.models.rating import RatingChange
from risks.models.register import Density, RegisterChange, RegisterTaste, RegisterView
from risks.models.risk import Category, Impact, Likelihood, Risk
from risks.models.scale import RiskScale
from risks.models.treatment import Treatment, TreatmentAction

__all__ = [
    "Acceptance",
    "AcceptanceRequest",
    "Catalogue",
    "CatalogueMember",
    "CatalogueRisk",
    "Category",
    "Contributor",
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
    "RiskIssue",
    "RiskLink",
    "RiskScale",
    "Treatment",
    "TreatmentAction",
]
