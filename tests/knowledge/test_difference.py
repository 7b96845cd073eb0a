"""What differs between two versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.knowledge.difference import GONE, NEW, SAME, difference


def shown(before, after):
    return [
        (line.kind, line.skipped or "".join(text for _kind, text in line.pieces)) for line in difference(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("a\nb", "a\nb", []),
        ("", "a", [(NEW, "a")]),
        ("a\nb\nc", "a\nx\nc", [(SAME, "a"), (GONE, "b"), (NEW, "x"), (SAME, "c")]),
        ("1\n2\n3\n4\n5", "1\n2\n3\n4\nnew", [(SAME, 2), (SAME, "3"), (SAME, "4"), (GONE, "5"), (NEW, "new")]),
        ("x\n1\n2\n3\n4", "y\n1\n2\n3\n4", [(GONE, "x"), (NEW, "y"), (SAME, "1"), (SAME, "2"), (SAME, 2)]),
    ],
)
def test_lines_gone_and_new_stand_in_their_order(before, after, lines):
    assert shown(before, after) == lines


def test_only_the_words_that_differ_are_marked():
    gone, new = difference("hand the data back", "hand all data back")

    assert gone.pieces == ((SAME, "hand "), (GONE, "the"), (SAME, " data back"))
    assert new.pieces == ((SAME, "hand "), (NEW, "all"), (SAME, " data back"))


def test_chinese_is_compared_by_character():
    gone, _new = difference("交还数据", "交回数据")

    assert gone.pieces == ((SAME, "交"), (GONE, "还"), (SAME, "数据"))


def test_a_very_long_line_is_compared_as_a_whole():
    gone, new = difference("a " * 2000, "b " * 2000)

    assert (gone.pieces, new.pieces) == (((GONE, "a " * 2000),), ((NEW, "b " * 2000),))


@given(
    st.lists(st.sampled_from(["a", "b", "c d"]), max_size=12), st.lists(st.sampled_from(["a", "b", "c d"]), max_size=12)
)
def test_every_line_of_both_is_accounted_for(old, new):
    lines = difference("\n".join(old), "\n".join(new))
    counted = {kind: sum(line.skipped or 1 for line in lines if line.kind == kind) for kind in (SAME, GONE, NEW)}

    if lines:
        assert (counted[SAME] + counted[GONE], counted[SAME] + counted[NEW]) == (len(old), len(new))
    else:
        assert old == new
