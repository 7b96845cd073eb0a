"""The money of a programme, read once."""

from decimal import Decimal

import pytest
from django.utils import translation

from core.workflow import perform
from implementation.budget.books import Books
from implementation.budget.charts import cumulated
from implementation.budget.figures import earned_value_figures, forecast_figures
from implementation.budget.table import table
from tests.budget.factories import DAY, make_budget, make_cost, make_package, make_progress, month_now, today
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    """Started in a month that is over, so that there are months to compare."""
    return make_programme(started_on=today() - 100 * DAY)


@pytest.fixture
def worked(programme):
    """A package of 1,000 that is half done for 625, a budget of 2,000, and 100 spent on nothing that is measured."""
    make_budget(programme, amounts={("acquisition", 0): 1500, ("staff", 20): 500})
    package = make_package(programme, 1000)
    make_progress(package, 50)
    make_cost(programme, 625, package=package)
    make_cost(programme, 100, category="staff")
    return programme


def test_what_counts_is_added_up_and_what_is_struck_is_not(worked):
    cost = make_cost(worked, 77)
    perform(cost, "strike", by=user_as("manager", worked), note="Entered twice")

    books = Books(worked)

    assert (books.total_planned, books.total_spent, books.spent_outside) == (2000, 725, 100)
    assert books.spent == {("acquisition", month_now()): 625, ("staff", month_now()): 100}


def test_position_and_forecast_follow(worked):
    books = Books(worked)

    p, f = books.position, books.forecast
    assert (p.pv, p.ev, p.ac, p.bac, p.cpi) == (1000, 500, 625, 1000, Decimal("0.8"))
    assert (f.packages, f.rest, f.total, f.overrun_percent) == (1250, 1000, 2250, Decimal("12.5"))


def test_without_packages_what_is_to_come_is_taken_as_planned(programme):
    make_budget(programme, amounts={("acquisition", 0): 1500, ("staff", 20): 500})
    make_cost(programme, 1700, on=today() - 60 * DAY)

    assert Books(programme).forecast.total == 2200


def test_the_queries_do_not_grow_with_the_costs(worked, django_assert_num_queries):
    def read():
        books = Books(worked)
        return books.forecast, table(books, by="month"), cumulated(books)

    with django_assert_num_queries(7):
        read()
    for n in range(30):
        make_cost(worked, 1 + n)
    with django_assert_num_queries(7):
        read()


@pytest.mark.parametrize(("by", "columns"), [("year", 3), ("quarter", 8), ("month", 12)])
def test_the_table_has_its_periods(worked, by, columns):
    found = table(Books(worked), by=by, year=None)

    assert len(found.headings) in (columns, columns - 1)
    assert [str(row.label) for row in found.rows] == ["Acquisition", "Staff"]
    assert (found.total.whole.planned, found.total.whole.spent, found.total.whole.left) == (2000, 725, 1275)
    assert found.total.to_date.planned == 1500


def test_a_year_out_of_reach_shows_the_nearest(worked):
    assert table(Books(worked), by="month", year=999_999).later is None
    assert table(Books(worked), by="month", year=1).earlier is None


def test_nothing_planned_and_nothing_spent_is_no_table(programme):
    books = Books(programme)

    assert (table(books, by="year"), cumulated(books), books.missing_month) == (None, None, None)


def test_every_figure_opens_to_its_formula_and_inputs(worked):
    books = Books(worked)

    figures = earned_value_figures(books.position) + forecast_figures(books)

    assert len(figures) == 13
    assert all(figure.inputs and str(figure.formula) and str(figure.words) for figure in figures)
    assert [str(figure.name) for figure in figures if figure.value is None and not figure.none] == []


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_chart_is_drawn_with_its_table(worked, language):
    with translation.override(language):
        chart = cumulated(Books(worked))

        assert "<svg" in chart.as_svg(language)
        assert len(chart.columns) == 5
        assert len(chart.rows) == len(chart.figure["data"][0]["x"])


def test_a_month_is_missing_until_somebody_says_that_it_was_quiet(programme):
    from implementation.budget import actions

    make_budget(programme, amounts={("acquisition", month): 10 for month in range(12)})
    closed = month_now() - 1

    assert Books(programme).missing_at(0) == closed
    actions.say_quiet(programme, month=closed, why="Nothing came", by=user_as("manager", programme))

    assert Books(programme).missing_at(0) is None
