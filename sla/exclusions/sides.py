"""The two sides of an agreement: who speaks for which, and whether the provider can speak for itself."""

from core.models import User
from core.roles import EDITORS, SPONSOR, Role
from implementation.programme.actions import people_on
from sla.models import Agreement, Exclusion

CUSTOMER_SIDE = EDITORS | {SPONSOR}
Side = Exclusion.Side


def side_of(user: User, agreement: Agreement) -> str:
    """Somebody of the customer's who also stands beside the vendor speaks for the customer."""
    return Side.CUSTOMER if agreement.roles_of(user) & CUSTOMER_SIDE else Side.PROVIDER


def contacts_of(agreement: Agreement):
    """The provider's people for the contract, where they are on the programme still."""
    contract = agreement.contract
    return people_on(contract.programme, Role.VENDOR_CONTACT).filter(vendors_served=contract.vendor)


def speaks_for_itself(agreement: Agreement) -> bool:
    """Whether the provider has somebody with an account who may answer."""
    return contacts_of(agreement).exists()


def answers(user: User, exclusion) -> bool:
    """The side that did not propose it; for a provider without an account somebody of the customer's."""
    if not isinstance(exclusion, Exclusion):
        return True
    if side_of(user, exclusion.agreement) != exclusion.proposed_side:
        return True
    return exclusion.proposed_side == Side.CUSTOMER and not speaks_for_itself(exclusion.agreement)


def proposed(user: User, exclusion) -> bool:
    """The side that proposed it."""
    return not isinstance(exclusion, Exclusion) or side_of(user, exclusion.agreement) == exclusion.proposed_side


def gives_up(user: User, exclusion) -> bool:
    """What counts for the provider only the provider gives up; for one without an account somebody of the customer's."""
    if not isinstance(exclusion, Exclusion):
        return True
    return side_of(user, exclusion.agreement) == Side.PROVIDER or not speaks_for_itself(exclusion.agreement)
