"""The shapes that contracts give to a service credit, with what each needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sla.credits.exact import HUNDRED, Direction
from sla.credits.tiers import Tier, TierProblem, tier_problems

LONGEST_MONTH = Decimal(31)


class Shape(StrEnum):
    STEPS = "steps"
    POINTS = "points"
    PRO_RATA = "pro_rata"
    LINEAR = "linear"
    DAYS = "days"
    HOURS = "hours"
    FIXED = "fixed"


class Basis(StrEnum):
    """What a share is missing from: from what was promised, or from the whole (100 %)."""

    PROMISED = "promised"
    WHOLE = "whole"


class Per(StrEnum):
    BREACH = "breach"
    INCIDENT = "incident"


#: What each shape needs beside its clause and the share of the affected service.
NEEDS: dict[Shape, tuple[str, ...]] = {
    Shape.STEPS: (),
    Shape.DAYS: (),
    Shape.POINTS: ("step", "percent"),
    Shape.PRO_RATA: ("basis", "factor"),
    Shape.LINEAR: ("first_level", "first_percent", "last_level", "last_percent"),
    Shape.HOURS: ("step", "amount"),
    Shape.FIXED: ("per", "amount"),
}
#: Shapes that are a table of tiers.
TABLES = (Shape.STEPS, Shape.DAYS)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """One rule of an agreement.

    steps     tiers that earn percent of the fee
    days      tiers that earn days of service: fee / days of the month x days
    points    `percent` of the fee for each started `step` that the level is away from its target
    pro_rata  the share of the fee that is missing from `basis`, times `factor`
    linear    from `first_percent` at `first_level` to `last_percent` at `last_level`, where it stays
    hours     `amount` for each started `step` of lost hours
    fixed     `amount` for each breach or incident (`per`)

    `affected` is the share of the fee that the affected service bears, in percent. Levels are in the unit of the
    objective.
    """

    shape: Shape
    tiers: Sequence[Tier] = ()
    step: Decimal | None = None
    percent: Decimal | None = None
    basis: Basis | None = None
    factor: Decimal | None = None
    first_level: Decimal | None = None
    first_percent: Decimal | None = None
    last_level: Decimal | None = None
    last_percent: Decimal | None = None
    amount: Decimal | None = None
    per: Per | None = None
    affected: Decimal = HUNDRED
    clause: str = ""


class TermsFault(StrEnum):
    MISSING = "missing"
    NOT_ABOVE_ZERO = "not_above_zero"
    OUT_OF_RANGE = "out_of_range"
    WRONG_ORDER = "wrong_order"
    WORSE_EARNS_LESS = "worse_earns_less"
    NOT_A_PERCENTAGE = "not_a_percentage"


@dataclass(frozen=True)
class TermsProblem:
    """What is wrong with one field of the terms."""

    fault: TermsFault
    field: str


PERCENTAGES = ("percent", "first_percent", "last_percent", "affected")
ABOVE_ZERO = ("step", "factor")


def terms_problems(
    terms: Terms, *, direction: Direction = Direction.AT_LEAST, is_percentage: bool = True
) -> list[TermsProblem | TierProblem]:
    """Everything wrong with a rule; an empty list when it is sound. `is_percentage`: of the objective's level."""
    highest = HUNDRED if is_percentage else None
    needed = NEEDS[terms.shape]
    found: list[TermsProblem | TierProblem] = [
        TermsProblem(TermsFault.MISSING, name) for name in needed if getattr(terms, name) is None
    ]
    found += [TermsProblem(fault, name) for name in (*needed, "affected") if (fault := _fault_of(terms, name, highest))]
    if terms.shape in TABLES:
        most = HUNDRED if terms.shape == Shape.STEPS else LONGEST_MONTH
        return [*found, *tier_problems(terms.tiers, direction=direction, highest=highest, most=most)]
    if terms.shape == Shape.LINEAR and not found:
        found += _line_problems(terms, direction)
    if terms.shape == Shape.PRO_RATA and terms.basis == Basis.WHOLE and not is_percentage:
        found.append(TermsProblem(TermsFault.NOT_A_PERCENTAGE, "basis"))
    return found


def _fault_of(terms: Terms, name: str, highest: Decimal | None) -> TermsFault | None:
    value = getattr(terms, name)
    if not isinstance(value, Decimal):
        return None
    if not value.is_finite() or value < 0:
        return TermsFault.OUT_OF_RANGE
    if name in ABOVE_ZERO and value == 0:
        return TermsFault.NOT_ABOVE_ZERO
    if name in PERCENTAGES and value > HUNDRED:
        return TermsFault.OUT_OF_RANGE
    if name in ("first_level", "last_level") and highest is not None and value > highest:
        return TermsFault.OUT_OF_RANGE
    return None


def _line_problems(terms: Terms, direction: Direction) -> list[TermsProblem | TierProblem]:
    first, last = terms.first_level or Decimal(0), terms.last_level or Decimal(0)
    in_order = last < first if direction == Direction.AT_LEAST else last > first
    if not in_order:
        return [TermsProblem(TermsFault.WRONG_ORDER, "last_level")]
    if (terms.last_percent or Decimal(0)) < (terms.first_percent or Decimal(0)):
        return [TermsProblem(TermsFault.WORSE_EARNS_LESS, "last_percent")]
    return []
