"""The list of deliverables as the page and the export show it: filters and order from the address."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from core.text import whole
from implementation.programme.models import Deliverable, Programme

#: Name in the address -> the columns it sorts by.
SORTS = {
    "stage": ["stage__number", "due", "pk"],
    "name": ["name", "pk"],
    "owner": ["owner__name", "due", "pk"],
    "due": ["due", "pk"],
    "state": ["state", "due", "pk"],
}


@dataclass(frozen=True)
class Filter:
    """What the address asks for; what makes no sense in it is left out."""

    q: str = ""
    state: str = ""
    stage: int | None = None
    owner: int | None = None
    sort: str = "stage"

    @classmethod
    def of(cls, params) -> "Filter":
        state, sort = params.get("state", ""), params.get("sort", "")
        return cls(
            q=params.get("q", "").replace("\x00", "").strip()[:100],
            state=state if state in Deliverable.State.values else "",
            stage=whole(params.get("stage", "")),
            owner=whole(params.get("owner", "")),
            sort=sort if sort in SORTS else "stage",
        )

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.state or self.stage or self.owner)

    def apply(self, found: QuerySet) -> QuerySet:
        if self.q:
            found = found.filter(Q(name__icontains=self.q) | Q(owner__name__icontains=self.q))
        found = found.filter(state=self.state) if self.state else found.owed()
        if self.stage:
            found = found.filter(stage=self.stage)
        if self.owner:
            found = found.filter(owner=self.owner)
        return found.order_by(*SORTS[self.sort])


def listed_for(programme: Programme, roles: frozenset) -> QuerySet:
    """What these roles may read, each with its latest version and how many conditions are open."""
    found = Deliverable.objects.filter(programme=programme).read_by(roles).select_related("stage", "owner")
    return found.annotate(
        latest=Max("versions__number"),
        open_conditions=Count("conditions", filter=Q(conditions__state="open"), distinct=True),
    )
