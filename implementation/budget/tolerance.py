"""How far the forecast may be above the budget, in percent of it: the manager's tolerance for cost, else the product's."""

from implementation.programme.models import Programme
from implementation.programme.tolerances import Limits

#: On track up to the first, at risk up to the second.
USUAL = Limits(5, 10)
DIMENSION = "cost"


def limits_of(programme: Programme) -> Limits:
    return own_limits(programme) or USUAL


def own_limits(programme: Programme) -> Limits | None:
    found = programme.tolerances.filter(dimension=DIMENSION).first()
    return Limits(found.inner, found.outer) if found else None
