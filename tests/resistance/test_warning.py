"""Pure rules: what is low, what is not known, which step comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change_mgmt.resistance.warning import FINE, LOW, NAMES, UNKNOWN, Limits, Values, judge, standing

LIMITS = Limits()
known = st.floats(0, 100, allow_nan=False)
perhaps = st.none() | known
values = st.builds(Values, perhaps, perhaps, perhaps)
limits = st.builds(Limits, known, known, known)


@pytest.mark.parametrize(
    ("value", "limit", "found"),
    [(None, 60, UNKNOWN), (59.9999, 60, LOW), (60, 60, FINE), (61, 60, FINE), (0, 0, FINE), (0, 60, LOW)],
)
def test_a_value_is_low_below_its_limit_only(value, limit, found):
    assert standing(value, limit) == found


@pytest.mark.parametrize(
    ("given_values", "level", "unknown", "step", "is_warning", "is_over"),
    [
        (Values(), 0, NAMES, "measure", False, False),
        (Values(80, 4, 90), 0, (), "nothing", False, True),
        (Values(59, 2.9, 79), 3, (), "hear", True, False),
        (Values(59, 2.9, None), 2, ("training",), "talk", False, False),
        (Values(59, 2.9, 80), 2, (), "talk", False, True),
        (Values(59, 3, 79), 2, (), "train", False, True),
        (Values(59, 3, 80), 1, (), "watch", False, True),
        (Values(None, 3, 80), 0, ("adoption",), "measure", False, True),
    ],
)
def test_departments_are_judged(given_values, level, unknown, step, is_warning, is_over):
    found = judge(given_values, LIMITS)

    assert (found.level, found.unknown, found.proposal) == (level, unknown, step)
    assert (found.is_early_warning, found.is_over) == (is_warning, is_over)


@given(values, limits, st.sampled_from(NAMES), known)
def test_a_worse_value_never_lowers_the_level(before, given_limits, name, fall):
    if (value := getattr(before, name)) is None:
        return
    after = Values(**(vars(before) | {name: value - fall}))

    assert judge(after, given_limits).level >= judge(before, given_limits).level


@given(values, limits)
def test_what_is_missing_is_never_low(found_values, given_limits):
    found = judge(found_values, given_limits)

    assert set(found.unknown) == {name for name in NAMES if getattr(found_values, name) is None}
    assert not set(found.low) & set(found.unknown)
    assert sorted(found.low + found.fine + found.unknown) == sorted(NAMES)


@given(values, limits)
def test_a_warning_is_never_over_at_the_same_time(found_values, given_limits):
    found = judge(found_values, given_limits)

    assert not (found.is_early_warning and found.is_over)
