"""Who sees which sign: what is confidential is for sponsors, managers and the owner."""

import pytest
from django.urls import reverse

from change_mgmt.resistance.models import Sign
from core.models import AuditEntry
from core.sheets import read
from tests.factories import ROLES, user_as
from tests.resistance.factories import make_confidential, make_sign

pytestmark = pytest.mark.django_db


def seen(role, programme):
    return list(Sign.objects.seen_by(user_as(role, programme), programme))


def test_each_role_sees_what_is_for_it(programme):
    member = user_as("member", programme)
    secret = make_confidential(programme)
    of_manager = make_sign(programme)
    of_member = make_sign(programme, by=member)
    nameless = make_sign(programme, by=member, nameless=True)
    everything = [nameless, of_member, of_manager, secret]

    assert {role: seen(role, programme) for role in ROLES} == {
        "sponsor": everything,
        "manager": everything,
        "consultant": everything[:3],
        "executive": everything[:3],
        "member": [of_member],
        "vendor_contact": [],
    }


@pytest.mark.parametrize(
    ("role", "status"), [("sponsor", 200), ("manager", 200), ("consultant", 404), ("executive", 404), ("member", 404)]
)
def test_a_confidential_page_is_not_there_for_others(programme, as_role, role, status):
    sign = make_confidential(programme)

    assert as_role(role).get(sign.get_absolute_url()).status_code == status


def test_its_owner_opens_it_whatever_their_role(programme, as_role):
    sign = make_confidential(programme, owner=user_as("consultant", programme))

    answer = as_role("consultant").get(sign.get_absolute_url())

    assert (answer.status_code, "Paula Person" in answer.content.decode()) == (200, True)


def test_staff_open_what_they_reported_and_nothing_else(programme, as_role):
    own, other = make_sign(programme, by=user_as("member", programme)), make_sign(programme)
    client = as_role("member")

    assert [client.get(sign.get_absolute_url()).status_code for sign in (own, other)] == [200, 403]


@pytest.mark.parametrize("role", ["consultant", "executive", "member"])
def test_the_audit_trail_tells_others_nothing_of_signs(programme, role):
    make_confidential(programme)
    roles = programme.roles_of(user_as(role, programme))

    found = AuditEntry.objects.filter(chain__scope_key=programme.scope_key).seen_with(roles)

    assert not found.filter(label="resistance.sign").exists()


def test_the_file_holds_no_name_of_a_person_concerned(programme, as_role):
    make_confidential(programme)

    made = as_role("sponsor").get(reverse("resistance_xlsx", args=[programme.pk]))

    cells = [str(cell) for sheet in read("signs.xlsx", made.content) for row in sheet.rows for cell in row.cells]
    assert "S-001" in cells
    assert "Paula Person" not in cells
