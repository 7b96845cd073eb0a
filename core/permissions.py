"""core keeps no table of its own: who may comment on or attach to a record is who may see it."""

from core.access import allow
from core.roles import EVERYONE

allow("core.view_comment", EVERYONE)
allow("core.view_attachment", EVERYONE)
allow("core.edit_comment", (), only=dict.fromkeys(EVERYONE, lambda user, comment: comment.by_id == user.pk))
