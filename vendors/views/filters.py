"""What the address of the list of vendors asks for."""

from django.db.models import Case, IntegerField, Q, Value, When

from vendors.models import Vendor

#: Column -> how it is sorted; the state by how far a vendor has come.
PROGRESS = ("contracted", "chosen", "shortlist", "longlist", "rejected", "withdrawn")
SORTS = {"name": "name", "state": "far", "monthly_fee": "monthly_fee", "clients": "clients", "founded": "founded"}


def found_vendors(programme, params):
    """The vendors that are asked for, and what was understood of the question."""
    asked = {
        "q": params.get("q", "").replace("\x00", "").strip()[:100],
        "state": params.get("state", "") if params.get("state", "") in Vendor.State.values else "",
        "sort": params.get("sort", "") if params.get("sort", "").lstrip("-") in SORTS else "state",
    }
    far = Case(*(When(state=state, then=Value(n)) for n, state in enumerate(PROGRESS)), output_field=IntegerField())
    found = Vendor.objects.filter(programme=programme).annotate(far=far).prefetch_related("contacts", "diligence")
    if asked["q"]:
        words = asked["q"]
        found = found.filter(Q(name__icontains=words) | Q(product__icontains=words) | Q(country__icontains=words))
    if asked["state"]:
        found = found.filter(state=asked["state"])
    down = "-" if asked["sort"].startswith("-") else ""
    return found.order_by(f"{down}{SORTS[asked['sort'].lstrip('-')]}", "name", "pk"), asked
