import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.data_readiness.profiling.engine import MOST_OF_A_KIND, Heading, Other, marks_of, profile
from implementation.data_readiness.profiling.rules import Rule, Setting

SETTING = Setting(datetime.date(2026, 11, 22))


def look(rows, *rules, kinds=None, others=None, setting=SETTING):
    width = len(rows[0]) if rows else 2
    names = "abcdefgh"[:width]
    headings = [Heading(name, (kinds or {}).get(name, "text"), personal=False) for name in names]
    lines = [(line, list(row)) for line, row in enumerate(rows, start=2)]
    return profile(lines, headings, rules, setting=setting, others=others)


def outcome(found):
    return [(item.checked, item.passed) for item in found.results]


def test_empty_cells_are_not_filled_nor_distinct_nor_repeated():
    found = look([["x", ""], ["x", "1"], ["y", ""], ["", ""]])

    told = [(column["filled"], column["distinct"], column["repeated"]) for column in found.columns]
    assert told == [(3, 2, 2), (1, 1, 0)]


def test_a_table_without_rows_has_figures_too():
    found = profile([], [Heading("a", "text")], [Rule("complete", "a"), Rule("same", "a", "a")], setting=SETTING)

    assert (found.rows, found.sound, found.columns[0]["filled"], outcome(found)) == (0, 0, 0, [(0, 0), (0, 0)])


def test_values_of_columns_about_people_are_kept_nowhere():
    rows = [(2, ["Ann Real"]), (3, ["Ann Real"]), (4, ["Bo Real"])]
    rules = [Rule("unique", "name"), Rule("kind", "name", params={"kind": "phone"})]

    found = profile(rows, [Heading("name", "person", personal=True)], rules, setting=SETTING)

    assert "Real" not in repr((found.columns, found.samples))
    assert found.samples == [
        [2, [["name", "no_phone"], ["name", "twice"]]],
        [3, [["name", "no_phone"], ["name", "twice"]]],
        [4, [["name", "no_phone"]]],
    ]


def test_the_commonest_values_of_other_columns_are_listed():
    found = look([["b"], ["a"], ["b"], ["a"], ["c"]])

    assert found.columns[0]["top"] == [["a", 2], ["b", 2]]


@pytest.mark.parametrize(
    ("rule", "rows", "expected"),
    [
        (Rule("complete", "a"), [["1"], [""], ["2"]], (3, 2)),
        (Rule("unique", "a"), [["1"], ["1"], ["2"], [""]], (3, 1)),
        (Rule("unique", "a", "b"), [["1", "x"], ["1", "y"], ["1", "x"], ["1", ""]], (3, 1)),
        (Rule("kind", "a", params={"kind": "email"}), [["a@example.org"], ["a@example"], [""]], (2, 1)),
        (Rule("pattern", "a", params={"pattern": "A-9999"}), [["K-0031"], ["K-031"], ["K-00311"]], (3, 1)),
        (Rule("list", "a", params={"values": ["East", "West"]}), [["east"], ["North"], [""]], (2, 1)),
        (Rule("range", "a", params={"low": "1", "high": "10"}), [["1"], ["10"], ["11"], ["x"]], (4, 2)),
        (Rule("range", "a", params={"low": "2026-01-01"}), [["2025-12-31"], ["1 Jan 2026"]], (2, 1)),
        (Rule("when", "a", "b", {"if": "is", "if_values": ["firm"], "then": "filled"}),
         [["firm", "1"], ["Firm", ""], ["person", ""]], (2, 1)),
        (Rule("when", "a", "b", {"if": "filled", "then": "not", "then_values": ["0"]}),
         [["x", "0"], ["x", "1"], ["x", ""], ["", "0"]], (3, 1)),
        (Rule("order", "a", "b"), [["1", "2"], ["3", "2"], ["", "2"], ["word", "2"]], (2, 1)),
        (Rule("order", "a", "b"), [["2026-01-02", "1/2/2026"], ["2026-01-02", "1.1.2026"]], (2, 1)),
        (Rule("same", "a", "b"), [["Suzhou", "Jiangsu"]] * 2 + [["Suzhou", "Zhejiang"], ["Suzhou", ""]], (3, 2)),
        (Rule("same", "a", "b"), [["Suzhou", "Jiangsu"], ["Suzhou", "Zhejiang"], ["Wuxi", "Jiangsu"]], (3, 1)),
        (Rule("timely", "a", params={"days": 30}), [["2026-11-01"], ["2026-10-01"], ["soon"]], (3, 1)),
    ],
)  # fmt: skip
def test_a_rule_counts_what_it_asks_and_what_keeps_it(rule, rows, expected):
    assert outcome(look(rows, rule)) == [expected]


def test_orphans_and_contradicting_copies_are_found_in_another_table():
    others = marks_of([(2, ["1", "Ann"]), (3, ["2", "Bo"])], {"number": 0, "name": 1})
    known = Rule("reference", "a", params={"other_column": "number"}, key=1)
    agrees = Rule("agrees", "a", "b", {"other_column": "number", "other_second": "name"}, key=2)
    rows = [["1", "Ann"], ["2", "Bob"], ["3", "Cy"], ["", "Di"]]

    found = look(rows, known, agrees, others={1: others, 2: others})

    assert outcome(found) == [(3, 2), (2, 1)]
    assert found.samples == [[3, [["b", "agrees"]]], [4, [["a", "orphan"]]]]


def test_a_rule_about_what_is_not_there_is_not_asked():
    found = look([["1"]], Rule("complete", "z"), Rule("reference", "a", params={"other_column": "x"}, key=9), others={})

    assert [(item.missing, item.checked) for item in found.results] == [("column", 0), ("file", 0)]


def test_a_rule_for_the_columns_own_type_counts_as_any_other():
    rows = [["a@example.org"], ["a@example"], [""]]
    rule = Rule("kind", "a", params={"kind": "email"})

    assert outcome(look(rows, rule, kinds={"a": "email"})) == outcome(look(rows, rule)) == [(2, 1)]


def test_a_common_fault_does_not_crowd_out_a_rare_one():
    rows = [["", "1"]] * 1000 + [["x", "x"]]

    found = look(rows, Rule("complete", "a"), kinds={"b": "number"})

    assert (len(found.samples), found.samples[-1]) == (MOST_OF_A_KIND + 1, [1002, [["b", "no_number"]]])
    assert found.sound == 0


CELLS = st.sampled_from(["", "1", "2", "x", "2026-01-01", "a@example.org", "n/a"])
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=40)
RULES = [
    Rule("complete", "a"),
    Rule("unique", "a", "b"),
    Rule("same", "b", "c"),
    Rule("order", "a", "c"),
    Rule("kind", "c", params={"kind": "number"}),
    Rule("reference", "a", params={"other_column": "k"}, key=1),
]
OTHERS = {1: marks_of([(2, ["1"]), (3, ["x"])], {"k": 0})}


def figures(rows):
    found = look(rows, *RULES, others=OTHERS) if rows else look([["", "", ""]], *RULES, others=OTHERS)
    return found.rows, found.sound, found.columns, outcome(found)


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows, chance: random.Random):
    mixed = list(rows)
    chance.shuffle(mixed)

    assert figures(mixed) == figures(rows)


@given(TABLES)
def test_profiling_twice_gives_the_same(rows):
    assert look(rows or [["", "", ""]], *RULES, others=OTHERS) == look(rows or [["", "", ""]], *RULES, others=OTHERS)


@given(TABLES)
def test_nothing_passes_more_often_than_it_is_asked(rows):
    _rows, sound, columns, results = figures(rows)

    assert all(0 <= passed <= checked for checked, passed in results)
    assert all(column["distinct"] <= column["filled"] <= column["rows"] for column in columns)
    assert sound <= _rows


def test_another_table_keeps_no_values():
    assert isinstance(OTHERS[1], Other)
    assert OTHERS[1].columns["k"].dtype == "int64"
