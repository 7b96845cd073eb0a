"""Which agreements a person sees, for all pages of the app."""

from core.roles import STEERING
from implementation.programme.pages import one_of
from sla.models import Agreement
from vendors.models import Contract

#: The entry of the menu that these pages belong to.
SECTION = {"section": "agreements"}


def agreements_seen_by(user, programme):
    """Steering sees every agreement; a vendor contact those of its own contracts that are in force or were."""
    found = programme.agreements.select_related("contract__vendor")
    if programme.roles_of(user) & STEERING:
        return found
    return found.filter(contract__vendor__contacts=user, contract__state__in=Contract.SHOWN_TO_VENDOR).exclude(
        state=Agreement.State.DRAFT
    )


def one_agreement(request, programme, pk, permission):
    """The agreement with this number, its contract and vendor beside it."""
    found = Agreement.objects.select_related("contract__vendor", "contract__programme", "programme__organisation")
    return one_of(programme, found, pk, request.user, permission)
