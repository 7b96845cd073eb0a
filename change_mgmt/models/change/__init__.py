from change_mgmt.models.change.decision import ChangeDecision
from change_mgmt.models.change.limits import ChangeLimits
from change_mgmt.models.change.provider import ProviderAnswer
from change_mgmt.models.change.request import ChangeRequest
from change_mgmt.models.change.step import ChangeStep

__all__ = ["ChangeDecision", "ChangeLimits", "ChangeRequest", "ChangeStep", "ProviderAnswer"]
