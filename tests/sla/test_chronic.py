import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from core import deadlines
from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from sla import chronic
from sla.models import ChronicRule, MonthlyResult, TerminationRight
from tests.factories import user_as
from tests.sla.factories import make_agreement

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2025, 8, 10)


def with_terms(programme, **fields):
    """An agreement in force under which three months in six below 99 % are chronic."""
    agreement = make_agreement(programme)
    fields = {"mark": Decimal(99), "times": 3, "within": 6, "use_days": 90, "clause": "§ 9.3"} | fields
    ChronicRule.objects.create(objective=agreement.objectives.get(), **fields)
    return agreement


def measured(agreement, *levels, provisional=False):
    """Complete months from January 2025 on; None is a month without data."""
    for n, level in enumerate(levels):
        MonthlyResult.objects.update_or_create(
            objective=agreement.objectives.get(),
            month=datetime.date(2025, n + 1, 1),
            defaults={
                "target": Decimal("99.9"),
                "adjusted": None if level is None else Decimal(level),
                "provisional": provisional,
                "computed_at": timezone.now(),
            },
        )


def rights():
    return list(TerminationRight.objects.order_by("pk").values_list("state", flat=True))


def test_the_third_failed_month_gives_the_right_and_tells_once(programme):
    sponsor, manager = user_as("sponsor", programme), user_as("manager", programme)
    agreement = with_terms(programme)
    measured(agreement, "98", "99.5", "98.9", "98.99")

    chronic.review(agreement, today=datetime.date(2025, 5, 2))
    chronic.review(agreement, today=datetime.date(2025, 5, 3))

    right = TerminationRight.objects.get()
    assert right.months == [["2025-01-01", "98"], ["2025-03-01", "98.9"], ["2025-04-01", "98.99"]]
    assert (right.clause, right.usable_until) == ("§ 9.3", datetime.date(2025, 7, 29))
    assert AuditEntry.objects.filter(label="sla.terminationright", verb="arisen").count() == 1
    for person in (sponsor, manager):
        told = Notification.objects.filter(user=person, text__startswith="The right to terminate has arisen")
        assert told.count() == 1


@pytest.mark.parametrize(
    "levels", [("98", "98", "99"), ("98", "98", None), ("98", "98", "99.5", "99.5", "99.5", "99.5", "98")]
)
def test_fewer_failed_months_in_the_window_give_none(programme, levels):
    agreement = with_terms(programme)
    measured(agreement, *levels)

    chronic.review(agreement, today=TODAY)

    assert rights() == []


def test_a_month_that_still_runs_is_no_proof(programme):
    agreement = with_terms(programme)
    measured(agreement, "98", "98", "98", provisional=True)

    chronic.review(agreement, today=datetime.date(2025, 4, 2))

    assert rights() == []


def test_a_further_failed_month_prolongs_an_open_right(programme):
    agreement = with_terms(programme)
    measured(agreement, "98", "98", "98")
    chronic.review(agreement, today=datetime.date(2025, 4, 2))
    measured(agreement, "98", "98", "98", "97")

    chronic.review(agreement, today=datetime.date(2025, 5, 2))

    right = TerminationRight.objects.get()
    assert (len(right.months), right.usable_until) == (4, datetime.date(2025, 7, 29))


def test_later_results_take_an_open_right_back(programme):
    agreement = with_terms(programme)
    measured(agreement, "98", "98", "98")
    chronic.review(agreement, today=datetime.date(2025, 4, 2))
    measured(agreement, "98", "99.95", "98")

    chronic.review(agreement, today=datetime.date(2025, 4, 3))

    assert rights() == ["gone"]


def test_months_of_a_right_that_was_waived_do_not_give_another(programme):
    agreement, sponsor = with_terms(programme), user_as("sponsor", programme)
    measured(agreement, "98", "98", "98")
    chronic.review(agreement, today=datetime.date(2025, 4, 2))
    perform(TerminationRight.objects.get(), "waive", by=sponsor, note="They mended it.")
    measured(agreement, "98", "98", "98", "98", "98")
    chronic.review(agreement, today=datetime.date(2025, 6, 2))
    assert rights() == ["waived"]

    measured(agreement, "98", "98", "98", "98", "98", "98")
    chronic.review(agreement, today=datetime.date(2025, 7, 2))

    assert rights() == ["waived", "open"]


def test_a_window_that_is_long_over_gives_no_right_any_more(programme):
    agreement = with_terms(programme, use_days=30)
    measured(agreement, "98", "98", "98")

    chronic.review(agreement, today=datetime.date(2025, 5, 1))

    assert rights() == []


def test_where_less_is_better_months_above_the_mark_fail(programme):
    agreement = with_terms(programme, mark=Decimal(8))
    agreement.objectives.update(direction="at_most", unit="h", target=4)
    measured(agreement, "9", "8.5", "12")

    chronic.review(agreement, today=datetime.date(2025, 4, 2))

    assert rights() == ["open"]


def test_a_right_lapses_after_its_last_day_and_not_before(programme):
    agreement = with_terms(programme)
    measured(agreement, "98", "98", "98")
    chronic.review(agreement, today=datetime.date(2025, 4, 2))
    last = TerminationRight.objects.get().usable_until

    assert chronic.lapse_rights(today=last) == 0
    assert chronic.lapse_rights(today=last + datetime.timedelta(days=1)) == 1
    assert rights() == ["lapsed"]


def test_a_right_is_used_by_those_who_may_with_a_reason_and_in_time(programme):
    agreement = with_terms(programme, use_days=3650)
    measured(agreement, "98", "98", "98")
    chronic.review(agreement)
    right = TerminationRight.objects.get()

    with pytest.raises(PermissionDenied):
        perform(right, "use", by=user_as("consultant", programme), note="x")
    with pytest.raises(Refused, match="Say why"):
        perform(right, "use", by=user_as("manager", programme))
    perform(right, "use", by=user_as("manager", programme), note="Notice of 3 May.")

    assert rights() == ["used"]
    assert AuditEntry.objects.filter(label="sla.terminationright", verb="use").count() == 1


def test_the_last_day_to_use_it_is_a_deadline_of_the_managers(programme):
    manager, agreement = user_as("manager", programme), with_terms(programme)
    measured(agreement, "98", "98", "98")
    chronic.review(agreement, today=datetime.date(2025, 4, 2))

    (due,) = [one for one in deadlines.upcoming(programme, until=datetime.date(2025, 12, 1)) if one.icon == "door-open"]

    assert (due.on, manager.pk in due.who) == (datetime.date(2025, 6, 29), True)


def test_terms_are_entered_in_a_draft_only_and_hold_together(programme):
    manager = user_as("manager", programme)
    draft, signed = make_agreement(programme, in_force=False), make_agreement(programme)
    rule = ChronicRule(objective=draft.objectives.get(), mark=Decimal(99), times=4, within=3)

    with pytest.raises(ValidationError, match="more failed months"):
        chronic.add_terms(rule, by=manager)
    with pytest.raises(Refused, match="keeps its terms"):
        chronic.add_terms(ChronicRule(objective=signed.objectives.get(), mark=Decimal(99)), by=manager)
    rule.times = 3
    assert chronic.add_terms(rule, by=manager).pk
