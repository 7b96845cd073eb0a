"""Which signs the address asks for, and in which order."""

from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from change_mgmt.resistance.hints import PATTERN, WORDS
from change_mgmt.resistance.models import Sign
from core.text import whole

SORTS = {
    "number": ("-number",),
    "kind": ("kind", "-number"),
    "department": (F("department__name").asc(nulls_first=True), "-number"),
    "first_seen": ("-first_seen", "-number"),
    "due": (F("next_step_due").asc(nulls_last=True), "-number"),
}
OPEN, ALL = "open", "all"


@dataclass(frozen=True)
class Filter:
    """Everything that the list can be narrowed by; what the address names wrongly is left out."""

    kind: str = ""
    state: str = OPEN
    department: int | None = None
    check: str = ""
    q: str = ""
    mine: bool = False
    sort: str = "number"
    query: QueryDict = field(default_factory=QueryDict)

    @classmethod
    def of(cls, query: QueryDict) -> "Filter":
        def one(name: str, allowed, default: str = "") -> str:
            value = query.get(name, default)
            return value if value in allowed else default

        return cls(
            kind=one("kind", Sign.Kind.values),
            state=one("state", [OPEN, ALL, *Sign.State.values], OPEN),
            department=whole(query.get("department", "")),
            check=one("check", WORDS),
            q=query.get("q", "").replace("\0", "").strip()[:200],
            mine="mine" in query,
            sort=one("sort", SORTS, "number"),
            query=query,
        )

    @property
    def narrows(self) -> bool:
        return bool(self.kind or self.state != OPEN or self.department or self.check or self.q or self.mine)

    def apply(self, signs: QuerySet, user) -> QuerySet:
        found = signs.filter(kind=self.kind) if self.kind else signs
        if self.state == OPEN:
            found = found.open()
        elif self.state != ALL:
            found = found.filter(state=self.state)
        if self.department:
            found = found.filter(department=self.department)
        if self.mine:
            found = found.filter(owner=user)
        if self.q:
            found = found.filter(Q(seen__icontains=self.q) | Q(concern__icontains=self.q) | _numbered(self.q))
        return self._checked(found, signs).order_by(*SORTS[self.sort])

    def _checked(self, found: QuerySet, signs: QuerySet) -> QuerySet:
        if self.check == "owner":
            return found.without_owner()
        if self.check == "overdue":
            return found.overdue()
        if self.check == "stale":
            return found.without_step()
        if self.check == "pattern":
            counts: dict[int, int] = {}
            for department in signs.open().order_by().values_list("department_id", flat=True):
                if department:
                    counts[department] = counts.get(department, 0) + 1
            return found.open().filter(department__in=[pk for pk, n in counts.items() if n >= PATTERN])
        return found


def _numbered(words: str) -> Q:
    """The sign that is named S-007, s-7 or 7; none where the words are no number."""
    number = whole(words.upper().removeprefix("S-"))
    return Q(number=number) if number is not None and number < 10**9 else Q(pk__in=[])
