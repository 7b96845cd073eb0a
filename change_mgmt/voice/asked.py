"""What the address of the list asks for; what it says wrongly counts as not said."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from change_mgmt.voice.models import Ask, Theme
from core.text import whole

SORTS = {
    "customers": ("-customers", "pk"),
    "newest": ("-hearing__on", "-pk"),
    "tell": (F("tell_by").asc(nulls_last=True), "pk"),
}


@dataclass(frozen=True)
class Asked:
    state: str = ""
    theme: str = ""
    module: int | None = None
    words: str = ""
    untold: bool = False
    sort: str = "customers"

    @classmethod
    def of(cls, params) -> "Asked":
        state, theme, sort = (params.get(name, "") for name in ("state", "theme", "sort"))
        return cls(
            state if state in Ask.State.values else "",
            theme if theme in Theme.values else "",
            whole(params.get("module", "")),
            params.get("q", "").replace("\0", "").strip()[:120],
            bool(params.get("untold")),
            sort if sort in SORTS else "customers",
        )

    @property
    def narrows(self) -> bool:
        return bool(self.state or self.theme or self.module or self.words or self.untold)

    def apply(self, found: QuerySet) -> QuerySet:
        named = {"state": self.state, "theme": self.theme, "module": self.module, "words__icontains": self.words}
        found = found.filter(**{name: value for name, value in named.items() if value})
        return (found.not_told() if self.untold else found).order_by(*SORTS[self.sort])
