import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pert import Pert
from risks.distributions import Lognormal, Often, Once
from tests.shared_data import shared_case

CASES = "risk/cases.json"
RISKQUANT = [
    "riskquant_simple",
    "riskquant_freq_3",
    "riskquant_readme_alice_small",
    "riskquant_readme_alice",
    "riskquant_readme_bob",
    "riskquant_readme_charlie",
]


@pytest.mark.parametrize("case_id", RISKQUANT)
def test_a_90_percent_range_gives_the_parameters_and_the_mean_of_riskquant(case_id):
    """Source: Netflix-Skunkworks/riskquant, tests/test_simpleloss.py and README.md."""
    case = shared_case(CASES, case_id)
    size = Lognormal(case["inputs"]["low_5pct"], case["inputs"]["high_95pct"])

    found = [size.mu, size.sigma, size.mean]

    expected = case["expected"]
    assert found == pytest.approx(
        [expected["computed_mu"], expected["computed_sigma"], expected["computed_mean_single_loss"]], rel=1e-12
    )


def test_one_loss_in_twenty_lies_outside_each_end_of_the_range():
    size = Lognormal(1_000, 50_000)

    drawn = size.draw(np.random.default_rng(1), 400_000)

    outside = [float((drawn < 1_000).mean()), float((drawn > 50_000).mean())]
    assert outside == pytest.approx([0.05, 0.05], abs=0.002)


@pytest.mark.parametrize(
    ("pert", "mean", "variance"),
    [
        (Pert(0, 6, 12), 6.0, 36 / 7),
        (Pert(10_000, 20_000, 500_000), (10_000 + 80_000 + 500_000) / 6, None),
        (Pert(5, 5, 5), 5.0, 0.0),
    ],
)
def test_pert_weighs_the_likely_value_four_times(pert, mean, variance):
    assert pert.mean == pytest.approx(mean)
    if variance is not None:
        assert pert.variance == pytest.approx(variance)


@pytest.mark.parametrize("size", [Lognormal(10, 300), Pert(1, 4, 20), Pert(7, 7, 7), Pert(0, 0, 9)])
def test_what_is_drawn_has_the_mean_and_variance_that_are_stated(size):
    drawn = size.draw(np.random.default_rng(7), 500_000)

    assert [drawn.mean(), drawn.var()] == pytest.approx([size.mean, size.variance], rel=0.05)


@pytest.mark.parametrize("chance", [Once(0.0), Once(0.3), Once(1.0), Often(0.0), Often(0.2), Often(12.0)])
def test_how_often_has_the_mean_and_variance_that_are_stated(chance):
    drawn = chance.draw(np.random.default_rng(7), 500_000)

    assert [drawn.mean(), drawn.var()] == pytest.approx([chance.mean, chance.variance], rel=0.02, abs=1e-12)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Lognormal(0, 5), "A 90 % range needs 0 < low < high."),
        (lambda: Lognormal(5, 5), "A 90 % range needs 0 < low < high."),
        (lambda: Lognormal(1, math.inf), "A 90 % range needs 0 < low < high."),
        (lambda: Pert(3, 2, 5), "The amounts must rise: low, likely, high."),
        (lambda: Pert(-1, 2, 5), "The amounts must rise: low, likely, high."),
        (lambda: Once(1.01), "A probability lies between 0 and 1."),
        (lambda: Often(-1), "A frequency lies between 0 and 1,000 times a year."),
        (lambda: Often(math.nan), "A frequency lies between 0 and 1,000 times a year."),
    ],
)
def test_an_estimate_that_cannot_be_is_refused(make, said):
    with pytest.raises(ValueError) as refusal:
        make()

    assert str(refusal.value) == said


amounts = st.floats(0, 1e9)


@given(st.lists(amounts, min_size=3, max_size=3).map(sorted))
def test_a_pert_draw_stays_between_low_and_high(ends):
    pert = Pert(*ends)

    drawn = pert.draw(np.random.default_rng(3), 50)

    assert ((drawn >= pert.low) & (drawn <= pert.high * (1 + 1e-12))).all()
