import datetime
from decimal import Decimal

import pytest

from implementation.goals import measures
from sla.models import MonthlyResult
from tests.sla.factories import make_agreement, make_breach

pytestmark = pytest.mark.django_db


def taken(programme, day):
    return measures.take("sla.attainment", programme, day)


def test_the_last_complete_month_before_the_day_counts(programme):
    breach = make_breach(programme)
    month = breach.month
    after = (month + datetime.timedelta(days=40)).replace(day=3)
    MonthlyResult.objects.exclude(month=month).delete()
    one = taken(programme, after)
    other = make_agreement(programme, monitor="office").objectives.get()
    kept = MonthlyResult.objects.get(month=month, objective=breach.objective)
    kept.pk, kept.objective, kept.attained = None, other, True
    kept.save()

    assert (one, taken(programme, after)) == (Decimal(0), Decimal("50.00"))
    assert taken(programme, month.replace(day=20)) is None


def test_an_agreement_that_is_no_more_in_force_does_not_count(programme):
    agreement = make_breach(programme).objective.agreement
    type(agreement).objects.filter(pk=agreement.pk).update(state="ended")

    assert taken(programme, datetime.date(2030, 1, 1)) is None


def test_without_measurements_nothing_is_known(programme):
    make_agreement(programme)

    assert taken(programme, datetime.date.today()) is None
