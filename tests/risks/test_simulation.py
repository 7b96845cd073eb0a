from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pert import Pert
from risks.distributions import Lognormal, Often, Once
from risks.simulation import Exposure, Losses, bought, contingency, simulate, total_sd
from tests.risks.test_distributions import CASES, RISKQUANT
from tests.shared_data import shared_case


@pytest.mark.parametrize("case_id", RISKQUANT)
def test_expected_annual_loss_is_that_of_riskquant(case_id):
    """Source: Netflix-Skunkworks/riskquant, tests/test_simpleloss.py and README.md (three digits printed)."""
    case = shared_case(CASES, case_id)
    given_, expected = case["inputs"], case["expected"]
    size = Lognormal(given_["low_5pct"], given_["high_95pct"])

    found = Exposure(1, Often(given_["annual_frequency"]), size)

    assert found.expected == pytest.approx(expected["published"], abs=case["tolerance"])
    assert found.expected == pytest.approx(expected["computed_ale"], rel=1e-12)
    assert found.variance**0.5 == pytest.approx(expected["computed_sd_annual_poisson"], rel=1e-12)


@pytest.mark.parametrize("case_id", ["riskquant_simple", "riskquant_freq_3", "riskquant_readme_alice_small"])
def test_years_without_loss_are_as_many_as_the_frequency_says(case_id):
    case = shared_case(CASES, case_id)
    size = Lognormal(case["inputs"]["low_5pct"], case["inputs"]["high_95pct"])

    losses = simulate([Exposure(1, Often(case["inputs"]["annual_frequency"]), size)])

    assert 1 - losses.exceedance(0) == pytest.approx(case["expected"]["computed_p_no_loss_poisson"], abs=0.005)
    assert losses.mean == pytest.approx(case["expected"]["computed_ale"], rel=0.03)


@pytest.mark.parametrize("case_id", ["emv_tenstep", "emv_pawelciucias", "emv_project7_1"])
def test_expected_values_of_a_register_are_those_of_the_published_tables(case_id):
    case = shared_case(CASES, case_id)
    rows, expected = case["inputs"], case["expected"]
    risks = [
        Exposure(n, Once(row["p"]), Pert(row["impact"], row["impact"], row["impact"])) for n, row in enumerate(rows)
    ]
    published = list(expected["emv"].values()) if isinstance(expected["emv"], dict) else expected["emv"]
    total = expected.get("total_emv") or expected.get("total") or expected["computed_total"]

    losses = simulate(risks)

    assert [risk.expected for risk in risks] == pytest.approx(published)
    assert sum(risk.expected for risk in risks) == pytest.approx(total)
    assert losses.mean == pytest.approx(total, rel=0.01)


@pytest.mark.parametrize("case_id", ["sle_ale_1", "sle_ale_2"])
def test_single_and_annual_loss_expectancy_are_those_of_the_textbook(case_id):
    case = shared_case(CASES, case_id)
    single = case["inputs"]["asset_value"] * case["inputs"]["exposure_factor"]

    annual = Exposure(1, Often(case["inputs"]["aro"]), Pert(single, single, single)).expected

    assert (single, annual) == (case["expected"]["sle"], case["expected"]["ale"])


def test_the_spread_of_a_sum_is_that_of_the_second_moment_method():
    """Source: paulgovan/PRA, tests/testthat/test-smm.R."""
    case = shared_case(CASES, "pra_second_moment")
    sds = [variance**0.5 for variance in case["inputs"]["variances"]]

    found = [total_sd(sds), total_sd(sds, case["inputs"]["correlation"])]

    expected = case["expected"]
    assert found == pytest.approx([expected["total_sd_independent"], expected["total_sd_correlated"]], abs=1e-9)


def test_contingency_between_two_percentiles_is_that_of_the_published_normal():
    """Source: paulgovan/PRA, tests/testthat/test-contingency.R."""
    case = shared_case(CASES, "pra_contingency_normal")
    rng = np.random.default_rng(1)
    losses = Losses(np.sort(rng.normal(case["inputs"]["mean"], case["inputs"]["sd"], 200_000)))

    found = losses.percentile(case["inputs"]["p_high"]) - losses.percentile(case["inputs"]["p_base"])

    assert found == pytest.approx(case["expected"]["computed_contingency_analytic"], abs=0.2)


TEN = Losses(np.array([0.0, 0, 0, 0, 10, 20, 30, 40, 50, 100]))


@pytest.mark.parametrize(
    ("share", "loss"), [(0.1, 0.0), (0.4, 0.0), (0.5, 10.0), (0.9, 50.0), (0.95, 100.0), (1, 100.0)]
)
def test_a_percentile_is_the_smallest_loss_that_so_many_trials_do_not_exceed(share, loss):
    assert TEN.percentile(share) == loss


@pytest.mark.parametrize(("share", "mean"), [(0.0, 25.0), (0.8, 75.0), (0.9, 100.0), (0.95, 100.0)])
def test_the_tail_is_the_mean_of_the_worst_trials(share, mean):
    assert TEN.mean_beyond(share) == mean


@pytest.mark.parametrize(("loss", "share"), [(-1, 1.0), (0, 0.6), (10, 0.5), (99, 0.1), (100, 0.0)])
def test_exceedance_counts_the_trials_that_lose_more(loss, share):
    assert TEN.exceedance(loss) == pytest.approx(share)


def test_the_same_seed_gives_the_same_band_and_one_risk_more_leaves_the_others():
    first, second = Exposure(1, Once(0.4), Pert(1, 5, 20)), Exposure(2, Often(2), Lognormal(1, 10))

    alone, together, again = simulate([first]), simulate([first, second]), simulate([second, first])

    assert np.array_equal(together.sorted, again.sorted)
    assert np.array_equal(np.sort(first.draw(50_000, 20_260_101)), alone.sorted)


def test_an_opportunity_takes_from_the_loss():
    gain = Exposure(1, Once(1), Pert(30, 30, 30), is_opportunity=True)
    loss = Exposure(2, Once(1), Pert(50, 50, 50))

    losses = simulate([gain, loss], trials=10)

    assert (gain.expected, losses.mean, contingency(simulate([gain], trials=10))) == (-30, 20, 0.0)


def test_without_risks_nothing_is_lost():
    losses = simulate([])

    assert (losses.mean, losses.sd, losses.percentile(0.95), losses.mean_beyond(), losses.exceedance(0)) == (0,) * 5


@pytest.mark.parametrize(("cost", "found"), [(10_000, 2.0), (40_000, 0.5), (0, None)])
def test_what_a_treatment_buys_is_loss_taken_away_for_each_unit_spent(cost, found):
    before = Exposure(1, Once(0.5), Pert(60_000, 60_000, 60_000))
    after = Exposure(1, Once(0.25), Pert(40_000, 40_000, 40_000))

    assert bought(before, after, cost=cost) == found


def test_what_comes_often_is_drawn_in_blocks():
    losses = simulate([Exposure(1, Often(1000), Pert(1, 1, 1))], trials=3_000)

    assert (losses.mean, losses.sd) == (pytest.approx(1000, rel=0.01), pytest.approx(1000**0.5, rel=0.05))


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (lambda: simulate([], trials=0), "At least one trial is needed."),
        (lambda: TEN.percentile(0), "A percentile lies above 0 and at most at 1."),
        (lambda: TEN.mean_beyond(1), "The tail begins at 0 or above, below 1."),
        (lambda: total_sd([1, 2], [[1]]), "The correlation needs one row and one column for each amount."),
    ],
)
def test_what_cannot_be_worked_out_is_refused(refused, said):
    with pytest.raises(ValueError) as refusal:
        refused()

    assert str(refusal.value) == said


chances = st.floats(0, 1).map(Once) | st.floats(0, 20).map(Often)
sizes = st.lists(st.floats(0, 1e6), min_size=3, max_size=3).map(lambda ends: Pert(*sorted(ends)))
exposures = st.builds(Exposure, key=st.integers(0, 99), chance=chances, size=sizes)


@settings(max_examples=40, deadline=None)
@given(st.lists(exposures, max_size=5))
def test_the_loss_exceedance_curve_never_rises(risks):
    curve = simulate(risks, trials=400).curve()

    assert all(before[1] >= after[1] for before, after in pairwise(curve))


@given(exposures, st.floats(0, 1), st.floats(0, 1))
def test_a_treatment_that_lowers_chance_and_size_never_raises_the_expected_loss(risk, rarer, smaller):
    chance = type(risk.chance)(risk.chance.mean * rarer)
    size = Pert(risk.size.low * smaller, risk.size.likely * smaller, risk.size.high * smaller)

    assert Exposure(risk.key, chance, size).expected <= risk.expected * (1 + 1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(exposures, min_size=1, max_size=4))
def test_percentiles_rise_and_the_tail_lies_beyond_them(risks):
    losses = simulate(risks, trials=400)

    ladder = [losses.percentile(share) for share in (0.5, 0.9, 0.95)]

    assert ladder == sorted(ladder)
    assert losses.mean_beyond(0.95) >= ladder[-1] * (1 - 1e-9)
