"""JSON of any size, a value at a time, with the way to it; neither its width nor its depth can fill the memory."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from sla.intake.reasons import Reason, UnusableFile

MAX_DEPTH = 32
MAX_TOKEN = 256 * 1024
_TOKEN = re.compile(
    r'[ \t\r\n]*(?:([{}\[\],:])|("[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")'
    r"|(-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,4})?|true|false|null))",
    re.ASCII,
)
_BLANK = re.compile(r"[ \t\r\n]*")


def _tokens(pieces: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Marks as themselves, values as ("value", …)."""
    rest, source, more = "", iter(pieces), True
    while more or rest:
        at = 0
        while found := _TOKEN.match(rest, at):
            if found.end() == len(rest) and more:
                break  # it may go on in the next piece
            at = found.end()
            yield (found[1], None) if found[1] else ("value", json.loads(found[2] or found[3]))
        rest = rest[at:]
        piece = next(source, None)
        if piece is None:
            if not more and not _BLANK.fullmatch(rest):
                raise UnusableFile(Reason.WRONG_SHAPE, rest[:40])
            if not more:
                return
            more = False
        elif len(rest) > MAX_TOKEN:
            raise UnusableFile(Reason.WRONG_SHAPE, rest[:40])
        else:
            rest += piece


def leaves(pieces: Iterable[str]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every plain value with its path of keys and places. Raises UnusableFile where it is no JSON, or nested too deep."""
    path: list[Any] = []
    kinds: list[str] = []
    state = "value"  # what is expected: value, key, colon, comma (or the end)
    try:
        for kind, value in _tokens(pieces):
            if kind in "{[" and state in ("value", "first"):
                if len(path) >= MAX_DEPTH:
                    raise UnusableFile(Reason.TOO_DEEP)
                kinds.append(kind)
                path.append(0 if kind == "[" else None)
                state = "first_key" if kind == "{" else "first"
            elif kind in "}]" and kinds and state in ("comma", "first", "first_key"):
                if (kinds.pop() == "{") != (kind == "}"):
                    raise UnusableFile(Reason.WRONG_SHAPE)
                path.pop()
                state = "comma"
            elif kind == "value" and state in ("key", "first_key") and isinstance(value, str):
                path[-1] = value[:200]
                state = "colon"
            elif kind == ":" and state == "colon":
                state = "value"
            elif kind == "value" and state in ("value", "first"):
                yield tuple(path), value
                state = "comma"
            elif kind == "," and state == "comma" and kinds:
                if kinds[-1] == "[":
                    path[-1] += 1
                state = "key" if kinds[-1] == "{" else "value"
            else:
                raise UnusableFile(Reason.WRONG_SHAPE)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnusableFile(Reason.WRONG_SHAPE) from error
    if kinds or state != "comma":
        raise UnusableFile(Reason.WRONG_SHAPE)


def as_text(value: Any) -> str:
    """A value as a cell holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)
