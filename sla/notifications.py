from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import Role
from core.text import amount, day, say
from implementation.programme.actions import people_on
from sla.alarms.settings import hearers
from sla.alarms.words import words
from sla.telling import level_read, target_read


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
        _("Target missed: {breach}, {measured}, target {target}."),
        breach=breach,
        measured=level_read(breach.measured, breach.objective, breach.target),
        target=target_read(breach.objective, breach.target),
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


@hears("sla.slaalarm", "raised")
def tell_of_alarm(alarm, by, note):
    if alarm.quiet:
        return
    people = set(hearers(alarm.agreement))
    if alarm.kind == alarm.Kind.BREACH:  # those above hear of it by the escalation of the breach itself
        people -= set(people_on(alarm.agreement.programme, Role.MANAGER, Role.SPONSOR))
    yield Notice(people, words(alarm))


@hears("sla.breach", "acknowledge")
def tell_of_acknowledgement(breach, by, note):
    text = say(
        _("The vendor has seen the breach and answers by {day}: {breach}"), day=day(breach.answer_by), breach=breach
    )
    yield Notice(_managers(breach), text)


@hears("sla.breach", "escalated")
def tell_of_silence(breach, by, note):
    text = say(_("No answer by {day}: {breach}"), day=day(breach.answer_by), breach=breach)
    yield Notice(people_on(breach.agreement.programme, Role.MANAGER, Role.SPONSOR), text)
    yield Notice(_contacts(breach), say(_("Answer the breach: {breach}"), breach=breach))


@hears("sla.remedy", "finish")
def tell_of_remedy(remedy, by, note):
    yield Notice(_managers(remedy), say(_("Reported as done after a breach: {what}"), what=remedy))


@hears("sla.remedy", "ask_again")
def ask_for_remedy_again(remedy, by, note):
    yield Notice(_contacts(remedy), say(_("Still to be done after a breach: {what}"), what=remedy))


def _other_side(exclusion, side):
    """Everybody who speaks for the side that did not just act."""
    if side == exclusion.Side.CUSTOMER:
        return _contacts(exclusion)
    return people_on(exclusion.agreement.programme, Role.MANAGER, Role.CONSULTANT)


@hears("sla.exclusion", "proposed")
def tell_of_proposal(exclusion, by, note):
    text = say(_("An exclusion waits for your answer: {reason}"), reason=exclusion)
    yield Notice(_other_side(exclusion, exclusion.proposed_side), text)


@hears("sla.exclusion", "agree", "refuse", "withdraw", "give_up")
def tell_of_consent(exclusion, by, note):
    words = {
        "agreed": _("Agreed to: {reason}"),
        "refused": _("Refused: {reason}"),
        "withdrawn": _("No longer excluded: {reason}"),
    }
    text = say(words[exclusion.state], reason=exclusion)
    yield Notice(people_on(exclusion.agreement.programme, Role.MANAGER), text)
    yield Notice(_contacts(exclusion), text)


@hears("sla.statement", "issue")
def send_statement(statement, by, note):
    text = say(
        _("The statement is there; acknowledge it by {day}: {statement}"),
        day=day(statement.acknowledge_by),
        statement=statement,
    )
    yield Notice(_contacts(statement), text)


@hears("sla.statement", "acknowledge", "object")
def tell_of_reply_to_statement(statement, by, note):
    objected = statement.state == statement.State.OBJECTED
    words = _("Objection to the statement: {statement}") if objected else _("Acknowledged: {statement}")
    yield Notice(_managers(statement), say(words, statement=statement))


@hears("sla.statement", "answer")
def tell_of_answer_to_objection(statement, by, note):
    yield Notice(_contacts(statement), say(_("Your objection is answered: {statement}"), statement=statement))


@hears("sla.credit", "settle")
def tell_of_settlement(credit, by, note):
    yield Notice(_contacts(credit), say(_("Settled: {breach}"), breach=credit.breach), credit.get_absolute_url())


@hears("sla.terminationright", "arisen")
def tell_of_right(right, by, note):
    text = say(
        _("The right to terminate has arisen: {objective}. It may be used until {day}."),
        objective=right.objective,
        day=day(right.usable_until),
    )
    yield Notice(people_on(right.agreement.programme, Role.MANAGER, Role.SPONSOR), text)


@hears("sla.terminationright", "lapse", "take_back")
def tell_of_right_gone(right, by, note):
    text = say(_("The right to terminate is gone: {objective}."), objective=right.objective)
    yield Notice(people_on(right.agreement.programme, Role.MANAGER, Role.SPONSOR), text)
