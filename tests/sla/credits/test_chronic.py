import pytest

from sla.credits import Direction, failed_months, is_chronic


@pytest.mark.parametrize(
    ("months", "chronic"),
    [
        ([98, 100, 98, 100, 98, 100], True),
        ([98, 98, 98, 100, 100, 100, 100], False),
        ([98, None, 98, None, None, None], False),
        ([99, 99, 99, 99, 99, 99], False),
        ([98, 98, 98], True),
    ],
)
def test_three_months_in_six_below_the_mark_are_chronic(months, chronic):
    assert is_chronic(months, below=99, times=3, within=6) is chronic


def test_where_less_is_better_months_above_the_mark_fail():
    assert is_chronic([5, 3, 5, 5], below=4, times=3, within=6, direction=Direction.AT_MOST) is True
    assert failed_months([5, 3, 5, 5], below=4, within=6, direction=Direction.AT_MOST) == [0, 2, 3]


def test_failed_months_are_named_by_their_place_in_the_whole():
    assert failed_months([98, 98, 100, 98], below=99, within=3) == [1, 3]


@pytest.mark.parametrize(("times", "within"), [(0, 6), (7, 6)])
def test_more_failures_than_months_are_refused(times, within):
    with pytest.raises(ValueError, match="between 1 and"):
        is_chronic([98], below=99, times=times, within=within)
