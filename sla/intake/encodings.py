"""In which characters a file is written, told by what it holds from the first byte to the last."""

import codecs
from typing import BinaryIO

from core.sheets.text import likeness

PIECE = 1 << 20
SAMPLE = 200_000
MARKS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
OTHERS = ("gb18030", "big5", "cp1251", "cp1252")
LEAST = 0.5


def encoding_of(stream: BinaryIO) -> str:
    """One of ``mapping.ENCODINGS``. What fits nothing is taken for UTF-8: its broken lines are refused one by one."""
    stream.seek(0)
    head = stream.read(4096)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if (wide := _wide(head)) is not None:
        return wide
    sample = _not_utf8(stream)
    if sample is None:
        return "utf-8"
    scores = {name: likeness(sample, name) for name in OTHERS}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > LEAST else "utf-8"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: about every second byte of European text and of every line end is zero."""
    zeros = [head[side::2].count(0) for side in (0, 1)]
    if max(zeros) < max(1, len(head) // 50) or min(zeros) * 10 > max(zeros):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _not_utf8(stream: BinaryIO) -> bytes | None:
    """The part around the first bytes that are no UTF-8; None where all are."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    while data := stream.read(PIECE):
        try:
            decoder.decode(data)
        except UnicodeDecodeError as error:
            start = data.rfind(b"\n", 0, max(0, error.start - 2)) + 1
            rest = data[start : start + SAMPLE]
            return rest if len(rest) >= SAMPLE or len(data) < PIECE else rest + stream.read(SAMPLE)
    return None
