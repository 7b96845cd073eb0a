import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from implementation.data_readiness.duplicates.estimate import LEAST, band_of, estimate, turns


def test_nothing_is_said_before_enough_pairs_are_reviewed():
    found = estimate([(5.0, True)] * (LEAST - 1) + [(5.0, None)] * 50, threshold=2)

    assert (found.precision, found.recall, found.missing) == (None, None, 1)


def test_precision_and_recall_follow_the_verdicts():
    above = [(11.0, True)] * 90 + [(11.0, False)] * 10
    below = [(0.5, True)] * 10 + [(0.5, False)] * 90

    found = estimate(above + below, threshold=1.585)

    assert found.reviewed == 200
    assert found.precision.value == pytest.approx(0.9)
    assert found.recall.value == pytest.approx(0.9)


def test_few_reviews_leave_a_wide_range_and_many_a_narrow_one():
    few = estimate([(11.0, True)] * 18 + [(11.0, False)] * 2 + [(11.0, None)] * 980, threshold=2)
    many = estimate([(11.0, True)] * 450 + [(11.0, False)] * 50 + [(11.0, None)] * 500, threshold=2)

    assert few.precision.high - few.precision.low > 2 * (many.precision.high - many.precision.low)
    assert few.precision.low < 0.9 < few.precision.high


scored = st.lists(st.tuples(st.floats(-4, 30), st.sampled_from([True, False, None])), min_size=LEAST, max_size=40)


@settings(max_examples=30, deadline=None)
@given(pairs=scored)
def test_a_lower_threshold_never_finds_less(pairs):
    low, high = estimate(pairs, threshold=-4), estimate(pairs, threshold=4)

    if low.recall and high.recall:
        assert low.recall.value >= high.recall.value - 1e-9
        assert 0 <= high.recall.low <= high.recall.high <= 1


def test_bands_take_turns_in_the_review():
    scores = [-3.0] * 50 + [5.0] * 50 + [20.0] * 3

    order = turns(scores)

    first = [scores[order.index(turn)] for turn in range(6)]
    assert sorted(order) == list(range(103))
    assert [band_of(score) for score in first] == [band_of(s) for s in (20.0, 5.0, -3.0, 20.0, 5.0, -3.0)]
