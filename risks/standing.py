"""How a register stood on days gone by, from the history of its ratings and states."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from risks.exposure import Grid, level

#: (when, likelihood, impact) or (when, whether it is closed from then on).
Rated = tuple[datetime.datetime, int | None, int | None]
Closed = tuple[datetime.datetime, bool]
UP, DOWN, NEW, CLOSED, AGAIN = "up", "down", "new", "closed", "again"


@dataclass(frozen=True)
class Life:
    """What is known of one risk over time, each oldest first. It begins with its first state."""

    ratings: Sequence[Rated] = field(default=())
    states: Sequence[Closed] = field(default=())


@dataclass(frozen=True)
class Standing:
    """``level`` is None where it was not rated; ``is_there`` says whether it was in the register by then."""

    is_there: bool
    is_closed: bool
    level: int | None

    @property
    def is_open(self) -> bool:
        return self.is_there and not self.is_closed


def standing(life: Life, moment: datetime.datetime, grid: Grid) -> Standing:
    states = [closed for at, closed in life.states if at <= moment]
    ratings = [(likelihood, impact) for at, likelihood, impact in life.ratings if at <= moment]
    likelihood, impact = ratings[-1] if ratings else (None, None)
    return Standing(bool(states), bool(states) and states[-1], level(likelihood, impact, grid))


def open_by_level(
    lives: Iterable[Life], moments: Sequence[datetime.datetime], grid: Grid
) -> list[Mapping[int | None, int]]:
    """For each moment how many risks were open at each level; None counts those that were not rated."""
    known = list(lives)
    found: list[Mapping[int | None, int]] = []
    for moment in moments:
        then = (standing(life, moment, grid) for life in known)
        found.append(Counter(one.level for one in then if one.is_open))
    return found


def movement(then: Standing, now: Standing) -> str:
    """What became of a risk between two moments; empty where it stands as it stood."""
    if now.is_open and not then.is_there:
        return NEW
    if now.is_open and then.is_closed:
        return AGAIN
    if then.is_open and now.is_closed:
        return CLOSED
    if not (then.is_open and now.is_open) or then.level is None or now.level is None or then.level == now.level:
        return ""
    return UP if now.level > then.level else DOWN


def month_ends(first: datetime.date, last: datetime.date, most: int = 12) -> list[datetime.date]:
    """The last days of the months between two days, and the last day itself; the newest ones where there are more."""
    ends: list[datetime.date] = []
    year, month = first.year, first.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        end = datetime.date(year, month, 1) - datetime.timedelta(days=1)
        if end >= last:
            return [*ends, last][-most:]
        ends.append(end)
