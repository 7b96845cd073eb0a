"""What about the signs of resistance should be looked at: each with the rows that it means."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from change_mgmt.resistance.models import Sign
from change_mgmt.resistance.models.sign import STALE_DAYS
from core.text import say

#: So many open signs in one department are a pattern.
PATTERN = 3
WORDS = {
    "owner": _("No owner"),
    "overdue": _("Step overdue"),
    "stale": say(_("Older than {days} days without a step"), days=STALE_DAYS),
    "pattern": say(_("Seen {n} times or more in a department"), n=PATTERN),
}


@dataclass(frozen=True)
class Hint:
    key: str
    count: int

    @property
    def words(self) -> Any:
        return WORDS[self.key]


def kinds_of(sign: Sign, patterns: set[int]) -> list[str]:
    """What should be looked at about one sign."""
    if not sign.is_open:
        return []
    found = {
        "owner": sign.owner_id is None,
        "overdue": sign.is_overdue,
        "stale": sign.is_stale,
        "pattern": sign.department_id in patterns,
    }
    return [key for key, is_so in found.items() if is_so]


def patterns_of(signs: Iterable[Sign]) -> set[int]:
    """Departments with several open signs."""
    counts = Counter(sign.department_id for sign in signs if sign.is_open and sign.department_id)
    return {department for department, count in counts.items() if count >= PATTERN}


def hints_about(signs: list[Sign]) -> list[Hint]:
    patterns = patterns_of(signs)
    counts = Counter(key for sign in signs for key in kinds_of(sign, patterns))
    return [Hint(key, counts[key]) for key in WORDS if counts[key]]
