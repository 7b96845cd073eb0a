"""What people do with one vendor."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from vendors.actions._record import ask, keep, take
from vendors.models import SelectionRound, Vendor

State = SelectionRound.State


@transaction.atomic
def serve_vendor(vendor: Vendor, contacts: Iterable[User], *, by: User) -> Vendor:
    """Exactly these people answer for the vendor."""
    ask(by, "vendors.edit_vendor", vendor)
    fresh = take(vendor)
    contacts = list(contacts)
    fit = User.objects.filter(Q(memberships__programme=fresh.programme_id, memberships__role="vendor_contact"))
    if set(contacts) - set(fit):
        raise Refused(_("A contact must have the role of vendor contact on this programme."))
    before = {"contacts": sorted(person.name for person in fresh.contacts.all())}
    fresh.contacts.set(contacts)
    keep(fresh, "contacts named", by=by, before=before, after={"contacts": sorted(p.name for p in contacts)})
    return fresh
