from vendors.models.choice import VendorSelection
from vendors.models.contract import (
    Clause,
    Contract,
    ContractApproval,
    ContractChange,
    ContractClause,
    ContractFee,
    ContractNotice,
    ContractReview,
    ContractStage,
    ContractVersion,
    ExitPlan,
    ExitStep,
    FeeTier,
    Fulfilment,
    Indexation,
    Obligation,
)
from vendors.models.criterion import CriterionGroup, VendorCriterion
from vendors.models.diligence import DiligenceItem, Reference
from vendors.models.judging import Judge, Judgement, Weighting
from vendors.models.knock_out import KnockOut, KnockOutAnswer
from vendors.models.questionnaire import Question, Questionnaire
from vendors.models.questionnaire_clarification import Clarification, ClarificationNote
from vendors.models.questionnaire_link import ReplyLink
from vendors.models.questionnaire_reply import Answer, AnswerFile, Reply, ReplyVersion
from vendors.models.round import SelectionRound
from vendors.models.sheet import Evaluator, Score
from vendors.models.sourcing import Sourcing, SourcingDecision
from vendors.models.sourcing_marks import SourcingMark, SourcingOpinion
from vendors.models.sourcing_option import SourcingCost, SourcingLine, SourcingOption
from vendors.models.talk import Dissent, ScoreChange, Talk
from vendors.models.vendor import Vendor

__all__ = [
    "Answer",
    "AnswerFile",
    "Clarification",
    "ClarificationNote",
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
    "CriterionGroup",
    "DiligenceItem",
    "Dissent",
    "Evaluator",
    "ExitPlan",
    "ExitStep",
    "FeeTier",
    "Fulfilment",
    "Indexation",
    "Judge",
    "Judgement",
    "KnockOut",
    "KnockOutAnswer",
    "Obligation",
    "Question",
    "Questionnaire",
    "Reference",
    "Reply",
    "ReplyLink",
    "ReplyVersion",
    "Score",
    "ScoreChange",
    "SelectionRound",
    "Sourcing",
    "SourcingCost",
    "SourcingDecision",
    "SourcingLine",
    "SourcingMark",
    "SourcingOpinion",
    "SourcingOption",
    "Talk",
    "Vendor",
    "VendorCriterion",
    "VendorSelection",
    "Weighting",
]
