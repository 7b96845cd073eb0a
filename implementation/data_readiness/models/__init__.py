from implementation.data_readiness.models.access import SampleAccess
from implementation.data_readiness.models.choices import Format, LegalBasis
from implementation.data_readiness.models.domain import DataDomain
from implementation.data_readiness.models.duplicate import DuplicatePair, DuplicateRun
from implementation.data_readiness.models.file import DataFile
from implementation.data_readiness.models.profile import Profile, RuleResult
from implementation.data_readiness.models.rehearsal import Rehearsal, RehearsalReject, RehearsalTotal
from implementation.data_readiness.models.rule import QualityRule
from implementation.data_readiness.models.source import DataSource

__all__ = [
    "DataDomain",
    "DataFile",
    "DataSource",
    "DuplicatePair",
    "DuplicateRun",
    "Format",
    "LegalBasis",
    "Profile",
    "QualityRule",
    "Rehearsal",
    "RehearsalReject",
    "RehearsalTotal",
    "RuleResult",
    "SampleAccess",
]
