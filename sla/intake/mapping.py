"""How the rows of a file are read: kept with the file, and with its source for the next one."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sla.intake.clock import ORDERS
from sla.intake.headings import ABOUT, ROLES
from sla.intake.words import MEANINGS, plain

KINDS = ("delimited", "log", "workbook", "prometheus", "kuma", "upptime")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "cp1252", "cp1251")
UNITS = ("ms", "s")
MOST_WORDS = 200


@dataclass(frozen=True)
class Mapping:
    """``columns`` names the column of each role, ``words`` what the file's own words for a state mean."""

    kind: str = "delimited"
    encoding: str = "utf-8"
    delimiter: str = ","
    header: bool = True
    pattern: str = ""
    about: str = "states"
    columns: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    order: str = ""
    decimal: str = "."
    unit: str = "ms"
    zone: str = ""
    in_order: bool = False
    monitor: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def missing(self) -> list[str]:
        """Roles without which no row can be read."""
        if self.about == "tickets":
            needed = ["key", "opened"]
        else:
            needed = ["status" if self.about == "states" else "value"]
            needed = needed if "day" in self.columns and "clock" in self.columns else ["time", *needed]
        wanting = [role for role in needed if role not in self.columns]
        return wanting if self.monitor or "monitor" in self.columns else [*wanting, "monitor"]


def from_json(kept: Any) -> Mapping:
    """What was kept, whatever it is by now: what is not understood is left out."""
    if not isinstance(kept, dict):
        return Mapping()
    names = {item.name for item in fields(Mapping)}
    found = {name: value for name, value in kept.items() if name in names}
    base = Mapping()
    for name in names & found.keys():
        if not isinstance(found[name], type(getattr(base, name))):
            del found[name]
    allowed = {"kind": KINDS, "encoding": ENCODINGS, "about": ABOUT, "unit": UNITS, "decimal": (".", ",")}
    for name, choices in allowed.items():
        if found.get(name) not in choices:
            found.pop(name, None)
    if found.get("order") not in ORDERS:
        found.pop("order", None)
    if len(found.get("delimiter", "")) != 1:
        found.pop("delimiter", None)
    found["columns"] = {
        role: name for role, name in found.get("columns", {}).items() if role in ROLES and isinstance(name, str)
    }
    found["words"] = {
        plain(word): meaning
        for word, meaning in list(found.get("words", {}).items())[:MOST_WORDS]
        if isinstance(word, str) and meaning in MEANINGS
    }
    return Mapping(**found)
