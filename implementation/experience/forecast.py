"""How long the stages of a programme will take, from how long they took in earlier ones. No Django.

A stage of a kind that took ``actual`` days where ``standard`` were the rule has the ratio ``actual / standard``. In each trial
every stage still ahead draws one of the ratios seen for its kind, and the trial's length is the sum of ``standard * ratio``
(bootstrap: each ratio is as likely as the others). P50 is the length that half of the trials do not pass, P80 that of four
in five.

Each stage draws from its own stream, seeded by ``(seed, its place)``, and picks from its ratios in ascending order. So the
same seed gives the same band, and whatever is added (a ratio made larger, days, a stage) never brings the end forward.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEED = 20_240
TRIALS = 20_000
#: With fewer finished stages than this the standard duration is taken as it is.
FEWEST = 3

Days = npt.NDArray[np.int64]


@dataclass(frozen=True)
class StageAhead:
    """``standard`` days as the rule; ``ratios`` as seen earlier (empty: the standard counts); ``least`` days it has had already."""

    standard: int
    ratios: tuple[float, ...] = ()
    least: int = 0


@dataclass(frozen=True)
class Band:
    """Days until the end of a stretch: what half, and four in five, of the trials do not pass."""

    p50: int
    p80: int


def ratio(actual: int, standard: int) -> float:
    """Actual over standard days. Raises ValueError for a standard of no days."""
    if standard < 1 or actual < 0:
        raise ValueError("A stage has a standard of at least one day and lasts no less than none.")
    return actual / standard


def days_of(stage: StageAhead, *, place: int, seed: int = SEED, trials: int = TRIALS) -> Days:
    """The days that the stage takes in each trial, rounded up to whole days."""
    seen = np.sort(np.asarray(stage.ratios if len(stage.ratios) >= FEWEST else (1.0,), dtype=np.float64))
    drawn = np.random.default_rng((seed, place)).random(trials)
    picked = seen[(drawn * len(seen)).astype(np.int64)]
    # Nine decimals: 70 * 1.1 is 77 days, not 78 because of the last binary digit.
    lasting = np.ceil(np.round(stage.standard * picked, 9)).astype(np.int64)
    return np.maximum(lasting, max(stage.least, 1))


def ends(stages: Sequence[StageAhead], *, seed: int = SEED, trials: int = TRIALS) -> list[Days]:
    """For each stage and trial the days from the start of the first stage until the end of this one."""
    total: Days = np.zeros(trials, dtype=np.int64)
    found = []
    for place, stage in enumerate(stages):
        total = total + days_of(stage, place=place, seed=seed, trials=trials)
        found.append(total)
    return found


def bands(stages: Sequence[StageAhead], *, seed: int = SEED, trials: int = TRIALS) -> list[Band]:
    """The same for each stage as a band."""
    return [band(total) for total in ends(stages, seed=seed, trials=trials)]


def chances(total: Days, within: Sequence[int]) -> list[float]:
    """For each number of days the share of the trials, in per cent, that do not pass it."""
    lasting = np.sort(total)
    return [100.0 * float(np.searchsorted(lasting, days, side="right")) / len(lasting) for days in within]


def band(total: Days) -> Band:
    p50, p80 = np.quantile(total, (0.5, 0.8), method="inverted_cdf")
    return Band(int(p50), int(p80))


def middle(ratios: Sequence[float]) -> float | None:
    """The median ratio, None without any."""
    return float(np.median(ratios)) if len(ratios) else None
