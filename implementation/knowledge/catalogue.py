"""The catalogue as people see it: the tree of shelves with what stands on them, and the keywords in use."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from implementation.knowledge.models import Shelf


def in_order(shelves: Iterable[Shelf]) -> Iterator[tuple[Shelf, int]]:
    """Each shelf with how deep it stands, as the tree reads from top to bottom."""
    under: dict[int | None, list[Shelf]] = defaultdict(list)
    for shelf in shelves:
        under[shelf.under_id].append(shelf)

    def branch(parent: int | None, depth: int) -> Iterator[tuple[Shelf, int]]:
        for shelf in under[parent]:
            yield shelf, depth
            yield from branch(shelf.pk, depth + 1)

    return branch(None, 0)


@dataclass(frozen=True)
class Line:
    """A shelf in the tree, with how many articles stand on it and on those under it."""

    shelf: Shelf
    depth: int
    count: int


def tree(shelves: Iterable[Shelf], articles) -> list[Line]:
    """The tree with counts of what is in ``articles`` only: nothing that a reader may not see is counted."""
    rows = list(in_order(shelves))
    on_it = Counter(articles.order_by().values_list("shelf", flat=True))
    parents = {shelf.pk: shelf.under_id for shelf, _depth in rows}
    totals: Counter[int] = Counter()
    for pk in parents:
        above: int | None = pk
        while above is not None:
            totals[above] += on_it[pk]
            above = parents.get(above)
    return [Line(shelf, depth, totals[shelf.pk]) for shelf, depth in rows]


def keywords(articles, *, most: int = 24) -> list[tuple[str, int]]:
    """The keywords used most, with how often, in the order of the alphabet."""
    spelt: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for line in articles.exclude(keywords="").order_by("pk").values_list("keywords", flat=True):
        for word in (part.strip() for part in line.replace("，", ",").split(",")):
            if word:
                counted[spelt.setdefault(word.casefold(), word)] += 1
    return sorted(counted.most_common(most), key=lambda item: item[0].casefold())
