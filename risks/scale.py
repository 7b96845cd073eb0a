"""How an organisation rates its risks: its grid, words and appetite, its reviews, and what the steps stand for."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from risks import exposure
from risks.exposure import DEFAULT_GRID, MEDIUM, REVIEW_DAYS, Grid
from risks.models.scales import Impact, Level, Likelihood

SIZE = 5
Amounts = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Scale:
    """Likelihood and impact count from 1, levels from 0. Words that are empty are the product's own.

    ``probabilities`` (in a year, per cent) and ``amounts`` (low and high) say what a step stands for; None until the
    organisation says so. ``version`` 0 is the default, which nobody has set.
    """

    grid: Grid = DEFAULT_GRID
    likelihoods: Sequence[str] = ("",) * SIZE
    impacts: Sequence[str] = ("",) * SIZE
    levels: Sequence[str] = ("",) * SIZE
    appetite: int = MEDIUM
    category_appetite: Mapping[str, int] = field(default_factory=dict)
    review_days: Sequence[int] = tuple(REVIEW_DAYS[level] for level in range(SIZE))
    probabilities: Sequence[Decimal | None] = (None,) * SIZE
    amounts: Sequence[Amounts | None] = (None,) * SIZE
    version: int = 0

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Scale":
        """From the facts that a version keeps."""
        return cls(
            grid=tuple(tuple(row) for row in facts["grid"]),
            likelihoods=tuple(facts["likelihoods"]),
            impacts=tuple(facts["impacts"]),
            levels=tuple(facts["levels"]),
            appetite=facts["appetite"],
            category_appetite=dict(facts["category_appetite"]),
            review_days=tuple(facts["review_days"]),
            probabilities=tuple(None if found is None else Decimal(found) for found in facts["probabilities"]),
            amounts=tuple(
                None if found is None else (Decimal(found[0]), Decimal(found[1])) for found in facts["amounts"]
            ),
            version=facts["version"],
        )

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "grid": [list(row) for row in self.grid],
            "likelihoods": list(self.likelihoods),
            "impacts": list(self.impacts),
            "levels": list(self.levels),
            "appetite": self.appetite,
            "category_appetite": dict(self.category_appetite),
            "review_days": list(self.review_days),
            "probabilities": [None if found is None else str(found) for found in self.probabilities],
            "amounts": [None if found is None else [str(found[0]), str(found[1])] for found in self.amounts],
            "version": self.version,
        }

    def level(self, likelihood: int | None, impact: int | None) -> int | None:
        return exposure.level(likelihood, impact, self.grid)

    def review_due(self, reviewed_on: datetime.date, level: int | None) -> datetime.date | None:
        return None if level is None else reviewed_on + datetime.timedelta(days=self.review_days[level])

    def appetite_of(self, category: str) -> int:
        """The highest level that is borne in a category."""
        return self.category_appetite.get(category, self.appetite)

    def probability_of(self, likelihood: int | None) -> Decimal | None:
        """Per cent in a year."""
        return None if likelihood is None else self.probabilities[likelihood - 1]

    def amount_of(self, impact: int | None) -> Amounts | None:
        """Low and high of what it costs each time, in the organisation's currency."""
        return None if impact is None else self.amounts[impact - 1]

    def likelihood_word(self, value: int) -> Any:
        return self.likelihoods[value - 1] or Likelihood(value).label

    def impact_word(self, value: int) -> Any:
        return self.impacts[value - 1] or Impact(value).label

    def level_word(self, value: int) -> Any:
        return self.levels[value] or Level(value).label

    @property
    def likelihood_choices(self) -> list[tuple[int, Any]]:
        return [(value, self.likelihood_word(value)) for value in range(1, SIZE + 1)]

    @property
    def impact_choices(self) -> list[tuple[int, Any]]:
        return [(value, self.impact_word(value)) for value in range(1, SIZE + 1)]

    @property
    def level_choices(self) -> list[tuple[int, Any]]:
        return [(value, self.level_word(value)) for value in range(SIZE)]

    @property
    def level_words(self) -> list[Any]:
        return [self.level_word(value) for value in range(SIZE)]


DEFAULT = Scale()
_known: dict[str, Scale] = {}


def scale_with(facts_sha256: str | None) -> Scale:
    """The scale that this hash marks. Its facts never change, so a process reads each once."""
    from risks.models.scale import RiskScale

    if facts_sha256 is None:
        return DEFAULT
    if facts_sha256 not in _known:
        found = RiskScale.objects.filter(facts_sha256=facts_sha256).values_list("facts", flat=True)[:1]
        _known[facts_sha256] = Scale.of(found[0])
    return _known[facts_sha256]


def scale_of(organisation) -> Scale:
    """The scale in force for an organisation."""
    hashes = organisation.risk_scales.order_by("-version").values_list("facts_sha256", flat=True)
    return scale_with(hashes.first())
