import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from sla.measures import spans

PAIRS = some.lists(
    some.tuples(some.integers(min_value=0, max_value=60), some.integers(min_value=0, max_value=60)).map(
        lambda pair: (min(pair), max(pair))
    ),
    max_size=8,
)


def moments(found) -> set[int]:
    return {second for begin, end in found for second in range(begin, end)}


def sound(pairs):
    return spans.merged(spans.spans_of(pairs), 0, 60)


@given(pairs=PAIRS)
def test_merging_keeps_the_time_and_leaves_no_overlap(pairs):
    found = sound(pairs)

    assert moments(found) == moments(pairs)
    assert spans.length(found) == len(moments(pairs))
    assert all(end < begin for end, begin in zip(found[:-1, 1], found[1:, 0], strict=True))


@given(one=PAIRS, other=PAIRS)
def test_both_and_without_part_the_time_of_the_first(one, other):
    first, second = sound(one), sound(other)

    assert moments(spans.both(first, second)) == moments(one) & moments(other)
    assert moments(spans.without(first, second)) == moments(one) - moments(other)


@given(pairs=PAIRS, begin=some.integers(min_value=0, max_value=60), length=some.integers(min_value=0, max_value=60))
def test_how_much_of_a_stretch_lies_within(pairs, begin, length):
    stretch = np.array([[begin, begin + length]], dtype=np.int64)

    assert spans.within(stretch, sound(pairs)).tolist() == [len(moments(pairs) & set(range(begin, begin + length)))]


@given(pairs=PAIRS, points=some.lists(some.integers(min_value=0, max_value=70), max_size=5))
def test_whether_moments_are_covered(pairs, points):
    found = spans.covers(np.array(points, dtype=np.int64), sound(pairs))

    assert found.tolist() == [point in moments(pairs) for point in points]
