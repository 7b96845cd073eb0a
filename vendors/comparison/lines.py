"""One vendor in the ranking, and what would turn it."""

from dataclasses import dataclass, field

from vendors.models import KnockOut, Vendor, VendorCriterion
from vendors.models.criterion import HIGHEST
from vendors.robustness import DRAWS

BAR = 160


@dataclass(frozen=True)
class Line:
    """What is None cannot be said of a vendor that is out."""

    vendor: Vendor
    total: float | None
    place: int | None
    is_tied: bool
    knocked_out_by: list[VendorCriterion | KnockOut]
    unanswered: list[KnockOut] = field(default_factory=list)
    shares: tuple[float, ...] = ()
    margin: float | None = None
    closeness: float | None = None
    topsis_place: int | None = None

    @property
    def first_share(self) -> float | None:
        return self.shares[0] if self.shares else None

    @property
    def firsts(self) -> int | None:
        """In how many of the random weightings nobody is ahead of it."""
        return None if self.first_share is None else round(self.first_share * DRAWS)

    @property
    def bar(self) -> str:
        return f"{(self.total or 0) / HIGHEST * BAR:.1f}"

    @property
    def seen_otherwise(self) -> bool:
        """TOPSIS puts it in another place."""
        return self.place is not None and self.place != self.topsis_place


@dataclass(frozen=True)
class Change:
    """The smallest move of one weight that puts another vendor level with the first."""

    criterion: VendorCriterion
    before: float
    after: float
    rival: Vendor

    @property
    def points(self) -> float:
        return self.after - self.before

    @property
    def rises(self) -> bool:
        return self.after > self.before


@dataclass(frozen=True)
class Move:
    """The smallest move of one evaluator's single score that turns the winner; without a rival it knocks the first out."""

    vendor: Vendor
    criterion: VendorCriterion
    points: int
    rival: Vendor | None

    @property
    def rises(self) -> bool:
        return self.points > 0

    @property
    def size(self) -> int:
        return abs(self.points)
