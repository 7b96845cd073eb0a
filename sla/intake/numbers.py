"""Numbers as people and programs write them."""

import re

from sla.intake.reasons import Reason, Unusable

MAX_RESPONSE_MS = 24 * 60 * 60 * 1000
MOST = 1e15
_POINT = re.compile(r"[+-]?(\d+|\d{1,3}([ ,'’\u00a0\u202f]\d{3})+)(\.\d+)?([eE][+-]?\d{1,3})?|[+-]?\.\d+", re.ASCII)
_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}([ .'’\u00a0\u202f]\d{3})+)(,\d+)?([eE][+-]?\d{1,3})?|[+-]?,\d+", re.ASCII)
_GROUPS = re.compile(r"[ ,'’\u00a0\u202f]")
_GROUPS_COMMA = re.compile(r"[ .'’\u00a0\u202f]")
_UNIT = re.compile(r"\s*(ms|msec|毫秒|s|sec|秒|%|％)?\s*$", re.IGNORECASE)
_CODE = re.compile(r"0|[1-9][0-9]{2}")


def number(text: str, *, decimal: str = ".", reason: Reason = Reason.BAD_VALUE) -> float:
    """A finite number. Raises Unusable."""
    try:
        if text.isascii() and text.isdigit() and len(text) < 16:
            return float(int(text))
        comma = decimal == ","
        if not (_COMMA if comma else _POINT).fullmatch(text):
            raise Unusable(reason, text)
        bare = _GROUPS_COMMA.sub("", text).replace(",", ".") if comma else _GROUPS.sub("", text)
        found = float(bare)
    except (ValueError, OverflowError) as error:
        raise Unusable(reason, text) from error
    if not -MOST <= found <= MOST:
        raise Unusable(reason, text)
    return found


def http_code(text: str) -> int | None:
    """Three digits, or 0 where nothing answered; None for nothing. Spreadsheets write 200.0."""
    if not text:
        return None
    bare = text.removesuffix(".0")
    if not _CODE.fullmatch(bare):
        raise Unusable(Reason.BAD_HTTP_CODE, text)
    return int(bare)


def response(text: str, *, decimal: str = ".", factor: float = 1.0) -> float | None:
    """Milliseconds, at most those of a day. ``factor`` makes milliseconds of the unit of the column; a unit in the cell is heeded."""
    if not text:
        return None
    if not text[-1].isdigit():
        unit = _UNIT.search(text)
        if unit and unit[1] and unit[1] not in "%％":
            factor = 1.0 if unit[1].lower().startswith(("ms", "毫")) else 1000.0
            text = text[: unit.start()]
    found = number(text, decimal=decimal, reason=Reason.BAD_RESPONSE) * factor
    if found > MAX_RESPONSE_MS:
        raise Unusable(Reason.BAD_RESPONSE, text)
    if found < 0:
        raise Unusable(Reason.NEGATIVE_RESPONSE, text)
    return found
