"""How a person puts their name to frozen facts."""

from typing import Any

from core.models import User
from implementation.programme.models import Programme


def signature(programme: Programme, by: User) -> dict[str, Any]:
    """The fields of ``SignedFacts``: who, and name and roles as text that outlives the account."""
    return {"programme": programme, "by": by, "by_name": by.name, "by_role": ", ".join(sorted(programme.roles_of(by)))}
