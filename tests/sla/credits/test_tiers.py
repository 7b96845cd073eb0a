from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.credits import Direction, TierFault, TierProblem, tier_hit, tier_problems
from tests.sla.credits.examples import HOURS_OVER, S3, tier


def test_service_a_hair_below_the_bound_is_below_it():
    hair_below = Fraction(999, 10) - Fraction(1, 10**30)

    assert tier_hit(hair_below, tiers=S3) == S3[0]
    assert tier_hit(Decimal("99.9"), tiers=S3) is None


@pytest.mark.parametrize(("level", "place"), [("4", None), ("4.00001", 0), ("8", 0), ("8.00001", 1), ("1000", 1)])
def test_where_less_is_better_the_upper_bound_belongs_to_its_tier(level, place):
    found = tier_hit(Decimal(level), tiers=HOURS_OVER, direction=Direction.AT_MOST)

    assert found == (None if place is None else HOURS_OVER[place])


@pytest.mark.parametrize(
    ("tiers", "problems"),
    [
        (S3, []),
        (tuple(reversed(S3)), []),
        ((), [TierProblem(TierFault.NO_TIERS, None)]),
        (S3[:2], [TierProblem(TierFault.NOT_FROM_ZERO, 1)]),
        ((S3[0], S3[2]), [TierProblem(TierFault.GAP, 0)]),
        ((S3[0], tier("95", "99.5", "25"), S3[2]), [TierProblem(TierFault.OVERLAP, 0)]),
        ((tier("99", "99.9", "30"), *S3[1:]), [TierProblem(TierFault.WORSE_EARNS_LESS, 0)]),
        ((*S3[:2], tier("95", "0", "100")), [TierProblem(TierFault.UPSIDE_DOWN, 2)]),
        ((*S3[:2], tier("0", "95", "101")), [TierProblem(TierFault.OUT_OF_RANGE, 2)]),
        ((tier("0", "NaN", "10"),), [TierProblem(TierFault.OUT_OF_RANGE, 0)]),
        ((tier("0", None, "10"),), [TierProblem(TierFault.NO_UPPER_BOUND, 0)]),
    ],
)
def test_a_table_of_tiers_has_no_gap_and_no_overlap(tiers, problems):
    assert tier_problems(tiers) == problems


@pytest.mark.parametrize(
    ("tiers", "problems"),
    [
        (HOURS_OVER, []),
        ((HOURS_OVER[0],), [TierProblem(TierFault.ENDS, 0)]),
        ((tier("4", None, "10"), tier("8", None, "25")), [TierProblem(TierFault.NO_UPPER_BOUND, 0)]),
        ((tier("4", "7", "10"), tier("8", None, "25")), [TierProblem(TierFault.GAP, 1)]),
        ((tier("4", "8", "30"), tier("8", None, "25")), [TierProblem(TierFault.WORSE_EARNS_LESS, 0)]),
    ],
)
def test_where_less_is_better_the_table_reads_upwards(tiers, problems):
    assert tier_problems(tiers, direction=Direction.AT_MOST, highest=None) == problems


@given(bound=st.sampled_from([0, 1, 2]), shift=st.decimals(min_value="0.01", max_value="0.5", places=2))
def test_moving_one_bound_alone_breaks_the_table(bound, shift):
    moved = [*S3]
    moved[bound] = replace(S3[bound], lower=S3[bound].lower + shift)

    assert tier_problems(moved) != []
