"""What losses the programme is ready to bear."""

from django.db import transaction

from core import actions
from core.models import User
from risks.models import LossLimit


@transaction.atomic
def set_limit(limit: LossLimit, *, by: User) -> LossLimit:
    """A larger loss never gets a larger chance: see ``clean`` of the whole curve in the form."""
    return actions.create(limit, permission="risks.set_appetite", by=by)


@transaction.atomic
def drop_limit(limit: LossLimit, *, by: User) -> None:
    actions.remove(limit, permission="risks.set_appetite", by=by)
