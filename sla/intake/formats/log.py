"""Plain text with a record on each line, read by a pattern such as ``{time} {monitor} {status} {http_code} {rest}``."""

import re
from collections.abc import Iterator

from sla.intake.formats.delimited import Lines
from sla.intake.formats.table import Cells, Table, checked
from sla.intake.reasons import Reason, Unusable, UnusableFile
from sla.intake.words import meaning_of

TIME = (
    r"\d{1,4}[-/.年]\s?[0-9A-Za-z]{1,9}[-/.月]\s?\d{1,4}日?[T ,:]\s?(?:上午|下午)?\d{1,2}[:时時]\d{2}(?:[:分]\d{2}(?:[.,]\d{1,9})?秒?)?"
    r"(?: ?[AaPp][Mm])?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
    r"|[A-Za-z]{3,9} \d{1,2},? \d{4} \d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?"
    r"|\d{8}T?\d{6}Z?|\d{10}(?:\.\d{1,9})?|\d{13}"
)
PLACE = re.compile(r"\{([a-z_]{1,20})\}")
REST = "rest"
MAX_PATTERN, MAX_PLACES = 300, 20
_AROUND = re.compile(r'^([\[("\'<]*(?:[A-Za-z_]{1,20}=)?["\']?)(.*?)(["\'\])>,;:|]*)$')
_WORD = r'[^\s"]+?'


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as it is looked for. Raises Unusable where it names no time, or a part twice."""
    found = PLACE.findall(pattern)
    wrong = (
        len(found) != len(set(found)) or "time" not in found or len(found) > MAX_PLACES or len(pattern) > MAX_PATTERN
    )
    if wrong:
        raise Unusable(Reason.NOT_THE_PATTERN, pattern)
    parts, at = [], 0
    for place in PLACE.finditer(pattern):
        parts.append(_literal(pattern[at : place.start()]))
        parts.append(f"(?P<{place[1]}>{_looked_for(place[1])})")
        at = place.end()
    return re.compile("".join([r"\s*", *parts, _literal(pattern[at:]), r"\s*"]))


def _looked_for(name: str) -> str:
    if name == "time":
        return TIME
    return ".*" if name == REST else _WORD


def _literal(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", text))


def read(lines: Lines, *, pattern: str) -> Table:
    """Columns are the parts that the pattern names."""
    try:
        form = compiled(pattern)
    except Unusable as refused:
        raise UnusableFile(refused.reason, refused.value) from None
    return Table(list(form.groupindex), _rows(lines, form))


def _rows(lines: Lines, form: re.Pattern[str]) -> Iterator[tuple[int, Cells]]:
    width, rest = form.groups, form.groupindex.get(REST)
    for number, line in lines:
        if isinstance(line, Unusable):
            yield number, line
            continue
        if not line.strip():
            continue
        found = form.fullmatch(line) if len(line) <= 4000 else None
        if not found:
            yield number, Unusable(Reason.NOT_THE_PATTERN, line)
            continue
        cells = [cell or "" for cell in found.groups()]
        if rest:
            cells[rest - 1] = cells[rest - 1][:100]
        yield number, checked(cells, width)


def suggested(lines: list[str]) -> str:
    """A pattern that fits most of the lines; empty where no line begins to look like a record."""
    best, most = "", 0
    for line in lines[:5]:
        if not (pattern := _from(line)):
            continue
        form = compiled(pattern)
        fits = sum(bool(form.fullmatch(other)) for other in lines if len(other) <= 4000)
        if fits > most:
            best, most = pattern, fits
    return best


def _from(line: str) -> str:
    found = re.search(TIME, line[:4000])
    if not found:
        return ""
    used = {"time"}
    tokens = line[: found.start()].replace("{", "").split()
    glue = "" if not tokens or line[: found.start()][-1:].isspace() else tokens.pop()
    before = [_place(token, used) for token in tokens]
    after_text = line[found.end() : 4000]
    tail = "" if after_text[:1].isspace() else next(iter(after_text.split()), "")
    after = []
    for token in after_text[len(tail) :].split():
        place = _place(token, used)
        if place == "{rest}":
            break
        after.append(place)
    more = len(after) < len(after_text[len(tail) :].split())
    start = " ".join([*before, f"{glue}{{time}}{tail}"]).strip()
    return " ".join([start, *after, *(["{rest}"] if more else [])])[:MAX_PATTERN]


def _place(token: str, used: set[str]) -> str:
    """What a word of the line stands for, with the marks around it."""
    parts = _AROUND.match(token)
    before, core, after = parts.groups() if parts else ("", token, "")
    key = before.strip("[(\"'<").rstrip("\"'").removesuffix("=").lower()
    name = _named(key, core)
    if name in used:
        return "{rest}"
    used.add(name)
    return f"{before.replace('{', '')}{{{name}}}{after}"


def _named(key: str, core: str) -> str:
    if core.upper() in ("INFO", "WARN", "WARNING", "ERROR", "DEBUG", "NOTICE"):
        return "level"
    if re.fullmatch(r"[1-5]\d\d", core) and key not in ("time", "ms", "latency", "response"):
        return "http_code"
    if re.fullmatch(r"\d+([.,]\d+)?(ms|s)?", core):
        return "response"
    if key in ("status", "state", "result") or meaning_of(core):
        return "status"
    return "monitor"
