"""Published tables, and the figures that are stated for them beside the tables (source in each entry)."""

import csv
import datetime

import pytest

from implementation.data_readiness.profiling import kinds
from implementation.data_readiness.profiling.engine import Heading, profile
from implementation.data_readiness.profiling.rules import Setting
from tests.shared_data import shared, shared_json

SETTING = Setting(datetime.date(2026, 11, 22))


CASES = shared_json("dataquality/expected.json")["datasets"]


def columns_of(case) -> dict:
    with shared(f"dataquality/{case['file']}").open(encoding="utf-8", newline="") as file:
        lines = [[cell.strip() for cell in cells] for cells in csv.reader(file)]
    headings, rows = lines[0], lines[1:]
    guessed = [kinds.guess(name, [row[place] for row in rows[:500]]) for place, name in enumerate(headings)]
    found = profile(
        enumerate(rows, start=2),
        [Heading(name, kind) for name, kind in zip(headings, guessed, strict=True)],
        setting=SETTING,
    )
    return {column["name"]: column for column in found.columns}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_filled_complete_distinct_and_repeated_are_as_stated(case):
    columns = columns_of(case)

    found = {
        name: {
            "filled": column["filled"],
            "completeness_pct": round(100 * column["filled"] / column["rows"], 2),
            "distinct_filled": column["distinct"],
            "rows_in_repeated_values": column["repeated"],
        }
        for name, column in columns.items()
    }
    assert found == case["expected"]["profile"]


def test_the_days_that_no_calendar_has_are_as_many_as_stated():
    case = next(case for case in CASES if case["id"] == "febrl_dataset1")

    column = columns_of(case)["date_of_birth"]

    stated = case["expected"]["invalid_date_of_birth_not_yyyymmdd"]
    assert (column["kind"], column["reasons"]) == (kinds.DATE, {"no_date": stated})
