from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import Role
from core.text import amount, say
from implementation.programme.actions import people_on
from sla import shown


def _contacts(record):
    """The vendor's people for the contract, where they are on the programme still."""
    contract = record.agreement.contract
    return people_on(contract.programme, Role.VENDOR_CONTACT).filter(vendors_served=contract.vendor)


def _managers(record):
    return people_on(record.agreement.programme, Role.MANAGER)


def _money(credit) -> str:
    return amount(credit.amount, credit.agreement.programme.organisation.currency)


@hears("sla.breach", "raised")
def tell_of_breach(breach, by, note):
    text = say(
        _("Below target: {breach}, {measured} % of {target} %."),
        breach=breach,
        measured=shown.figure(breach.measured, breach.target),
        target=shown.target_text(breach.target),
    )
    yield Notice(people_on(breach.agreement.programme, Role.MANAGER, Role.SPONSOR), text)
    yield Notice(_contacts(breach), say(_("Answer the breach: {breach}"), breach=breach))


@hears("sla.breach", "explain")
def tell_of_answer(breach, by, note):
    yield Notice(_managers(breach), say(_("The vendor answered the breach: {breach}"), breach=breach))


@hears("sla.breach", "reopen")
def ask_again(breach, by, note):
    yield Notice(_contacts(breach), say(_("A better answer is asked for: {breach}"), breach=breach))


@hears("sla.credit", "claim")
def tell_of_claim(credit, by, note):
    text = say(_("A credit of {amount} is claimed: {breach}"), amount=_money(credit), breach=credit.breach)
    yield Notice(_contacts(credit), text, credit.get_absolute_url())


@hears("sla.credit", "acknowledge", "dispute")
def tell_of_reply(credit, by, note):
    answer = _("Acknowledged: {breach}") if credit.state == credit.State.ACKNOWLEDGED else _("Disputed: {breach}")
    yield Notice(_managers(credit), say(answer, breach=credit.breach))


@hears("sla.credit", "lapse")
def tell_of_lapse(credit, by, note):
    text = say(
        _("Nobody claimed {amount} in time, so it lapsed: {breach}"), amount=_money(credit), breach=credit.breach
    )
    yield Notice(people_on(credit.agreement.programme, Role.MANAGER, Role.SPONSOR), text)
