"""Failure that goes on: so many bad months within so many give a right to terminate."""

from collections.abc import Sequence

from sla.credits.exact import Direction, Exact, exact, is_worse


def failed_months(
    measured: Sequence[Exact | None], *, below: Exact, within: int, direction: Direction = Direction.AT_LEAST
) -> list[int]:
    """The places of the months that fail among the last `within`; months in order, oldest first.

    A month fails when it is below the mark (above it where less is better). One without data (None) is no proof.
    """
    first = max(0, len(measured) - within)
    mark = exact(below)
    return [
        first + place
        for place, level in enumerate(measured[first:])
        if level is not None and is_worse(exact(level), mark, direction)
    ]


def is_chronic(
    measured: Sequence[Exact | None],
    *,
    below: Exact,
    times: int,
    within: int,
    direction: Direction = Direction.AT_LEAST,
) -> bool:
    """Whether at least `times` of the last `within` months fail."""
    if not 0 < times <= within:
        raise ValueError("The number of failed months must lie between 1 and the number of months looked at.")
    return len(failed_months(measured, below=below, within=within, direction=direction)) >= times
