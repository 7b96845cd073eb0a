import datetime

import pytest
from django.core.exceptions import ValidationError

from change_mgmt.models import Stakeholder
from core import actions
from core.models import AuditEntry
from tests.change_mgmt.factories import make_stakeholder
from tests.factories import user_as

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("now", "wanted", "gap"), [(-2, 2, 4), (0, 1, 1), (1, 1, 0), (2, 1, 0)])
def test_the_gap_is_never_negative(now, wanted, gap):
    assert Stakeholder(attitude_now=now, attitude_wanted=wanted).gap == gap


def test_a_day_needs_a_step(programme):
    stakeholder = Stakeholder(programme=programme, name="A", group="top", next_step_due=datetime.date(2027, 1, 1))

    with pytest.raises(ValidationError, match="Say what is to be done by that day"):
        stakeholder.full_clean()


def test_a_change_of_attitude_is_on_record_once(programme):
    stakeholder = make_stakeholder(programme)

    actions.change(
        stakeholder, permission="change_mgmt.edit_stakeholder", by=user_as("consultant", programme), attitude_now=-1
    )

    entry = AuditEntry.objects.get(label="change_mgmt.stakeholder")
    assert (entry.before, entry.after) == ({"attitude_now": 0}, {"attitude_now": -1})


@pytest.mark.parametrize(
    ("role", "may_read"),
    [
        ("sponsor", True),
        ("manager", True),
        ("consultant", True),
        ("executive", False),
        ("member", False),
        ("vendor_contact", False),
    ],
)
def test_how_people_stand_is_confidential(programme, role, may_read):
    stakeholder = make_stakeholder(programme)

    assert user_as(role, programme).has_perm("change_mgmt.view_stakeholder", stakeholder) is may_read
