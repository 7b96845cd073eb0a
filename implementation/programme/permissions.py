from core.access import allow
from core.roles import CONSULTANT, EDITORS, EVERYONE, EXECUTIVE, INSIDERS, MANAGER, MEMBER, SPONSOR, STEERING

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
allow("programme.invite", {SPONSOR, MANAGER})


def _their_own(user, task):
    return user.pk in (task.owner_id, task.by_id)


allow("programme.view_task", INSIDERS)
allow("programme.add_task", INSIDERS)
allow("programme.do_task", EDITORS | {SPONSOR}, only={EXECUTIVE: _their_own, MEMBER: _their_own})


def _reviews_it(user, record):
    """A reviewer who is named, of the deliverable or of what belongs to it."""
    return getattr(record, "deliverable", record).reviewers.filter(pk=user.pk).exists()


def _checks_it(user, condition):
    return condition.verifier_id == user.pk


def _is_mine(user, link):
    return link.person_id == user.pk


def _others(test):
    """Who neither decides nor runs the programme holds it for some records only."""
    return dict.fromkeys((CONSULTANT, EXECUTIVE, MEMBER), test)


allow("programme.view_deliverableversion", INSIDERS)
allow("programme.view_review", INSIDERS)
allow("programme.view_acceptancecondition", INSIDERS)
allow("programme.review_deliverable", INSIDERS)
allow("programme.accept_deliverable", {SPONSOR, MANAGER}, only=_others(_reviews_it))
allow("programme.verify_condition", {SPONSOR, MANAGER}, only=_others(_checks_it))
allow("programme.drop_deliverable", {SPONSOR, MANAGER})
allow("programme.set_readers", {SPONSOR, MANAGER})
allow("programme.view_assignmentrule", EDITORS | {SPONSOR})
allow("programme.edit_rules", EDITORS)
allow("programme.have_calendar", EVERYONE)
allow("programme.view_calendarlink", (), only=dict.fromkeys(EVERYONE, _is_mine))

allow("programme.view_stageshift", INSIDERS)
allow("programme.view_tolerance", INSIDERS)
allow("programme.set_tolerance", {MANAGER})
allow("programme.view_statusoverride", INSIDERS)
allow("programme.override_status", {MANAGER})
allow("programme.view_exceptionnote", INSIDERS)
allow("programme.view_exceptionanswer", INSIDERS)
allow("programme.write_exception", EDITORS)
allow("programme.answer_exception", {SPONSOR})
