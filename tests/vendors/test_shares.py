from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.shares import percentages


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([1, 1], ["50.00", "50.00"]),
        ([1, 1, 1], ["33.34", "33.33", "33.33"]),
        ([0.177457, 0.822543], ["17.75", "82.25"]),
        ([0, 3], ["0.00", "100.00"]),
        ([Decimal("12.5"), Decimal("87.5")], ["12.50", "87.50"]),
    ],
)
def test_parts_become_percentages(parts, expected):
    assert percentages(parts) == [Decimal(text) for text in expected]


@pytest.mark.parametrize("parts", [[0, 0], [-1, 2], [0]])
def test_what_cannot_be_shared_out_is_refused(parts):
    with pytest.raises(ValueError, match="negative or all nil"):
        percentages(parts)


@given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=40))
def test_percentages_total_exactly_100_and_lie_within_a_hundredth(parts):
    found = percentages(parts)

    assert sum(found) == 100
    exact = [part / sum(parts) * 100 for part in parts]
    assert all(abs(float(one) - two) < 0.0101 for one, two in zip(found, exact, strict=True))


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=20))
def test_the_larger_part_never_gets_less(parts):
    found = dict(zip(parts, percentages(parts), strict=True))
    ordered = sorted(found)

    assert [found[part] for part in ordered] == sorted(found.values())
