"""Reading the times of a log in whatever way it writes them, as microseconds since 1970 in UTC.

A time with an offset, a zone's name or a ``Z`` is what it says. One without is the time on the wall in the zone that was chosen.
Where clocks go back, an hour exists twice: its times are refused, or resolved by the order of the rows when the person says that
the rows of a monitor stand in order. Where clocks go forward an hour does not exist, and its times are refused.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from sla.intake.reasons import Reason, Unusable

SECOND = 1_000_000
DAY_ZERO = 719_163  # 1 January 1970, as a proleptic ordinal
SLOT = 15  # minutes; every offset in use changes at a quarter of an hour
ORDERS = ("ymd", "dmy", "mdy")
MONTHS = {
    name: n
    for n, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
MOMENT = re.compile(
    r"[\[(]?\s*(?:(?P<a>\d{1,4})\s*[-/.年]\s*(?P<b>\d{1,2}|[A-Za-z]{3,9})\s*[-/.月]\s*(?P<c>\d{1,4})\s*日?"
    r"|(?P<d>\d{1,2})[ ](?P<e>[A-Za-z]{3,9})\.?,?[ ](?P<f>\d{4})"
    r"|(?P<g>[A-Za-z]{3,9})\.?[ ](?P<h>\d{1,2}),?[ ](?P<i>\d{4})"
    r"|(?P<compact>\d{8}))"
    r"(?:[Tt ,:]\s*|\s*(?=上午|下午))"
    r"(?P<before>上午|下午)?\s*"
    r"(?P<hour>\d{1,2})(?:\s*[:时時點点]\s*(?P<minute>\d{2}))(?:\s*[:分]\s*(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?\s*[分秒]?"
    r"\s*(?P<after>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?|[A-Za-z][A-Za-z_]*(?:/[A-Za-z_+-]+)*(?:[+-]\d{1,2}(?::?\d{2})?)?)?\s*[\])]?",
    re.ASCII,
)
COMPACT = re.compile(r"(\d{8})[Tt ]?(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,9}))?\s*([Zz]|[+-]\d{2}:?\d{2})?", re.ASCII)
EPOCH = re.compile(r"(\d{9,11})(?:[.,](\d{1,9}))?|(\d{12,14})|(\d{15,17})", re.ASCII)
NAMED = {"z": 0, "utc": 0, "gmt": 0}


class Clock:
    """Reads the times of one file. ``order`` is that of day, month and year where the year does not come first."""

    def __init__(self, zone: tzinfo, *, order: str = "", in_order: bool = False, as_of: datetime | None = None) -> None:
        self.zone = zone
        self.order = order if order in ORDERS else ""
        self.in_order = in_order
        self.latest = None if as_of is None else _micro(as_of)
        self.resolved = 0
        self._slots: dict[tuple[int, int, int], tuple[int, int]] = {}
        self._last: dict[str, int] = {}

    def read(self, text: str, monitor: str = "") -> int:
        """The moment. Raises Unusable."""
        try:
            at = self._quick(text, monitor)
            if at is None:
                at = self._slow(text, monitor)
        except (ValueError, OverflowError) as error:
            if isinstance(error, Unusable):
                raise
            raise Unusable(Reason.BAD_TIMESTAMP, text) from error
        if at < 0:
            raise Unusable(Reason.BAD_TIMESTAMP, text)
        if self.latest is not None and at > self.latest:
            raise Unusable(Reason.IN_THE_FUTURE, text)
        if self.in_order:
            self._last[monitor] = at
        return at

    def _quick(self, text: str, monitor: str) -> int | None:
        """2026-11-20T09:14:00Z and its like, by far the most frequent."""
        if not 16 <= len(text) <= 32 or text[4] != "-" or text[7] != "-" or text[10] not in "T " or not text.isascii():
            return None
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return None
        if at.tzinfo is UTC:
            return _seconds(at) * SECOND + at.microsecond
        return self._of_wall(at, at.microsecond, monitor, text) if at.tzinfo is None else _micro(at)

    def _slow(self, text: str, monitor: str) -> int:
        text = text.strip()
        if not text.isascii():
            text = text.translate(WIDE)
        if found := EPOCH.fullmatch(text):
            return _of_epoch(found)
        if found := COMPACT.fullmatch(text):
            digits = found[1]
            day = (int(digits[:4]), int(digits[4:6]), int(digits[6:]))
            return self._at(day, (int(found[2]), int(found[3]), int(found[4])), found[5], found[6], monitor, text)
        found = MOMENT.fullmatch(text)
        if not found:
            raise Unusable(Reason.BAD_TIMESTAMP, text)
        clock = (_hour(found), int(found["minute"]), int(found["second"] or 0))
        return self._at(day_of(found, self.order), clock, found["part"], found["zone"], monitor, text)

    def _at(
        self,
        day: tuple[int, int, int],
        clock: tuple[int, int, int],
        part: str | None,
        zone: str | None,
        monitor: str,
        text: str,
    ) -> int:
        wall = datetime(*day, *clock)
        rest = int(((part or "") + "000000")[:6])
        if zone:
            return _micro(wall.replace(tzinfo=named_zone(zone, text))) + rest
        return self._of_wall(wall, rest, monitor, text)

    def _of_wall(self, wall: datetime, rest: int, monitor: str, text: str) -> int:
        day = wall.toordinal()
        slot = self._slots.get((day, wall.hour, wall.minute // SLOT))
        if slot is None:
            slot = self._slots[day, wall.hour, wall.minute // SLOT] = self._offsets(wall)
        first, second = slot
        naive = _seconds(wall) * SECOND + rest
        if first == second:
            return naive - first
        if first < second:
            raise Unusable(Reason.NO_SUCH_TIME, text)
        return self._one_of_two(naive - first, naive - second, monitor, text)

    def _offsets(self, wall: datetime) -> tuple[int, int]:
        """Of the zone at a time on the wall, in microseconds: as clocks stood before a change, and after it."""
        both = (wall.replace(tzinfo=self.zone, fold=fold).utcoffset() or timedelta(0) for fold in (0, 1))
        first, second = (offset // timedelta(microseconds=1) for offset in both)
        return first, second

    def _one_of_two(self, early: int, late: int, monitor: str, text: str) -> int:
        """The first of the two that does not lie before the row above it."""
        if not self.in_order:
            raise Unusable(Reason.TIME_EXISTS_TWICE, text)
        self.resolved += 1
        return late if self._last.get(monitor, 0) > early else early


#: Digits and punctuation as Chinese keyboards write them.
WIDE = str.maketrans("０１２３４５６７８９：－／．，＋　", "0123456789:-/.,+ ")


def _seconds(wall: datetime) -> int:
    """As if the time on the wall were UTC."""
    return (wall.toordinal() - DAY_ZERO) * 86_400 + wall.hour * 3600 + wall.minute * 60 + wall.second


def _micro(at: datetime) -> int:
    return int(at.replace(microsecond=0).timestamp()) * SECOND + at.microsecond


def _of_epoch(found: re.Match[str]) -> int:
    if found[1]:
        return int(found[1]) * SECOND + int(((found[2] or "") + "000000")[:6])
    return int(found[3]) * 1000 if found[3] else int(found[4])


def _hour(found: re.Match[str]) -> int:
    hour, mark = int(found["hour"]), (found["before"] or found["after"] or "").lower().replace(".", "")
    if not mark:
        return hour
    if not 1 <= hour <= 12:
        raise Unusable(Reason.BAD_TIMESTAMP, found[0])
    return hour % 12 + (12 if mark in ("pm", "下午") else 0)


def day_of(found: re.Match[str], order: str) -> tuple[int, int, int]:
    """Year, month and day of what MOMENT found."""
    if found["compact"]:
        digits = found["compact"]
        return int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if found["e"]:
        return int(found["f"]), _month(found["e"]), int(found["d"])
    if found["g"]:
        return int(found["i"]), _month(found["g"]), int(found["h"])
    parts = (found["a"], found["b"], found["c"])
    if not parts[1].isdigit():
        year, day = (parts[0], parts[2]) if len(parts[0]) == 4 else (parts[2], parts[0])
        return _year(year), _month(parts[1]), int(day)
    if len(parts[0]) >= 3:
        order = "ymd"
    elif not order or (len(parts[2]) >= 3 and order == "ymd"):
        raise Unusable(Reason.BAD_TIMESTAMP, found[0])
    by_name = dict(zip(order, parts, strict=True))
    return _year(by_name["y"]), int(by_name["m"]), int(by_name["d"])


def _year(text: str) -> int:
    """Two digits mean 1980 to 2079."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 80 else 1900)


def _month(name: str) -> int:
    found = MONTHS.get(name[:3].lower())
    if found is None:
        raise Unusable(Reason.BAD_TIMESTAMP, name)
    return found


def named_zone(name: str, text: str) -> tzinfo:
    """An offset, UTC, or a zone of the world by its full name; letters such as CST mean several zones and are refused."""
    low = name.lower()
    if low in NAMED:
        return UTC
    if low.startswith(("utc", "gmt")):
        low = name = name[3:]
    if name[0] in "+-":
        digits = name[1:].replace(":", "")
        hours, minutes = (int(digits[:2]), int(digits[2:] or 0)) if len(digits) != 1 else (int(digits), 0)
        return datetime.fromisoformat(f"2000-01-01T00:00{name[0]}{hours:02}:{minutes:02}").tzinfo or UTC
    if "/" not in name:
        raise Unusable(Reason.UNKNOWN_ZONE, text)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Unusable(Reason.UNKNOWN_ZONE, text) from error
