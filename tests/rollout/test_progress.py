import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from implementation.rollout.models import AdoptionFigure, MeasureValue, Pilot, PilotMeasure
from implementation.rollout.progress import MeasureLine, adoption_of, figure, spark

MONDAY = datetime.date(2026, 11, 16)


def line(*values, target="2.0", direction="at_most"):
    measure = PilotMeasure(title="Turnaround", direction=direction, baseline=Decimal("4.1"), target=Decimal(target))
    weeks = [MONDAY + datetime.timedelta(days=7 * n) for n in range(len(values))]
    return MeasureLine(measure, [MeasureValue(on=on, value=Decimal(v)) for on, v in zip(weeks, values, strict=True)])


@pytest.mark.parametrize(
    ("values", "result"),
    [((), "no_value"), (["2.0"], "met"), (["2.001"], "partly"), (["4.1"], "not_met"), (["1.9", "4.2"], "not_met")],
)
def test_the_latest_value_says_whether_a_measure_is_met(values, result):
    assert line(*values).result == result


@pytest.mark.parametrize(
    ("values", "day"),
    [
        (["3.2", "2.9", "2.6"], datetime.date(2026, 12, 14)),  # 0.3 a week: two weeks after the last, exactly
        (["2.6", "2.6"], None),
        (["2.6", "2.9"], None),
        (["2.6"], None),
    ],
)
def test_the_trend_meets_the_target_on_a_day_or_never(values, day):
    assert line(*values).reaches_target_on == day


@pytest.mark.parametrize(("value", "shown"), [("2.000", "2"), ("94.500", "94.5"), ("1200.000", "1,200"), ("0", "0")])
def test_a_figure_has_the_decimals_it_was_written_with(value, shown):
    assert str(figure(Decimal(value))) == shown


def test_a_spark_spans_its_values_and_the_target():
    drawn = spark([Decimal(4), Decimal(3), Decimal(2)], Decimal(2))

    assert (drawn.points, drawn.last, drawn.target) == ("2.0,3.0 47.0,12.0 92.0,21.0", ("92.0", "21.0"), "21.0")


def test_a_single_value_equal_to_its_target_is_drawn():
    assert spark([Decimal(2)], Decimal(2)).points == "2.0,21.0"


@pytest.mark.parametrize(("start", "end", "weeks"), [(0, 0, 1), (0, 6, 1), (0, 7, 2), (0, 55, 8)])
def test_a_begun_week_counts_whole(start, end, weeks):
    def day(n):
        return MONDAY + datetime.timedelta(days=n)

    assert Pilot(planned_start=day(start), planned_end=day(end)).weeks == weeks


def week(n, active, staff=18):
    monday = MONDAY - datetime.timedelta(days=7 * n)
    return AdoptionFigure(module_id=1, department_id=1, week=monday, active_users=active, staff=staff)


def test_adoption_is_of_the_latest_four_weeks():
    figures = [week(5, 1), week(4, 15), week(3, 15), week(2, 15), week(1, 15)]
    pilot = SimpleNamespace(actual_end=None, adoption=SimpleNamespace(all=lambda: figures))

    found = adoption_of(pilot, today=MONDAY)

    assert (round(found.share, 1), found.weeks) == (83.3, 4)


def test_adoption_of_long_ago_does_not_count():
    pilot = SimpleNamespace(actual_end=None, adoption=SimpleNamespace(all=lambda: [week(6, 15)]))

    assert adoption_of(pilot, today=MONDAY) is None
