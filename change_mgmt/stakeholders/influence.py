"""How far a word travels: to those who listen, and to those who listen to them. Plain Python."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

#: Whoever reaches fewer is not central.
LEAST = 2


@dataclass(frozen=True)
class Reach:
    """``listeners`` listen themselves, ``strength`` is how much in all (1 to 3 each), ``people`` hear it in the end."""

    listeners: int
    strength: int
    people: int


def reaches(people: Iterable[int], ties: Iterable[tuple[int, int, int]]) -> dict[int, Reach]:
    """Ties are (who is listened to, who listens, strength); those of others than ``people`` do not count."""
    known = set(people)
    heard: dict[int, dict[int, int]] = defaultdict(dict)
    for speaker, listener, strength in ties:
        if speaker in known and listener in known and speaker != listener:
            heard[speaker][listener] = strength
    return {
        person: Reach(len(heard[person]), sum(heard[person].values()), len(_reached(person, heard)))
        for person in sorted(known)
    }


def _reached(person: int, heard: dict[int, dict[int, int]]) -> set[int]:
    found: set[int] = set()
    ahead = [person]
    while ahead:
        for listener in heard[ahead.pop()]:
            if listener not in found and listener != person:
                found.add(listener)
                ahead.append(listener)
    return found


def by_reach(found: dict[int, Reach]) -> list[int]:
    """Whose word travels farthest first; of equals who is listened to more."""
    return sorted(found, key=lambda person: (-found[person].people, -found[person].strength, person))


def central(found: dict[int, Reach], *, most: int = 3) -> list[int]:
    """The few whose word reaches many."""
    return [person for person in by_reach(found) if found[person].people >= LEAST][:most]
