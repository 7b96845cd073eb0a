"""What holds for every shape, whatever the numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sla.credits import Direction, Month, credit
from tests.sla.credits.examples import EVERY, POINTS

amounts = st.decimals(min_value=0, max_value=10**7, places=3)
levels = st.fractions(min_value=0, max_value=100)
shapes = st.sampled_from(EVERY)
hours = st.fractions(min_value=0, max_value=744)
TARGET = Decimal("99.9")


def month(level, lost_hours=0, incidents=1):
    return Month(measured=level, target=TARGET, lost_hours=lost_hours, incidents=incidents)


@given(terms=shapes, measured=levels, lost=hours, fee=amounts, cap=amounts, annual_cap=amounts, used=amounts)
def test_a_credit_is_never_negative_and_never_above_its_caps(terms, measured, lost, fee, cap, annual_cap, used):
    result = credit(
        month(measured, lost),
        terms=terms,
        monthly_fee=fee,
        monthly_cap=cap,
        credited_this_year=used,
        annual_cap=annual_cap,
    )

    assert 0 <= result.amount <= min(cap, max(Decimal(0), annual_cap - used))


@given(
    terms=shapes,
    one=st.tuples(levels, hours, st.integers(1, 50)),
    other=st.tuples(levels, hours, st.integers(1, 50)),
    fee=amounts,
    minimum=amounts,
    cap=amounts,
)
def test_worse_service_never_earns_less(terms, one, other, fee, minimum, cap):
    worse = (min(one[0], other[0]), max(one[1], other[1]), max(one[2], other[2]))

    def earned(facts):
        return credit(month(*facts), terms=terms, monthly_fee=fee, minimum=minimum, monthly_cap=cap).amount

    assert earned(worse) >= max(earned(one), earned(other))


@given(terms=shapes, measured=st.fractions(min_value=TARGET, max_value=100), lost=hours, fee=amounts)
def test_a_target_that_is_reached_costs_nothing(terms, measured, lost, fee):
    assert credit(month(measured, lost), terms=terms, monthly_fee=fee).amount == 0


@given(terms=shapes, measured=levels, fee=amounts, cap=amounts, minor=st.integers(0, 3))
def test_rounding_never_lifts_a_credit_above_a_cap(terms, measured, fee, cap, minor):
    found = credit(month(measured, 3), terms=terms, monthly_fee=fee, monthly_cap=cap, minor_units=minor)

    assert found.amount <= cap
    assert abs(found.amount - Decimal(float(found.unrounded))) <= Decimal(1).scaleb(-minor) + Decimal("0.001")


@given(one=st.fractions(min_value=0, max_value=1000), other=st.fractions(min_value=0, max_value=1000), fee=amounts)
def test_where_less_is_better_more_never_earns_less(one, other, fee):
    def earned(level):
        late = Month(measured=level, target=Decimal(4), direction=Direction.AT_MOST)
        return credit(late, terms=POINTS, monthly_fee=fee, is_percentage=False).amount

    assert earned(max(one, other)) >= earned(min(one, other))
