import datetime
from decimal import Decimal

import pytest

from change_mgmt.goal_measures import training_coverage
from implementation.goals import measures
from tests.change_mgmt.factories import departments_of, make_course, make_held_session

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def test_the_share_of_those_trained_is_offered_to_goals(programme):
    sales = departments_of(programme)[0]
    course = make_course(programme, needs={sales: 3})
    make_held_session(course, sales, came=2)

    assert measures.take("change_mgmt.training_coverage", programme, TODAY) == Decimal("66.67")


def test_where_nobody_must_be_trained_nothing_is_known(programme):
    assert training_coverage(programme, TODAY) is None
