"""How good the data is: the share of checks that pass, by rule, column, source, domain and over time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from implementation.data_readiness.models import DataDomain, DataSource, Profile, RuleResult
from implementation.data_readiness.models.profile import share
from implementation.programme.models import Programme


@dataclass
class Score:
    """Checks asked and passed; one value held against one rule is one check."""

    checked: int = 0
    passed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.checked + other.checked, self.passed + other.passed)

    @property
    def share(self) -> Decimal | None:
        return share(self.passed, self.checked)

    def reaches(self, percent: Decimal | int) -> bool:
        return bool(self.checked) and 100 * self.passed >= Decimal(percent) * self.checked


@dataclass
class DomainScore:
    domain: DataDomain
    sources: list[DataSource]
    latest: dict[int, Profile]
    score: Score = field(default_factory=Score)

    @property
    def unprofiled(self) -> list[DataSource]:
        return [source for source in self.sources if source.pk not in self.latest]

    @property
    def tone(self) -> str:
        if not self.score.checked:
            return "none"
        return "ok" if self.score.reaches(self.domain.least_score) else "bad"


def profiles_of(programme: Programme):
    """Profiles without their long lists, oldest first."""
    found = Profile.objects.filter(data_file__source__domain__programme=programme)
    return found.select_related("data_file__source__domain").defer("columns", "samples").order_by("at", "pk")


def latest(profiles: Iterable[Profile]) -> dict[int, Profile]:
    """The newest profile of each source."""
    return {profile.data_file.source_id: profile for profile in profiles}


def by_domain(programme: Programme, profiles: Sequence[Profile] | None = None) -> list[DomainScore]:
    """Every domain with its sources and its score now; three queries."""
    newest = latest(profiles_of(programme) if profiles is None else profiles)
    domains = programme.datadomains.select_related("owner").prefetch_related("sources__owner")
    return [_domain(domain, newest) for domain in domains]


def _domain(domain: DataDomain, newest: dict[int, Profile]) -> DomainScore:
    sources = list(domain.sources.all())
    mine = {source.pk: newest[source.pk] for source in sources if source.pk in newest}
    score = sum((Score(found.checked, found.passed) for found in mine.values()), Score())
    return DomainScore(domain, sources, mine, score)


def by_column(results: Iterable[RuleResult]) -> dict[str, Score]:
    """The score of each column: all rules that speak of it together."""
    found: dict[str, Score] = defaultdict(Score)
    for result in results:
        if not result.missing:
            found[result.column] += Score(result.checked, result.passed)
    return dict(found)
