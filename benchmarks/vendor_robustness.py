"""10,000 weightings of 20 vendors by 30 criteria: ``python benchmarks/vendor_robustness.py``.

Limit: 100 ms, drawing included. Beside it, in the same run and on the same weightings, pymcdm's weighted sum and its ranking,
called once for each weighting; its places must be ours.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from vendors.robustness import DRAWS, even_weights, firmness, places_under

VENDORS, CRITERIA, LIMIT = 20, 30, 100


def table() -> np.ndarray:
    """Means of six evaluators, 1 to 5."""
    return np.random.default_rng(6).integers(1, 6, (6, VENDORS, CRITERIA)).mean(axis=0)


def pymcdm(scores: np.ndarray, weightings: np.ndarray) -> np.ndarray:
    from pymcdm.methods import WSM

    method, gains = WSM(lambda column, cost=False: column), np.ones(CRITERIA)
    return np.array([method.rank(method(scores, weights, gains)) - 1 for weights in weightings])


def milliseconds(work, runs: int) -> tuple[float, object]:
    times, result = [], None
    for _run in range(runs):
        start = time.perf_counter()
        result = work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), result


if __name__ == "__main__":
    scores = table()
    rows = {vendor: dict(enumerate(row.tolist())) for vendor, row in enumerate(scores)}
    weights = dict.fromkeys(range(CRITERIA), 1)
    ours, _firm = milliseconds(lambda: firmness(rows, weights=weights), runs=15)
    near, _firm = milliseconds(lambda: firmness(rows, weights=weights, within=0.25), runs=15)
    print(f"{'any weights':32} {ours:9.1f} ms, limit {LIMIT} ms")
    print(f"{'within 25 % of the set ones':32} {near:9.1f} ms, limit {LIMIT} ms")
    drawn = even_weights(CRITERIA, draws=DRAWS)
    bare, places = milliseconds(lambda: places_under(drawn, scores), runs=15)
    print(f"{'the same without drawing':32} {bare:9.1f} ms")
    try:
        theirs, found = milliseconds(lambda: pymcdm(scores, drawn), runs=1)
    except ModuleNotFoundError:
        print("pymcdm is not installed (requirements-dev.txt).")
    else:
        same = (np.asarray(found) == places).all(axis=1).mean()
        print(
            f"{'pymcdm, one call a weighting':32} {theirs:9.1f} ms, {theirs / bare:.0f} times as long; same places in {same:.2%}"
        )
    sys.exit(max(ours, near) > LIMIT)
