import csv
from collections import Counter
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.exposure import (
    DEFAULT_GRID,
    GridFault,
    GridProblem,
    HeatMap,
    grid_problems,
    heat_map,
    level,
    review_days,
    review_due,
)
from tests.shared_data import shared, shared_json

rating = st.integers(1, 5)


@pytest.mark.parametrize(
    ("likelihood", "impact", "expected"),
    [(1, 1, 0), (1, 5, 1), (5, 1, 2), (3, 3, 2), (4, 5, 4), (5, 5, 4), (None, 5, None), (5, None, None)],
)
def test_a_level_is_looked_up_and_not_rated_stays_so(likelihood, impact, expected):
    assert level(likelihood, impact) == expected


@pytest.mark.parametrize(("likelihood", "impact"), [(0, 1), (6, 1), (1, 0), (1, 6), (-1, 1)])
def test_a_rating_outside_the_grid_is_refused(likelihood, impact):
    with pytest.raises(ValueError, match="must lie between 1 and 5"):
        level(likelihood, impact)


@given(likelihood=rating, impact=rating, more=rating)
def test_a_level_never_falls_as_likelihood_or_impact_grows(likelihood, impact, more):
    assert level(max(likelihood, more), impact) >= level(likelihood, impact)
    assert level(likelihood, max(impact, more)) >= level(likelihood, impact)


@pytest.mark.parametrize(("level", "days"), [(4, 90), (3, 90), (2, 180), (1, 360), (0, 360), (None, None)])
def test_the_review_comes_sooner_for_a_graver_risk(level, days):
    assert review_days(level) == days


def test_a_review_is_due_from_the_last_one():
    assert review_due(date(2025, 1, 31), 4) == date(2025, 5, 1)
    assert review_due(date(2025, 1, 31), None) is None


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="between 0"):
        review_days(5)


def changed(row, column, value):
    grid = [list(line) for line in DEFAULT_GRID]
    grid[row - 1][column - 1] = value
    return grid


@pytest.mark.parametrize(
    ("grid", "problems"),
    [
        (DEFAULT_GRID, []),
        ([[2] * 5] * 5, []),
        ([], [GridProblem(GridFault.WRONG_SIZE)]),
        (DEFAULT_GRID[:4], [GridProblem(GridFault.WRONG_SIZE)]),
        ([*DEFAULT_GRID[:4], (2, 3, 3, 4)], [GridProblem(GridFault.WRONG_SIZE)]),
        (changed(5, 5, 5), [GridProblem(GridFault.UNKNOWN_LEVEL, 5, 5)]),
        (changed(1, 1, None), [GridProblem(GridFault.UNKNOWN_LEVEL, 1, 1)]),
        (changed(1, 5, 0), [GridProblem(GridFault.FALLS_WITH_IMPACT, 1, 5)]),
        (changed(5, 1, 0), [GridProblem(GridFault.FALLS_WITH_LIKELIHOOD, 5, 1)]),
        (
            changed(1, 1, 2),
            [
                GridProblem(GridFault.FALLS_WITH_IMPACT, 1, 2),
                GridProblem(GridFault.FALLS_WITH_LIKELIHOOD, 2, 1),
            ],
        ),
    ],
)
def test_a_grid_of_ones_own_must_be_square_and_never_fall(grid, problems):
    assert grid_problems(grid) == problems


def test_risks_are_counted_by_cell_and_the_unrated_apart():
    result = heat_map([(1, 2), (1, 2), (2, 1), (None, 1), (1, None)], size=2)

    assert result == HeatMap(((0, 2), (1, 0)), 2)


def test_counting_refuses_a_rating_outside_the_grid():
    with pytest.raises(ValueError, match="between 1 and 2"):
        heat_map([(3, 1)], size=2)


def expected_register(register_id):
    registers = shared_json("risk/registers.json")["registers"]
    return next(register for register in registers if register["id"] == register_id)["expected"]


def test_a_published_programme_register_has_the_published_heat_map():
    # github.com/kunalpatil3008/infrastructure-programme-dashboard @ 0c041b0d85; cells with no risk are
    # not printed.
    sheet = openpyxl.load_workbook(shared("risk/register_kunal_programme.xlsx")).active
    header, *rows = sheet.iter_rows(values_only=True)
    places = header.index("Likelihood_1_5"), header.index("Impact_1_5")

    cells = heat_map((row[places[0]], row[places[1]]) for row in rows).cells
    found = {f"L{i}xI{j}": count for i, row in enumerate(cells, 1) for j, count in enumerate(row, 1) if count}

    assert found == expected_register("register_kunal")["heatmap_LxI"]


@pytest.mark.parametrize(
    ("kind", "likelihood", "impact"),
    [("inherent", "L_1to5", "I_1to5"), ("residual", "residual_L_1to5", "residual_I_1to5")],
)
def test_an_organisations_own_grid_gives_its_published_levels(kind, likelihood, impact):
    # github.com/SG1unitis/risk-projekt @ 6bcc003c5b, outputs/kpis.json: products from 5, 10 and 15 change
    # the level.
    grid = [[sum(i * j >= bound for bound in (0, 5, 10, 15)) for j in range(1, 6)] for i in range(1, 6)]
    names = {1: "Low", 2: "Medium", 3: "High", 4: "Critical"}
    with shared("risk/register_sg1unitis.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    found = Counter(names[level(int(row[likelihood]), int(row[impact]), grid)] for row in rows)

    assert grid_problems(grid) == []
    assert found == expected_register("register_sg1unitis")["published"][kind]
