"""Which risks the register shows, and in which order: all of it stands in the address."""

import datetime
from dataclasses import dataclass, fields

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from core.text import whole
from risks import exposure
from risks.hints import to_check
from risks.models import Category, Risk
from risks.models.risk import RATINGS
from risks.models.scales import Nature, Proximity
from risks.register.sources import linked_to

#: Name in the address -> the columns it sorts by.
SORTS = {
    "number": ["number"],
    "title": ["title"],
    "category": ["category"],
    "proximity": ["proximity"],
    "confidence": ["confidence"],
    "likelihood": ["current_likelihood"],
    "impact": ["current_impact"],
    "level": ["current_rank", "current_impact", "current_likelihood"],
    "inherent": ["inherent_rank"],
    "target": ["target_rank"],
    "owner": ["owner__name"],
    "state": ["state"],
    "review": ["review_due"],
    "identified": ["identified_on"],
}
WORST_FIRST = "-level"
MOST_SORTS = 3
ENDING_DAYS = 30
SHOWS = ("overdue", "ending", "mine", "check")
LEVELS = ("0", "1", "2", "3", "4")
#: Name in the address -> (field, what it may be).
CHOICES = {"category": Category, "nature": Nature, "proximity": Proximity}


def _number(words: str) -> str:
    return words if len(words) < 10 and whole(words) is not None else ""


def _sort(words: str) -> str:
    """Those of the names that sort anything, each once, at most three."""
    found = {}
    for name in words.split(","):
        key = name.removeprefix("-")
        if key in SORTS:
            found.setdefault(key, name)
    return ",".join(list(found.values())[:MOST_SORTS]) or WORST_FIRST


@dataclass(frozen=True)
class Filter:
    """What the address asks for; what makes no sense in it is left out."""

    q: str = ""
    category: str = ""
    nature: str = ""
    proximity: str = ""
    state: str = ""
    owner: str = ""
    level: str = ""
    least: str = ""
    most: str = ""
    rating: str = "current"
    likelihood: str = ""
    impact: str = ""
    show: str = ""
    link: str = ""
    sort: str = WORST_FIRST

    @classmethod
    def of(cls, params) -> "Filter":
        values = {item.name: params.get(item.name, "").replace("\0", "").strip()[:100] for item in fields(cls)}
        for name in ("likelihood", "impact"):
            values[name] = _number(values[name])
        if values["owner"] != "nobody":
            values["owner"] = _number(values["owner"])
        for name in ("least", "most"):
            values[name] = values[name] if values[name] in LEVELS else ""
        for name, choices in CHOICES.items():
            values[name] = values[name] if values[name] in choices.values else ""
        values["rating"] = values["rating"] if values["rating"] in RATINGS else "current"
        values["show"] = values["show"] if values["show"] in SHOWS else ""
        values["sort"] = _sort(values["sort"])
        return cls(**values)

    @property
    def narrows(self) -> bool:
        return any(getattr(self, item.name) for item in fields(self) if item.name not in ("sort", "rating"))

    @property
    def sorts(self) -> list[str]:
        return self.sort.split(",")

    @property
    def sorted_by(self) -> str:
        return self.sorts[0].removeprefix("-")

    def apply(self, risks: QuerySet, user=None, cells: str = "") -> QuerySet:
        """``user`` is whose risks “mine” are, ``cells`` the grid of one programme's organisation where it is known."""
        found = risks.with_levels(*self._ranks, cells=cells)
        if self.q:
            found = found.filter(self._texts)
        for name in CHOICES:
            if value := getattr(self, name):
                found = found.filter(**{name: value})
        if self.state in Risk.State.values:
            found = found.filter(state=self.state)
        elif self.state != "all":
            found = found.open()
        if self.owner:
            found = found.filter(owner=None if self.owner == "nobody" else int(self.owner))
        for part in ("likelihood", "impact"):
            if value := getattr(self, part):
                found = found.filter(**{f"{self.rating}_{part}": int(value)})
        return self._ordered(self._linked(self._shown(self._levelled(found), user)))

    @property
    def _ranks(self) -> list[str]:
        """The ratings whose level this asks for: looking up the others would cost and serve nobody."""
        asked = {SORTS[name.removeprefix("-")][0].removesuffix("_rank") for name in self.sorts}
        if self.level or self.least or self.most:
            asked.add(self.rating)
        if self.show == "check":
            return list(RATINGS)
        return [rating for rating in RATINGS if rating in asked]

    @property
    def _texts(self) -> Q:
        words = Q()
        for name in ("title", "cause", "event", "effect", "owner__name"):
            words |= Q(**{f"{name}__icontains": self.q})
        number = self.q.upper().removeprefix("R-")
        return words | Q(number=int(number)) if _number(number) else words

    def _levelled(self, found):
        rank = f"{self.rating}_rank"
        if self.level == "none":
            return found.filter(Q(**{f"{self.rating}_likelihood": None}) | Q(**{f"{self.rating}_impact": None}))
        if self.level == "high":
            found = found.filter(**{f"{rank}__gte": exposure.HIGH})
        elif self.level in LEVELS:
            found = found.filter(**{rank: int(self.level)})
        if self.least:
            found = found.filter(**{f"{rank}__gte": int(self.least)})
        if self.most:
            found = found.filter(**{f"{rank}__lte": int(self.most)})
        return found

    def _shown(self, found, user):
        today = timezone.localdate()
        if self.show == "overdue":
            return found.filter(review_due__lt=today).exclude(state__in=[Risk.State.CLOSED, Risk.State.OCCURRED])
        if self.show == "ending":
            until = today + datetime.timedelta(days=ENDING_DAYS)
            return found.filter(state=Risk.State.ACCEPTED, accepted_until__lte=until)
        if self.show == "check":
            return to_check(found)
        if self.show == "mine" and user is not None:
            acts = Risk.objects.filter(treatments__actions__owner=user).values("pk")
            return found.filter(Q(owner=user) | Q(pk__in=acts))
        return found

    def _linked(self, found):
        return linked_to(found, self.link) if self.link else found

    def _ordered(self, found):
        columns = []
        for name in self.sorts:
            for column in SORTS[name.removeprefix("-")]:
                down = name.startswith("-")
                columns.append(F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True))
        return found.order_by(*columns, "number")
