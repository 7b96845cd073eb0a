from change_mgmt.resistance.models.sign import Sign
from change_mgmt.resistance.models.warning import EarlyWarning, Reading, WarningLimit

__all__ = ["EarlyWarning", "Reading", "Sign", "WarningLimit"]
