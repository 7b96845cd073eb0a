import datetime

import pytest
from django.http import QueryDict

from core.workflow import perform
from implementation.goals.listing import Listing
from tests.factories import user_as
from tests.goals.factories import make_goal, make_measurement

pytestmark = pytest.mark.django_db


@pytest.fixture
def goals(programme):
    today = datetime.date.today()
    quick = make_goal(programme, title="Quick quotes", modules=["sales"])
    clean = make_goal(
        programme, title="Clean data", layer="technology", activity="technology", owner=user_as("member", programme)
    )
    make_goal(programme, title="Bare", due=None, owner=None, baseline=None)
    late = make_goal(programme, title="Late", begins_on=today - datetime.timedelta(days=9), due=today)
    make_measurement(quick, 80)
    make_measurement(clean, 30)
    perform(late, "drop", by=user_as("manager", programme), note="x")
    return programme


def titles(programme, address):
    found = programme.goals.with_latest().select_related("owner")
    return [goal.title for goal in Listing.of(QueryDict(address)).apply(found)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sort=number", ["Quick quotes", "Clean data", "Bare", "Late"]),
        ("sort=-number", ["Bare", "Clean data", "Quick quotes", "Late"]),
        ("sort=title", ["Bare", "Clean data", "Quick quotes", "Late"]),
        ("sort=progress", ["Clean data", "Quick quotes", "Bare", "Late"]),
        ("sort=-progress", ["Quick quotes", "Clean data", "Bare", "Late"]),
        ("sort=standing", ["Bare", "Clean data", "Quick quotes", "Late"]),
        ("sort=owner", ["Quick quotes", "Clean data", "Bare", "Late"]),
        ("sort=nonsense", ["Quick quotes", "Clean data", "Bare", "Late"]),
        ("q=QUICK", ["Quick quotes"]),
        ("q=2", ["Clean data"]),
        ("layer=technology", ["Clean data"]),
        ("activity=sales&module=sales", ["Quick quotes"]),
        ("standing=incomplete", ["Bare"]),
        ("owner=999999", []),
        ("owner=²", ["Quick quotes", "Clean data", "Bare", "Late"]),
    ],
)
def test_the_address_says_what_is_shown_and_in_which_order(goals, address, expected):
    assert titles(goals, address) == expected
