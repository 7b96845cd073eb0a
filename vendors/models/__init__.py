from vendors.models.contract import Clause, Contract, ContractApproval, ContractClause
from vendors.models.selection import Evaluator, Score, SelectionRound, VendorCriterion, VendorSelection
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
