from typing import Any

from change_mgmt.voice.models import Hearing
from core import actions
from core.models import User


def hear(hearing: Hearing, *, by: User) -> Hearing:
    """Keep a talk with customers."""
    return actions.create(hearing, permission="voice.hear", by=by)


def change_hearing(hearing: Hearing, *, by: User, seen_revision: int | None = None, **fields: Any) -> Hearing:
    return actions.change(hearing, permission="voice.hear", by=by, seen_revision=seen_revision, **fields)
