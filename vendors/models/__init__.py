from vendors.models.choice import VendorSelection
from vendors.models.contract import Clause, Contract, ContractApproval, ContractClause
from vendors.models.criterion import VendorCriterion
from vendors.models.round import SelectionRound
from vendors.models.sheet import Evaluator, Score
from vendors.models.sourcing import Sourcing, SourcingCost, SourcingDecision, SourcingOption
from vendors.models.vendor import Vendor

__all__ = [
    "Clause",
    "Contract",
    "ContractApproval",
    "ContractClause",
    "Evaluator",
    "Score",
    "SelectionRound",
    "Sourcing",
    "SourcingCost",
    "SourcingDecision",
    "SourcingOption",
    "Vendor",
    "VendorCriterion",
    "VendorSelection",
]
