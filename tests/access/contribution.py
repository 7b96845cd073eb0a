"""Who may open which page of contribution: the person concerned, sponsors and managers."""

from core.roles import INSIDERS, MANAGER, MEMBER, SPONSOR
from tests.contribution.factories import make_kind, make_point
from tests.factories import user_as

READERS = {SPONSOR, MANAGER}
CONCERNED = READERS | {MEMBER}


def programme_only(programme):
    return {"programme": programme.pk}


def of_member(programme, **more):
    return {"programme": programme.pk, "pk": user_as("member", programme).pk, **more}


def a_number_of_member(programme):
    return of_member(programme, key="tasks_on_time")


def of_point(programme):
    return {"programme": programme.pk, "pk": make_point(programme).pk}


def of_kind(programme):
    return {"programme": programme.pk, "pk": make_kind(programme).pk}


PAGES = {
    "my_contribution": (INSIDERS, programme_only),
    "contribution_people": (READERS, programme_only),
    "contribution_of": (CONCERNED, of_member),
    "contribution_rows": (CONCERNED, a_number_of_member),
    "contribution_pdf": (CONCERNED, of_member),
    "contribution_xlsx": (CONCERNED, of_member),
    "new_point": (READERS, of_member),
    # Who did not enter it is led to the correction.
    "edit_point": (READERS, of_point),
    "correct_point": (READERS, of_point),
    "answer_point": ({MEMBER}, of_point),
    "point_kinds": (READERS, programme_only),
    "new_point_kind": (READERS, programme_only),
    "edit_point_kind": (READERS, of_kind),
}
STEPS: dict = {}
