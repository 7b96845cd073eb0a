"""What the pages of a contract share."""

from implementation.programme.pages import one_of
from vendors.models import Contract

#: The entry of the menu that these pages belong to.
SECTION = {"section": "contracts"}
RECORDS = Contract.objects.select_related("vendor", "programme__organisation", "submitted_by")


def one_contract(request, programme, pk, permission) -> Contract:
    return one_of(programme, RECORDS, pk, request.user, permission)


def part_of(request, programme, queryset, pk, permission):
    """A part of a contract of this programme, its contract beside it, if the person has the permission for it."""
    return one_of(programme, queryset, pk, request.user, permission)
