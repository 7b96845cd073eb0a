"""What is ruled out by the signs of two values is what comparing them sign by sign would rule out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, JaroWinkler

from implementation.data_readiness.duplicates import text
from implementation.data_readiness.duplicates.blocking import reach_in
from implementation.data_readiness.duplicates.comparing import Traits, slips
from implementation.data_readiness.duplicates.roles import ColumnRole as R

VALUES = st.lists(st.text("ab ceno12王伟", min_size=1, max_size=12), min_size=2, max_size=2)
ONE, TWO = np.array([0]), np.array([1])


@given(VALUES)
def test_two_values_differ_by_at_least_the_signs_that_only_one_holds(values):
    only_one, only_two = Traits(values).apart(ONE, TWO)

    assert max(only_one[0], only_two[0]) <= OSA.distance(*values)


@given(VALUES, st.sampled_from([R.SURNAME, R.EMAIL, R.PHONE, R.NUMBER, R.BIRTH]))
def test_a_slip_is_one_whether_its_signs_were_asked_first_or_not(values, role):
    a, b = values
    bare = [value.replace(" ", "") for value in values]
    longer, gap = max(map(len, bare)), abs(len(bare[0]) - len(bare[1]))
    edits, most = OSA.distance(a, b), 1 if role in (R.PHONE, R.NUMBER) else 2
    names = role in (R.SURNAME, R.EMAIL)
    asked = gap <= most or (names and longer >= 5 and a[0] == b[0])
    han = any(not value.isascii() and text.is_han(value) for value in bare)
    if role is R.NUMBER:
        slip = edits == 1 and longer >= 3
    elif not names:
        slip = edits <= (most if longer >= 7 else 1)
    elif han:
        slip = edits == 1 and longer >= 5
    else:
        alike = JaroWinkler.similarity(a, b) >= 0.9
        slip = (edits == 1 and longer >= 4) or (edits <= 2 and longer >= 6) or (alike and longer >= 5)
    same_numbers = text.digits(a) == text.digits(b)

    found = slips(role, Traits(values), ONE, TWO)

    assert bool(found[0]) == (asked and slip and (same_numbers or not names))


@pytest.mark.parametrize(
    ("rows", "met"), [(0, 0), (1, 0), (2, 6), (6, 6), (7, 2), (40, 2), (41, 1), (1_000, 1), (1_001, 0), (10**6, 0)]
)
def test_the_more_rows_share_a_key_the_fewer_of_them_are_met(rows, met):
    assert reach_in(np.array([rows])).tolist() == [met]
