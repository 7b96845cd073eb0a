"""A contract and what belongs to it, one file for each thing."""

from vendors.models.contract.approval import ContractApproval
from vendors.models.contract.change import ContractChange
from vendors.models.contract.clause import Clause, ContractClause
from vendors.models.contract.contract import Contract
from vendors.models.contract.ending import ContractNotice
from vendors.models.contract.exit_plan import ExitPlan, ExitStep
from vendors.models.contract.fee import ContractFee, FeeTier, Indexation
from vendors.models.contract.obligation import Fulfilment, Obligation
from vendors.models.contract.review import ContractReview
from vendors.models.contract.stage import ContractStage
from vendors.models.contract.version import ContractVersion

__all__ = [
    "Clause",
    "Contract",
    "ContractApproval",
    "ContractChange",
    "ContractClause",
    "ContractFee",
    "ContractNotice",
    "ContractReview",
    "ContractStage",
    "ContractVersion",
    "ExitPlan",
    "ExitStep",
    "FeeTier",
    "Fulfilment",
    "Indexation",
    "Obligation",
]
