from core.roles import EDITORS, EVERYONE, INSIDERS, MANAGER, SPONSOR, STEERING
from implementation.programme import actions
from implementation.programme.models import Invitation
from tests.factories import number, user_as


def nothing(programme):
    return {"programme": programme.pk}


def its_organisation(programme):
    return {"pk": programme.organisation_id}


def a_stage(programme):
    return nothing(programme) | {"pk": programme.stages.first().pk}


def in_a_stage(programme):
    return nothing(programme) | {"stage": programme.stages.first().pk}


def a_milestone(programme):
    return nothing(programme) | {"pk": programme.milestones.first().pk}


def an_invitation(programme):
    manager, address = user_as("manager", programme), f"guest{number()}@example.org"
    actions.invite(programme, email=address, name="Guest", role="member", by=manager)
    return nothing(programme) | {"pk": Invitation.objects.get(email=address).pk}


PAGES = {
    "organisation": (INSIDERS, its_organisation),
    "new_department": (EDITORS, its_organisation),
    "path": (EVERYONE, nothing),
    "waiting": (EVERYONE, nothing),
    "people": (INSIDERS, nothing),
    "withdraw_invitation": ({SPONSOR, MANAGER}, an_invitation, "post"),
    "stage": (INSIDERS, a_stage),
    "edit_stage": (EDITORS, a_stage),
    "new_milestone": (EDITORS, in_a_stage),
    "edit_milestone": (EDITORS, a_milestone),
    "audit_trail": (STEERING, nothing),
}
FORMS = {
    "organisation": (EDITORS, its_organisation),
    "people": ({SPONSOR, MANAGER}, nothing),
}
STEPS = {
    "programme.programme.stop": {SPONSOR},
    "programme.programme.finish": {SPONSOR},
    "programme.stage.start": EDITORS | {SPONSOR},
    "programme.stage.pause": EDITORS | {SPONSOR},
    "programme.stage.resume": EDITORS | {SPONSOR},
    "programme.stage.finish": EDITORS | {SPONSOR},
    "programme.stage.stop": EDITORS | {SPONSOR},
    "programme.milestone.reach": EDITORS,
    "programme.milestone.reopen": EDITORS,
}
