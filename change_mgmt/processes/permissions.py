"""Everybody on the programme reads processes; editors and the owner of a process draw it; the owner signs it."""

from core.access import allow
from core.roles import CONSULTANT, EDITORS, EXECUTIVE, INSIDERS, MANAGER, MEMBER, SPONSOR


def process_of(record):
    """The process that a record belongs to; a programme has none."""
    while record is not None and not hasattr(record, "handed_in_by_id"):
        record = record.parent if getattr(record, "belongs_to", "") not in ("", "programme") else None
    return record


def owns(user, record) -> bool:
    process = process_of(record)
    return process is not None and process.owner_id == user.pk


def owner_signs(process) -> bool:
    """The owner signs, unless the owner handed it in or has left the programme."""
    if not process.owner_id or process.owner_id == process.handed_in_by_id:
        return False
    members = process.programme.memberships.all()
    return any(member.user_id == process.owner_id and member.role in INSIDERS for member in members)


def signs_in_place(user, record) -> bool:
    process = process_of(record)
    if process is None:
        return True
    return owns(user, process) or not owner_signs(process)


allow("processes.view_process", INSIDERS)
allow("processes.view_lane", INSIDERS)
allow("processes.view_step", INSIDERS)
allow("processes.view_flow", INSIDERS)
allow("processes.view_fate", INSIDERS)
allow("processes.view_warninganswer", INSIDERS)
allow("processes.view_processversion", INSIDERS)
allow("processes.view_processsignature", INSIDERS)
allow("processes.view_effect", INSIDERS)
# Who was told, and who has read it, is between them and those who run the programme.
allow("processes.view_effectnotice", EDITORS)
allow("processes.new_process", EDITORS)
allow("processes.edit_process", EDITORS, only={SPONSOR: owns, EXECUTIVE: owns, MEMBER: owns})
allow("processes.drop_process", EDITORS)
allow(
    "processes.sign_process",
    (),
    only={SPONSOR: signs_in_place, MANAGER: signs_in_place, CONSULTANT: owns, EXECUTIVE: owns, MEMBER: owns},
)
allow("processes.tell_people", EDITORS)
