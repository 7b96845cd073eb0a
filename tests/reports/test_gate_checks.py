import datetime

import pytest
from django.utils import timezone

from implementation.reports.gate_checks import report_current
from tests.reports.factories import make_report

pytestmark = pytest.mark.django_db


def look(programme):
    return report_current(programme, gate=None, days=30)


def test_no_report_is_not_met(programme):
    result = look(programme)

    assert (result.state, str(result.evidence)) == ("not_met", "No report is published yet.")


@pytest.mark.parametrize(("age", "state"), [(0, "met"), (1, "met"), (30, "met"), (31, "not_met")])
def test_a_report_is_current_for_thirty_days(programme, age, state):
    report = make_report(programme)
    published = timezone.now() - datetime.timedelta(days=age)
    type(report).objects.filter(pk=report.pk).update(published_at=published)

    result = look(programme)

    assert result.state == state
    assert result.figures == {"number": 1, "current": state == "met"}
    assert f"**{age} day" in str(result.evidence)
