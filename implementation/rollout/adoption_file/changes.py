"""What lines of a table would do to the figures on record. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from implementation.rollout.adoption_file.rows import Key, Line

Values = Mapping[str, int | None]


@dataclass
class Changes:
    """What lines would do to the figures on record."""

    new: dict[Key, Line] = field(default_factory=dict)
    replaced: dict[Key, Line] = field(default_factory=dict)
    unchanged: int = 0


def changes(on_record: Mapping[Key, Values], lines: Iterable[Line]) -> Changes:
    """A count whose column the file does not have stays as it is on record."""
    found = Changes()
    for line in lines:
        there = on_record.get(line.key)
        if there is None:
            found.new[line.key] = line
        elif all(there[name] == value for name, value in line.values.items()):
            found.unchanged += 1
        else:
            found.replaced[line.key] = line
    return found
