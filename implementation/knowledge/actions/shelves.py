"""The catalogue of an organisation."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.knowledge.models import Shelf
from implementation.programme.models import Organisation

#: What a new organisation begins with, in its own language.
FIRST = [
    _("Vision and return"),
    _("Sourcing and vendor"),
    _("Contract and SLA"),
    _("Risks"),
    _("People and processes"),
    _("Data"),
    _("Pilots and rollout"),
    _("Operation"),
]


def furnish_shelves(organisation: Organisation) -> None:
    """The first shelves, once."""
    if organisation.shelves.exists():
        return
    for place, name in enumerate(FIRST, start=1):
        Shelf.objects.create(organisation=organisation, name=str(name), order=place * 10)


@transaction.atomic
def remove_shelf(shelf: Shelf, *, by: User) -> None:
    """Only an empty shelf goes; what stands on it would be lost to the catalogue."""
    audit.lock(shelf.scope_key)
    if shelf.shelves.exists() or shelf.articles.exists():
        raise Refused(_("Something stands on this shelf: move it to another first."))
    actions.remove(shelf, permission="knowledge.edit_shelves", by=by)
