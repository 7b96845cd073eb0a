"""100 risks by 50,000 trials, as a ratio to bare NumPy in the same run: ``python benchmarks/risk_simulation.py``.

Floor: the same model written as one loop of NumPy calls, which draws a loss for every trial and keeps those that happen. Where
pyfair is installed, its own simulation of as many risks is timed beside.
"""

import importlib.util
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from core.pert import Pert
from risks.distributions import Lognormal, Often, Once
from risks.simulation import SEED, TRIALS, Exposure, simulate

RISKS = 100


def portfolio() -> list[Exposure]:
    """A quarter each: once or often, lognormal or PERT."""
    rng = np.random.default_rng(5)
    found = []
    for key in range(RISKS):
        low = float(rng.uniform(1_000, 50_000))
        chance = Once(float(rng.uniform(0.05, 0.7))) if key % 2 else Often(float(rng.uniform(0.1, 1.5)))
        size = Lognormal(low, 12 * low) if key % 4 < 2 else Pert(low, 3 * low, 12 * low)
        found.append(Exposure(key, chance, size))
    return found


def bare(risks: list[Exposure]) -> float:
    """Mean total loss, without names, streams or blocks."""
    rng = np.random.default_rng(SEED)
    total = np.zeros(TRIALS)
    for risk in risks:
        if isinstance(risk.size, Lognormal):
            losses = rng.lognormal(risk.size.mu, risk.size.sigma, TRIALS)
        else:
            span = risk.size.high - risk.size.low
            alpha = 1 + 4 * (risk.size.likely - risk.size.low) / span
            losses = risk.size.low + span * rng.beta(alpha, 6 - alpha, TRIALS)
        if isinstance(risk.chance, Once):
            total += np.where(rng.random(TRIALS) < risk.chance.probability, losses, 0)
        else:
            total += rng.poisson(risk.chance.per_year, TRIALS) * losses
    total.sort()
    return float(total.mean())


def pyfair(risks: list[Exposure]) -> None:
    from pyfair import FairModel

    for key, risk in enumerate(risks):
        model = FairModel(name=str(key), n_simulations=TRIALS)
        model.input_data("Loss Event Frequency", mean=risk.chance.mean, stdev=0.1)
        model.input_data("Loss Magnitude", low=1_000, mode=3_000, high=12_000)
        model.calculate_all()


def median(function, runs: int = 7) -> float:
    function()
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        function()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


if __name__ == "__main__":
    risks = portfolio()
    floor = median(lambda: bare(risks))
    rows = [("bare NumPy (floor)", floor), ("risks.simulation", median(lambda: simulate(risks)))]
    if importlib.util.find_spec("pyfair"):
        rows.append(("pyfair", median(lambda: pyfair(risks), runs=1)))
    for name, took in rows:
        print(f"{name:22} {took:9.1f} ms {took / floor:7.2f} of floor")
