import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Decided:
    """One decision: ``kind`` (key) and its words, what it was about, how it came out, why, by whom, on which day."""

    kind: str
    kind_words: Any
    what: str
    outcome: Any
    reason: str
    by: str
    role: str
    at: datetime.datetime
    on: datetime.date
    url: str
