"""What an exclusion would change: every month that it touches, before and after, without writing anything."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from sla import rollup
from sla.exclusions.frozen import months_of
from sla.exclusions.gaps import agreed
from sla.models import Exclusion, MonthlyResult, Objective
from sla.statements.told import level


@dataclass(frozen=True)
class Change:
    """One objective in one month, as it stands and as it would stand."""

    objective: Objective
    month: datetime.date
    target: Decimal
    was: Decimal | None
    now: Decimal | None
    was_attained: bool | None
    now_attained: bool | None

    @property
    def moves(self) -> bool:
        return self.was != self.now

    @property
    def shown_target(self) -> str:
        return self._words(self.target)

    @property
    def shown_was(self) -> str:
        return self._words(self.was)

    @property
    def shown_now(self) -> str:
        return self._words(self.now)

    def _words(self, value: Decimal | None) -> str:
        return level(None if value is None else str(value), str(self.target), self.objective.unit)

    @property
    def lifts(self) -> bool:
        """Whether a month below its target would reach it."""
        return self.was_attained is False and self.now_attained is True

    @property
    def sinks(self) -> bool:
        return self.was_attained is True and self.now_attained is False


def effect_of(exclusion: Exclusion) -> list[Change]:
    """For a proposal what agreeing would change; for one that is agreed what giving it up would."""
    others = [item for item in agreed(exclusion.agreement) if item.pk != exclusion.pk]
    counted = others if exclusion.state == Exclusion.State.AGREED else [*others, exclusion]
    prepared = rollup.prepare(exclusion.agreement, months=months_of(exclusion), exclusions=counted)
    objectives = {item.pk: item for item in exclusion.agreement.objectives.all()}
    standing = MonthlyResult.objects.filter(objective__in=objectives, month__in=months_of(exclusion))
    known = {(result.objective_id, result.month): result for result in standing}
    found = []
    for (pk, month), fields in sorted(prepared.fields.items(), key=lambda item: (item[0][1], item[0][0])):
        objective, result = objectives[pk], known.get((pk, month))
        if exclusion.concerns(objective.monitor):
            found.append(
                Change(
                    objective,
                    month,
                    fields["target"],
                    result.adjusted if result else None,
                    fields["adjusted"],
                    result.attained if result else None,
                    fields["attained"],
                )
            )
    return found
