"""What is asked of a file, and what was found in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Format:
    """Kinds without their dot (none: any), bytes, headings of a text, headings of a sheet's columns."""

    kinds: tuple[str, ...] = ()
    max_bytes: int = 20 * 1024 * 1024
    sections: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @classmethod
    def of(cls, *, kinds: str, max_bytes: int, sections: str, columns: str) -> "Format":
        """From what people write: kinds between commas, one heading on each line."""
        return cls(
            kinds=tuple(word.lstrip(".").lower() for word in re.split(r"[\s,;、，；]+", kinds) if word.strip(".")),
            max_bytes=max_bytes,
            sections=lines_of(sections),
            columns=lines_of(columns),
        )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name and all of its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Finding:
    """Something that does not fit: a code, and what its sentence names. ``refused`` files are not kept at all."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False


class Unreadable(Exception):
    """The file cannot be looked into; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
