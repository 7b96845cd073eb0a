from change_mgmt.communication.models.delivery import Delivery
from change_mgmt.communication.models.message import Message

__all__ = ["Delivery", "Message"]
