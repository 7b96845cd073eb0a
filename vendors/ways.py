"""Build, buy and outsource side by side: costs, scores, months, specialists, risks, opinions, and where two cost the same."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from risks.catalogue import STARTERS, Starter
from risks.models import Risk
from vendors.cost_sensitivity import Amount, Crossing, decimal, same_cost_at_months, same_cost_at_users
from vendors.costs import CostTable, OptionCosts, laid_out
from vendors.models import Sourcing, SourcingMark, SourcingOpinion
from vendors.risk_suggestions import OF_MODE
from vendors.scorecard import Scorecard, scorecard


@dataclass(frozen=True)
class Column:
    """One way: its costs, what its scores come to, the risks that come with it."""

    costs: OptionCosts
    score: Decimal | None
    risks: list[tuple[Starter, Risk | None]]

    @property
    def option(self):
        return self.costs.option

    @property
    def registered(self) -> int:
        return sum(risk is not None for _starter, risk in self.risks)

    @property
    def needs_specialists(self) -> bool:
        """Outsourced, the firm keeps people who can judge the provider; none are named."""
        return self.option.mode == "outsource" and not self.option.specialists_kept


@dataclass(frozen=True)
class Pair:
    """Two ways and where they cost the same."""

    one: OptionCosts
    other: OptionCosts
    users: Crossing
    months: Crossing

    def cheaper(self, crossing: Crossing) -> tuple[OptionCosts, OptionCosts]:
        """Which is cheaper before the first point, and which after it."""
        return (self.one, self.other) if crossing.cheaper < 0 else (self.other, self.one)

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "between": [self.one.option.mode, self.other.option.mode],
            "users": [f"{decimal(point):.4f}" for point in self.users.points],
            "months": [f"{decimal(point):.1f}" for point in self.months.points],
        }


@dataclass(frozen=True)
class Ways:
    sourcing: Sourcing
    table: CostTable
    card: Scorecard
    columns: list[Column]
    opinions: list[SourcingOpinion]

    @property
    def best(self) -> Column | None:
        scored = [column for column in self.columns if column.score is not None]
        return max(scored, key=lambda column: column.score, default=None)

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "users": self.sourcing.users,
            "options": [
                column.costs.facts
                | {
                    "score": None if column.score is None else f"{column.score:.4f}",
                    "risks": {starter.key: risk.code if risk else "" for starter, risk in column.risks},
                }
                for column in self.columns
            ],
            "scorecard": self.card.facts,
            "same_cost": [pair.facts for pair in pairs(self.table)],
        }


def pairs(table: CostTable, *, users: Amount = 1, rise: Amount = 0) -> list[Pair]:
    """Every two ways that have costs."""
    return [
        Pair(
            one,
            other,
            same_cost_at_users(one.way, other.way, rise=rise),
            same_cost_at_months(one.way, other.way, users=users, rise=rise),
        )
        for one, other in combinations(table.costed, 2)
    ]


def compared(programme) -> Ways:
    """Everything there is about the ways of a programme, in a constant number of queries."""
    sourcing = Sourcing.objects.select_related("submitted_by").get(programme=programme)
    table = laid_out(programme)
    card = scorecard(SourcingMark.objects.filter(sourcing=sourcing), [item.option.pk for item in table.options])
    opinions = SourcingOpinion.objects.filter(sourcing=sourcing, request=sourcing.requests)
    known = _in_register(programme)
    columns = [
        Column(costs, score, [(starter, known.get(starter.key)) for starter in _starters(costs.option.mode)])
        for costs, score in zip(table.options, card.totals, strict=True)
    ]
    return Ways(sourcing, table, card, columns, list(opinions.select_related("person", "option")))


def _starters(mode: str) -> list[Starter]:
    return [starter for starter in STARTERS if starter.key in OF_MODE.get(mode, ())]


def _in_register(programme) -> dict[str, Risk]:
    keys = {key for found in OF_MODE.values() for key in found}
    return {risk.catalogue_key: risk for risk in Risk.objects.filter(programme=programme, catalogue_key__in=keys)}
