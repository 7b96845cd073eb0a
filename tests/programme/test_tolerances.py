import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.programme.tolerances import ORDER, Limits, worst

LEVELS = st.sampled_from(ORDER)


@pytest.mark.parametrize(
    ("figure", "level"),
    [(-3, "on_track"), (5, "on_track"), (5.1, "at_risk"), (15, "at_risk"), (15.01, "off_track")],
)
def test_a_limit_belongs_to_its_better_side(figure, level):
    assert Limits(5, 15).level(figure) == level


@pytest.mark.parametrize(
    ("lesser", "graver", "level"),
    [(0, 0, "on_track"), (2, 0, "on_track"), (3, 0, "at_risk"), (3, 1, "at_risk"), (0, 2, "off_track")],
)
def test_of_two_figures_the_graver_is_asked_first(lesser, graver, level):
    assert Limits(2, 1).level_of_two(lesser, graver) == level


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(0, 100), st.integers(0, 100))
def test_a_worse_figure_is_never_a_better_level(figure, more, inner, wider):
    limits = Limits(inner, inner + wider)

    assert ORDER.index(limits.level(figure + more)) >= ORDER.index(limits.level(figure))


@given(st.lists(LEVELS, min_size=1))
def test_the_worst_wins(levels):
    found = worst(levels)

    assert found in levels
    assert all(ORDER.index(level) <= ORDER.index(found) for level in levels)


@given(st.lists(LEVELS), st.lists(LEVELS))
def test_the_worst_of_all_is_the_worst_of_the_worst(some, others):
    assert worst([*some, *others]) == worst([worst(some), worst(others)])
