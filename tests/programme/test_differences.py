import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.programme.differences import ADDED, GAP, REMOVED, SAME, Row, TooLong, differences

TEXTS = st.lists(st.text("ab<&", max_size=3), max_size=30)


def test_a_changed_line_is_taken_out_and_put_in():
    assert differences(["a", "b"], ["a", "c"]) == [
        Row(SAME, 1, 1, "a"),
        Row(REMOVED, 2, 0, "b"),
        Row(ADDED, 0, 2, "c"),
    ]


def test_what_stays_the_same_for_long_is_a_gap():
    old = [str(n) for n in range(20)]

    rows = differences(old, [*old, "end"])

    assert [row.kind for row in rows] == [GAP, SAME, SAME, SAME, ADDED]


def test_equal_texts_differ_in_nothing():
    assert differences(["a"], ["a"]) == []


@pytest.mark.parametrize("lines", [["a"] * 3001, ["a" * 300_001]])
def test_texts_too_long_to_compare_are_refused(lines):
    with pytest.raises(TooLong):
        differences(lines, ["b"])


@given(TEXTS, TEXTS)
def test_every_change_is_told_once(old, new):
    rows = differences(old, new)

    removed = {row.old for row in rows if row.kind == REMOVED}
    added = {row.new for row in rows if row.kind == ADDED}
    assert [line for n, line in enumerate(old, 1) if n not in removed] == [
        line for n, line in enumerate(new, 1) if n not in added
    ]
