"""What a figure may be before a dimension is at risk, and before it is off track."""

from collections.abc import Iterable
from dataclasses import dataclass

ON_TRACK, AT_RISK, OFF_TRACK, NO_DATA = "on_track", "at_risk", "off_track", "no_data"
#: Worst last: the worst dimension is the programme's status.
ORDER = [NO_DATA, ON_TRACK, AT_RISK, OFF_TRACK]


@dataclass(frozen=True)
class Limits:
    """Up to ``inner`` a figure is on track, up to ``outer`` at risk, beyond it off track; both belong to the better side."""

    inner: int
    outer: int

    def level(self, figure: float) -> str:
        if figure <= self.inner:
            return ON_TRACK
        return AT_RISK if figure <= self.outer else OFF_TRACK

    def level_of_two(self, lesser: float, graver: float) -> str:
        """For a dimension with two figures: the graver one against ``outer``, else the lesser one against ``inner``."""
        if graver > self.outer:
            return OFF_TRACK
        return AT_RISK if lesser > self.inner else ON_TRACK


def worst(levels: Iterable[str]) -> str:
    """The worst of the levels; no data only where there is nothing else."""
    return max(levels, key=ORDER.index, default=NO_DATA)
