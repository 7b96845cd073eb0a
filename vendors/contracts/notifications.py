"""Who hears of what happens to a contract."""

from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import EDITORS, STEERING, Role
from core.text import day, say
from implementation.programme.actions import people_on
from vendors.models import ContractStage


@hears("vendors.contract", "submit")
def ask_reviewers(contract, by, note):
    text = say(_("Say what you think of the contract: {name}."), name=contract.name)
    rows = contract.reviews.filter(round__gte=contract.review_round - 1).select_related("reviewer")
    yield Notice({review.reviewer for review in rows}, text)


@hears("vendors.contractreview", "created")
def ask_a_late_one(review, by, note):
    if review.contract.state == "under_review":
        yield Notice(
            [review.reviewer], say(_("Say what you think of the contract: {name}."), name=review.contract.name)
        )


@hears("vendors.contractreview", "object")
def tell_of_objection(review, by, note):
    text = say(_("{name} objects to the contract: {contract}."), name=review.reviewer.name, contract=review.contract)
    yield Notice(people_on(review.contract.programme, *EDITORS, Role.SPONSOR), text)


@hears("vendors.contractreview", "agree", "agree_with_remark", "settle")
def tell_when_reviewed(review, by, note):
    if review.contract.current_reviews.filter(state__in=["waiting", "objected"]).exclude(pk=review.pk).exists():
        return
    text = say(_("Every reviewer has answered: {contract}."), contract=review.contract.name)
    yield Notice(people_on(review.contract.programme, *EDITORS, Role.SPONSOR), text)


@hears("vendors.contract", "notice given", "goes on", "prolonged", "end")
def tell_of_ending(contract, by, note):
    if contract.state == "ended":
        text = say(_("The contract is over: {name}."), name=contract.name)
    elif contract.ends_on:
        text = say(_("Notice is given: {name} ends on {day}."), name=contract.name, day=day(contract.ends_on))
    else:
        text = say(_("{name} goes on."), name=contract.name)
    yield Notice(people_on(contract.programme, *STEERING), text)


@hears("vendors.contractstage", "report_result")
def ask_to_accept(stage, by, note):
    text = say(_("A result is reported: {name}. Accept it or not."), name=stage.name)
    yield Notice(people_on(stage.contract.programme, Role.MANAGER, Role.SPONSOR), text)


@hears("vendors.contractstage", "accept", "refuse")
def tell_of_result(stage, by, note):
    text = say(_("{name}: {state}."), name=stage.name, state=ContractStage.State(stage.state).label)
    yield Notice({*people_on(stage.contract.programme, *EDITORS), *stage.contract.vendor.contacts.all()}, text)


@hears("vendors.contractstage", "late")
def tell_of_late_stage(stage, by, note):
    text = say(_("No result yet, due on {day}: {name}."), day=day(stage.due), name=stage.name)
    yield Notice({*people_on(stage.contract.programme, Role.MANAGER), *stage.contract.vendor.contacts.all()}, text)


def _who_owes(obligation) -> list:
    if obligation.owner:
        return [obligation.owner]
    return list(obligation.contract.vendor.contacts.all())


@hears("vendors.obligation", "reminded")
def remind_of_obligation(obligation, by, note):
    text = say(_("Due on {day}: {text}"), day=day(obligation.due), text=obligation.text)
    yield Notice(_who_owes(obligation), text)


@hears("vendors.obligation", "late")
def tell_of_late_obligation(obligation, by, note):
    text = say(_("Overdue since {day}: {text}"), day=day(obligation.due), text=obligation.text)
    yield Notice({*_who_owes(obligation), *people_on(obligation.contract.programme, Role.MANAGER)}, text)


@hears("vendors.fulfilment", "created")
def ask_to_acknowledge(kept, by, note):
    if kept.state == "claimed":
        text = say(_("Done, to be acknowledged: {text}"), text=kept.obligation.text)
        yield Notice(people_on(kept.contract.programme, Role.MANAGER), text)


@hears("vendors.fulfilment", "acknowledge", "refuse")
def answer_the_vendor(kept, by, note):
    words = _("Acknowledged: {text}") if kept.state == "kept" else _("Not accepted: {text}")
    yield Notice([kept.by], say(words, text=kept.obligation.text))


@hears("vendors.contractchange", "ask")
def ask_for_change(change, by, note):
    text = say(_("A change of the contract waits for your approval: {title}."), title=change.title)
    yield Notice(people_on(change.contract.programme, Role.SPONSOR), text)


@hears("vendors.contractchange", "approve", "refuse")
def tell_of_change(change, by, note):
    text = say(_("{title}: {state}."), title=change.title, state=change.get_state_display())
    yield Notice(people_on(change.contract.programme, *EDITORS), text)
