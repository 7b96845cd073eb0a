"""What the address asks for: kind, person, period, words."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.dateparse import parse_date

from change_mgmt.decision_log.entry import Decided


def narrowed(found: Iterable[Decided], asked: Any) -> tuple[list[Decided], dict[str, Any]]:
    """The decisions that fit, and what was asked for as far as it makes sense."""
    found = list(found)
    chosen = {
        "kind": asked.get("kind", ""),
        "by": asked.get("by", "")[:200],
        "since": _day(asked.get("since", "")),
        "until": _day(asked.get("until", "")),
        "q": asked.get("q", "").strip()[:200],
    }
    chosen["kind"] = chosen["kind"] if chosen["kind"] in {item.kind for item in found} else ""
    chosen["by"] = chosen["by"] if chosen["by"] in {item.by for item in found} else ""
    return [item for item in found if _fits(item, chosen)], chosen


def _fits(item: Decided, chosen: dict[str, Any]) -> bool:
    if (chosen["kind"] and item.kind != chosen["kind"]) or (chosen["by"] and item.by != chosen["by"]):
        return False
    if (chosen["since"] and item.on < chosen["since"]) or (chosen["until"] and item.on > chosen["until"]):
        return False
    words = chosen["q"].casefold()
    return not words or words in f"{item.what} {item.reason} {item.by}".casefold()


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
