"""Times as people write them: 45, 45 min, 1 h 30 min, 2 d. Plain Python; minutes inside."""

import re
import unicodedata

HOUR, DAY = 60, 24 * 60
UNITS = {
    **dict.fromkeys(("", "m", "min", "mins", "minute", "minutes", "分", "分钟", "分鐘"), 1),
    **dict.fromkeys(("h", "hr", "hour", "hours", "时", "時", "小时", "小時"), HOUR),
    **dict.fromkeys(("d", "day", "days", "天", "日"), DAY),
    **dict.fromkeys(("w", "week", "weeks", "周", "週"), 7 * DAY),
}
_PART = re.compile(r"(\d{1,7}(?:[.,]\d{1,2})?)(?!\d)\s*([^\W\d]*)\s*")


class NoTime(ValueError):
    """The words name no time."""


def minutes(words: str) -> int:
    """The minutes that the words name; nothing written is none. Raises ``NoTime``."""
    left = unicodedata.normalize("NFKC", words).strip().casefold()
    total = 0.0
    while left:
        part = _PART.match(left)
        if part is None or part[2] not in UNITS:
            raise NoTime(words)
        total += float(part[1].replace(",", ".")) * UNITS[part[2]]
        left = left[part.end() :]
    return round(total)


def parts(total: int) -> tuple[int, int, int]:
    """Days, hours and minutes of a number of minutes."""
    days, rest = divmod(total, DAY)
    return days, *divmod(rest, HOUR)
