import pytest

from sla.exclusions.effect import effect_of
from sla.models import Breach, MonthlyResult
from tests.sla.factories import make_agreement, make_breach, make_exclusion, make_proposal

pytestmark = pytest.mark.django_db


def test_a_proposal_shows_the_month_before_and_after_and_writes_nothing(programme):
    proposal = make_proposal(make_breach(programme).agreement)
    before = list(MonthlyResult.objects.values_list("month", "adjusted", "computed_at"))

    (change,) = effect_of(proposal)

    assert (change.shown_was, change.shown_now, change.lifts, change.sinks) == ("99.87 %", "100.00 %", True, False)
    assert list(MonthlyResult.objects.values_list("month", "adjusted", "computed_at")) == before
    assert Breach.objects.get().lifted is False


def test_one_that_is_agreed_shows_what_giving_it_up_would_change(programme):
    exclusion = make_exclusion(make_breach(programme).agreement)

    (change,) = effect_of(exclusion)

    assert (change.shown_was, change.shown_now, change.sinks) == ("100.00 %", "99.87 %", True)


def test_a_time_without_outage_changes_nothing_that_shows(programme):
    agreement = make_breach(programme).agreement
    proposal = make_proposal(agreement, "2025-01-20T10:00:00+00:00", "2025-01-20T10:01:00+00:00")

    (change,) = effect_of(proposal)

    assert (change.lifts, change.sinks) == (False, False)


def test_a_month_without_measurements_has_nothing_to_show(programme):
    assert effect_of(make_proposal(make_agreement(programme))) == []


def test_another_monitor_is_left_alone(programme):
    proposal = make_proposal(make_breach(programme).agreement, monitors=["api"])

    assert effect_of(proposal) == []
