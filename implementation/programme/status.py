"""The status of a programme as people see it: computed, overridden, stale, and what it asks for."""

from dataclasses import dataclass
from typing import Any

from implementation.programme.models import Programme


@dataclass(frozen=True)
class ExceptionWanted:
    """A dimension beyond its tolerance that no exception note covers; ``url`` is where the note is written."""

    name: str
    label: Any
    reason: Any
    url: str


def exceptions_wanted(programme: Programme) -> list[ExceptionWanted]:
    """The dimensions that are off track and that no submitted or accepted exception note covers."""
    return []
