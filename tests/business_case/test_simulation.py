import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pert import Pert
from implementation.business_case.simulation import Line, likely, simulate, tornado

FACTORS = (1.0, 1 / 1.08, 1 / 1.08**2)


def cost(key=1, low=80, usual=100, high=150, flows=(-1, 0, 0)):
    return Line(key, "cost", Pert(low, usual, high), flows)


def benefit(key=2, low=40, usual=80, high=100, flows=(0, 1, 1)):
    return Line(key, "benefit", Pert(low, usual, high), flows)


def certain(key, kind, amount, flows):
    return Line(key, kind, Pert(amount, amount, amount), flows)


def test_without_doubt_every_trial_is_the_net_present_value():
    lines = [certain(1, "cost", 100, (-1, 0, 0)), certain(2, "benefit", 60, (0, 1, 1))]
    worth = -100 + 60 / 1.08 + 60 / 1.08**2

    outcome = simulate(lines, FACTORS, trials=50)

    assert [outcome.low, outcome.median, outcome.high, outcome.mean] == pytest.approx([worth] * 4)
    assert outcome.bands[0] == (-100, -100, -100)
    assert likely(lines, FACTORS) == pytest.approx(worth)
    assert tornado(lines, FACTORS) == []


def test_the_mean_is_that_of_the_pert_means():
    lines = [cost(), benefit()]
    expected = -(80 + 400 + 150) / 6 + (40 + 320 + 100) / 6 * (FACTORS[1] + FACTORS[2])

    assert simulate(lines, FACTORS, trials=50_000).mean == pytest.approx(expected, abs=0.3)


def test_the_same_seed_gives_the_same_band_and_another_one_does_not():
    lines = [cost(), benefit()]

    first, again, other = (simulate(lines, FACTORS, seed=seed).bands for seed in (5, 5, 6))

    assert first == again != other


def test_one_line_more_leaves_the_draws_of_the_others():
    nothing = Line(9, "cost", Pert(0, 50, 90), (0, 0, 0))
    lines = [cost(), benefit()]

    assert simulate([nothing, *lines], FACTORS).npv == pytest.approx(simulate(lines, FACTORS).npv)


def test_lines_that_move_together_make_the_band_wider_and_leave_the_mean():
    lines = [cost(key) for key in range(1, 9)]

    apart, together = (simulate(lines, FACTORS, correlation=value) for value in (0, 0.8))

    assert together.high - together.low > 1.5 * (apart.high - apart.low)
    assert together.mean == pytest.approx(apart.mean, rel=1e-9)


def test_the_correlation_is_the_one_asked_for():
    """Rank correlation of a normal pair at r = 0.6: 6 / pi asin(0.3) = 0.582 [Pearson 1907]. Seen as the variance of a sum."""
    one, two = cost(1), cost(2)
    alone = statistics.pvariance(simulate([one], (1, 0, 0), trials=50_000).npv.tolist())

    both = statistics.pvariance(simulate([one, two], (1, 0, 0), trials=50_000, correlation=0.6).npv.tolist())

    assert both / alone / 2 - 1 == pytest.approx(0.59, abs=0.03)


def test_costs_and_benefits_do_not_move_together():
    lines = [cost(flows=(1, 0, 0)), benefit(flows=(1, 0, 0))]

    apart, together = (simulate(lines, FACTORS, correlation=value, trials=50_000) for value in (0, 0.9))

    assert together.npv.std() == pytest.approx(apart.npv.std(), rel=0.02)


def test_the_share_that_reaches_a_floor_counts_the_floor_itself():
    outcome = simulate([certain(1, "benefit", 10, (1, 0, 0))], FACTORS, trials=4)

    assert (outcome.reaches(10), outcome.reaches(10.01)) == (1, 0)


def test_the_tornado_puts_the_widest_first_and_knows_which_end_is_which():
    lines = [cost(), benefit(), certain(3, "cost", 5, (-1, 0, 0))]
    middle = likely(lines, FACTORS)
    yearly = FACTORS[1] + FACTORS[2]

    first, second = tornado(lines, FACTORS)

    assert (first.key, second.key) == (2, 1)
    assert (first.at_low, first.at_high) == pytest.approx((middle - 40 * yearly, middle + 20 * yearly))
    assert (second.at_low, second.at_high) == pytest.approx((middle + 20, middle - 50))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"trials": 0}, "At least one trial is needed."),
        ({"correlation": 1}, "The correlation lies at 0 or above, below 1."),
        ({"correlation": -0.1}, "The correlation lies at 0 or above, below 1."),
        ({"factors": ()}, "At least one period is needed."),
        ({"factors": (1.0,)}, "Every line needs one flow for each period."),
    ],
)
def test_what_cannot_be_drawn_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        simulate([cost()], **{"factors": FACTORS, **change})


AMOUNTS = st.tuples(*[st.integers(0, 10_000)] * 3).map(sorted).map(lambda ends: Pert(*ends))
PATTERNS = st.tuples(*[st.integers(-3, 3)] * 3)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["cost", "benefit"]), AMOUNTS, PATTERNS), max_size=5), st.floats(0, 0.95))
def test_no_trial_lies_outside_what_the_ends_allow(drawn, correlation):
    lines = [Line(key, *parts) for key, parts in enumerate(drawn)]
    ends = [sorted(_worth(line, end) for end in (line.amount.low, line.amount.high)) for line in lines]
    slack = 1e-6 * (1 + sum(abs(value) for pair in ends for value in pair))

    outcome = simulate(lines, FACTORS, correlation=correlation, trials=40)

    assert sum(low for low, _ in ends) - slack <= outcome.npv[0] <= outcome.low <= outcome.median <= outcome.high
    assert outcome.npv[-1] <= sum(high for _, high in ends) + slack


def _worth(line, amount):
    return amount * sum(flow * factor for flow, factor in zip(line.flows, FACTORS, strict=True))
