from core.models.audit import AuditChain, AuditEntry
from core.models.evidence import FrozenFacts
from core.models.notes import Attachment, Comment
from core.models.post import Notification, OutgoingMail
from core.models.record import Record
from core.models.user import User

__all__ = [
    "Attachment",
    "AuditChain",
    "AuditEntry",
    "Comment",
    "FrozenFacts",
    "Notification",
    "OutgoingMail",
    "Record",
    "User",
]
