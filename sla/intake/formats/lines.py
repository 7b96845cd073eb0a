"""The lines of a text of any size, a piece at a time: a line without an end cannot fill the memory."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from sla.intake.reasons import Reason, Unusable

PIECE = 256 * 1024
MAX_LINE = 64 * 1024
BROKEN = "\ufffd"


def pieces(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """The text, decoded as it comes; bytes that are no characters become BROKEN."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    first = True
    while data := stream.read(PIECE):
        text = decoder.decode(data)
        yield text.removeprefix("\ufeff") if first else text
        first = False
    yield decoder.decode(b"", True)


def lines(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, str | Unusable]]:
    """Numbered lines without their ends. One that is too long, or holds what no text has, is refused alone."""
    number, rest, skipping, after_return = 0, "", False, False
    for piece in pieces(stream, encoding):
        if after_return and piece.startswith("\n"):
            piece = piece[1:]
        after_return = piece.endswith("\r") if piece else after_return
        if "\r" in piece:
            piece = piece.replace("\r\n", "\n").replace("\r", "\n")
        found = (rest + piece).split("\n")
        rest = found.pop()
        for line in found:
            number += 1
            if skipping:
                skipping = False
                continue
            yield number, _checked(line)
        if len(rest) > MAX_LINE:
            if not skipping:
                yield number + 1, Unusable(Reason.CELL_TOO_LONG, rest)
            rest, skipping = "", True
    if rest and not skipping:
        yield number + 1, _checked(rest)


def _checked(line: str) -> str | Unusable:
    if "\0" in line:
        return Unusable(Reason.NUL_BYTE)
    if BROKEN in line:
        return Unusable(Reason.BROKEN_CHARACTER, line)
    if len(line) > MAX_LINE:
        return Unusable(Reason.CELL_TOO_LONG, line)
    return line
