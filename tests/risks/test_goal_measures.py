import datetime
from decimal import Decimal

import pytest

from implementation.goals import measures
from tests.risks.factories import make_estimate, make_risk

pytestmark = pytest.mark.django_db
SOURCE = "risks.expected_loss"


def test_the_expected_loss_of_open_risks_is_offered_in_the_currency(programme):
    first, second = make_risk(programme), make_risk(programme, title="Channels resist")
    make_estimate(first)
    make_estimate(second, probability=50)

    # One year in five and one in two, 200 each time on average.
    assert measures.take(SOURCE, programme, datetime.date.today()) == Decimal("140.00")
    assert measures.unit_of(SOURCE, programme) == programme.organisation.currency


def test_without_an_estimate_nothing_is_known(programme):
    assert measures.take(SOURCE, programme, datetime.date.today()) is None
