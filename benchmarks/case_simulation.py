"""60 lines, 10,000 trials, 60 months, as a ratio to bare NumPy in the same run: ``python benchmarks/case_simulation.py``.

Floor: the same model (PERT, lines of a kind moving together, discounting, running totals, percentiles) written on whole arrays,
without keys or streams. Processor time beside, of which the simulation may take 0.2 s.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from core.pert import Pert
from implementation.business_case.simulation import CORRELATION, SEED, TRIALS, Line, simulate

LINES, MONTHS = 60, 60
FACTORS = [1.08 ** -(month / 12) for month in range(MONTHS)]


def case() -> list[Line]:
    rng = np.random.default_rng(5)
    lines = []
    for key in range(LINES):
        low = float(rng.uniform(1_000, 50_000))
        kind, sign = ("cost", -1) if key % 2 else ("benefit", 1)
        flows = tuple(float(flow) for flow in sign * rng.random(MONTHS))
        lines.append(Line(key, kind, Pert(low, 1.3 * low, 2.2 * low), flows))
    return lines


def bare(lines: list[Line]) -> list:
    rng = np.random.default_rng(SEED)
    low, likely, high = np.array([(line.amount.low, line.amount.likely, line.amount.high) for line in lines]).T
    span, shape = high - low, (LINES, TRIALS)
    alpha, beta = 1 + 4 * (likely - low) / span, 1 + 4 * (high - likely) / span
    drawn = np.sort(low[:, None] + span[:, None] * rng.beta(alpha[:, None], beta[:, None], shape), axis=1)
    common = rng.standard_normal((2, TRIALS))[[key % 2 for key in range(LINES)]]
    scores = np.sqrt(CORRELATION) * common + np.sqrt(1 - CORRELATION) * rng.standard_normal(shape)
    ordered = np.empty_like(drawn)
    np.put_along_axis(ordered, scores.argsort(axis=1), drawn, axis=1)
    flows = np.array([line.flows for line in lines]) * FACTORS
    totals = np.sort(np.cumsum(flows.T, axis=0) @ ordered, axis=1)
    return totals[:, [TRIALS // 10, TRIALS // 2, 9 * TRIALS // 10]].tolist()


def median(function, runs: int = 7) -> tuple[float, float]:
    """Milliseconds of the clock and of the processor."""
    function()
    clock, processor = [], []
    for _run in range(runs):
        began, worked = time.perf_counter(), time.process_time()
        function()
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - worked))
    return statistics.median(clock), statistics.median(processor)


if __name__ == "__main__":
    lines = case()
    floor, _ = median(lambda: bare(lines))
    rows = [
        ("bare NumPy (floor)", median(lambda: bare(lines))),
        ("business_case.simulation", median(lambda: simulate(lines, FACTORS))),
    ]
    for name, (took, worked) in rows:
        print(f"{name:26} {took:8.1f} ms {took / floor:6.2f} of floor {worked:8.1f} ms of processor")
