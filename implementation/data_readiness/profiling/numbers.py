"""Numbers as people write them: 1,234.50, 1.234,50, ¥1 234, (12), 3.5 %, 12万."""

import re

_CURRENCY = re.compile(
    r"^(?:NT\$|HK\$|US\$|RMB|CNY|USD|EUR|TWD|HKD|[¥￥$€£])\s*|\s*(?:元|RMB|CNY|USD|EUR|TWD|HKD|[€$£¥])$"
)
_ENGLISH = re.compile(r"\d{1,3}(?:[,'’ \u00a0\u202f]\d{3})+(?:\.\d+)?$|\d+(?:\.\d*)?$|\.\d+$")
_CONTINENTAL = re.compile(r"\d{1,3}(?:[. '’\u00a0\u202f]\d{3})+(?:,\d+)?$|\d+,\d+$")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE][+-]?\d{1,3}$")
_UNITS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000, "%": 0.01, "％": 0.01}
_DIGITS = str.maketrans("０１２３４５６７８９．，－−", "0123456789.,--")
LONGEST = 40


def number(text: str) -> float | None:
    """The number that is written; None where none is."""
    if len(text) > LONGEST:
        return None
    text = text.translate(_DIGITS)
    sign = 1.0
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1.0, text[1:-1].strip()
    if text[:1] in "+-":
        sign, text = (-sign if text[:1] == "-" else sign), text[1:].strip()
    text = _CURRENCY.sub("", text).strip()
    if text[:1] == "-" and sign > 0:
        sign, text = -1.0, text[1:].strip()
    factor = _UNITS.get(text[-1:], 1)
    text = text[:-1].strip() if factor != 1 else text
    if _SCIENTIFIC.match(text):
        return sign * float(text)
    if _ENGLISH.match(text):
        return sign * factor * float(re.sub(r"[,'’ \u00a0\u202f]", "", text))
    if _CONTINENTAL.match(text):
        return sign * factor * float(re.sub(r"[. '’\u00a0\u202f]", "", text).replace(",", "."))
    return None
