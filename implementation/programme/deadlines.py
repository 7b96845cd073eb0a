from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import deadline, plain_date
from core.text import say

deadline(
    "programme.Milestone",
    "due",
    open=Q(state="planned"),
    who=lambda milestone: [milestone.owner_id],
    what=lambda milestone: say(_("Reach the milestone: {name}"), name=milestone.name),
    icon="flag",
    related=["stage"],
)
deadline(
    "programme.Deliverable",
    "due",
    open=~Q(state="accepted"),
    who=lambda deliverable: [deliverable.owner_id],
    what=lambda deliverable: say(_("Hand in: {name}"), name=deliverable.name),
    icon="file-earmark-text",
)
plain_date("core.User", "date_joined", "last_login")
plain_date("core.AuditEntry", "at")
plain_date("core.Comment", "at")
plain_date("core.Attachment", "at")
plain_date("core.Notification", "at", "read_at")
plain_date("core.OutgoingMail", "queued_at", "changed_at")
plain_date("programme.Programme", "started_on")
plain_date("programme.Stage", "planned_start", "planned_end", "actual_start", "actual_end", "forecast_end")
plain_date("programme.Invitation", "expires_at", "accepted_at", "withdrawn_at")

deadline(
    "programme.Task",
    "due",
    open=Q(state="open"),
    who=lambda task: [task.owner_id],
    what=lambda task: task.text,
    icon="check2-square",
)
plain_date("programme.Task", "done_at")
