"""What must come before what: layers of things that need each other, and the circle where there is one. Plain Python."""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def layers(needs: Mapping[T, Collection[T]]) -> list[list[T]]:
    """The keys in layers: each needs only keys of layers before its own, and stands in the first layer that allows it.

    Inside a layer the order of ``needs`` is kept. What is needed but is no key does not count. Raises ValueError where
    they need each other in a circle.
    """
    placed: set[T] = set()
    found: list[list[T]] = []
    left = list(needs)
    while left:
        ready = [key for key in left if all(need in placed or need not in needs for need in needs[key])]
        if not ready:
            raise ValueError("They need each other in a circle.")
        placed.update(ready)
        found.append(ready)
        left = [key for key in left if key not in placed]
    return found


def circle(needs: Mapping[T, Collection[T]]) -> list[T]:
    """One circle, each key needing the next and the last the first; empty where there is none."""
    clear: set[T] = set()
    for start in needs:
        if found := _circle_from(start, needs, [], clear):
            return found
    return []


def _circle_from(key: T, needs: Mapping[T, Collection[T]], way: list[T], clear: set[T]) -> list[T]:
    if key in clear:
        return []
    if key in way:
        return way[way.index(key) :]
    for need in needs.get(key, ()):
        if found := _circle_from(need, needs, [*way, key], clear):
            return found
    clear.add(key)
    return []
