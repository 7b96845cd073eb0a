"""The scenarios of a version side by side, each against doing nothing."""

from dataclasses import dataclass
from decimal import Decimal

from implementation.business_case.models import BusinessCase
from implementation.business_case.worth.reading import rows_of
from implementation.business_case.worth.worth import Worth


@dataclass(frozen=True)
class Beside:
    """A scenario with its figures; ``gain`` is its net present value less that of doing nothing."""

    worth: Worth
    gain: Decimal | None

    @property
    def scenario(self):
        return self.worth.scenario


def side_by_side(case: BusinessCase) -> list[Beside]:
    """The chosen one first, doing nothing last; reads the lines of all of them at once."""
    scenarios = sorted(case.scenarios.all(), key=lambda one: (one.is_nothing, not one.is_chosen, one.pk))
    rows = rows_of(case, scenarios)
    worths = [Worth(case, scenario, rows[scenario.pk]) for scenario in scenarios]
    nothing = next((worth.summary.npv for worth in worths if worth.scenario.is_nothing), Decimal(0))
    return [Beside(worth, None if worth.scenario.is_nothing else worth.summary.npv - nothing) for worth in worths]
