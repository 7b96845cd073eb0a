from core.access import allow
from core.roles import EDITORS, EVERYONE, EXECUTIVE, INSIDERS, MANAGER, MEMBER, SPONSOR, STEERING

allow("programme.enter", EVERYONE)
allow("programme.view_programme", INSIDERS)
allow("programme.view_stage", INSIDERS)
allow("programme.view_milestone", INSIDERS)
allow("programme.view_deliverable", INSIDERS)
allow("programme.view_membership", INSIDERS)
allow("programme.view_invitation", STEERING)
allow("programme.view_organisation", INSIDERS)
allow("programme.view_department", INSIDERS)
allow("programme.view_audit", STEERING)
allow("programme.edit_organisation", EDITORS)
allow("programme.edit_plan", EDITORS)
allow("programme.run_stage", EDITORS | {SPONSOR})
allow("programme.close_programme", {SPONSOR})
allow("programme.submit_deliverable", INSIDERS)
allow("programme.accept_deliverable", {SPONSOR, MANAGER})
allow("programme.invite", {SPONSOR, MANAGER})


def _their_own(user, task):
    return user.pk in (task.owner_id, task.by_id)


allow("programme.view_task", INSIDERS)
allow("programme.add_task", INSIDERS)
allow("programme.do_task", EDITORS | {SPONSOR}, only={EXECUTIVE: _their_own, MEMBER: _their_own})
