from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import EDITORS, STEERING, Role
from core.text import day, say
from implementation.programme.actions import people_on
from vendors import questionnaire_notices  # noqa: F401, registers its own
from vendors.contracts import notifications as _of_contracts  # noqa: F401
from vendors.models import Contract


@hears("vendors.sourcing", "submit")
def ask_for_sourcing(sourcing, by, note):
    text = _("Build, buy or outsource: your decision is asked for.")
    yield Notice(people_on(sourcing.programme, Role.SPONSOR), text)


@hears("vendors.sourcingdecision", "created")
def tell_of_sourcing(decision, by, note):
    text = say(_("Build, buy or outsource: {option}."), option=decision.option.title)
    yield Notice(people_on(decision.programme, *STEERING), text)


@hears("vendors.selectionround", "fix")
def call_evaluators(selection, by, note):
    text = _("The weights are fixed: score the vendors on the shortlist.")
    url = reverse("score_vendors", args=[selection.programme_id])
    yield Notice([evaluator.user for evaluator in selection.evaluators.select_related("user")], text, url)


@hears("vendors.selectionround", "reminded")
def remind_evaluators(selection, by, note):
    late = selection.evaluators.exclude(state="submitted").select_related("user")
    url = reverse("score_vendors", args=[selection.programme_id])
    yield Notice([sheet.user for sheet in late], _("Your scores are waited for: the others cannot go on without."), url)


@hears("vendors.talk", "created")
def tell_evaluators(talk, by, note):
    sheets = talk.round.evaluators.select_related("user")
    text = say(
        _("{vendor}, {criterion}: the talk is on record. Change your score if it convinced you."),
        vendor=talk.vendor.name,
        criterion=talk.criterion.title,
    )
    yield Notice([sheet.user for sheet in sheets], text)


@hears("vendors.dissent", "created")
def tell_sponsors(dissent, by, note):
    text = say(_("{name} put a dissent about the vendor on record."), name=dissent.evaluator.user.name)
    yield Notice(people_on(dissent.evaluator.programme, Role.SPONSOR), text)


@hears("vendors.selectionround", "judges named")
def call_judges(selection, by, note):
    url = reverse("judge_criteria", args=[selection.programme_id])
    waiting = selection.judges.filter(state="judging").select_related("user")
    yield Notice(
        [judge.user for judge in waiting], _("Compare the criteria in pairs: your judgement is asked for."), url
    )


@hears("vendors.judge", "submit")
def tell_when_judged(judge, by, note):
    if judge.round.judges.exclude(state="submitted").exists():
        return
    url = reverse("pair_weights", args=[judge.programme_id])
    yield Notice(people_on(judge.programme, *EDITORS), _("All judgements are in: the weights can be taken over."), url)


@hears("vendors.evaluator", "submit")
def tell_when_complete(evaluator, by, note):
    if evaluator.round.evaluators.exclude(state="submitted").exists():
        return
    url = reverse("vendor_ranking", args=[evaluator.programme_id])
    yield Notice(people_on(evaluator.programme, *EDITORS), _("All scores are in: the ranking is open."), url)


@hears("vendors.selectionround", "ask")
def ask_for_choice(selection, by, note):
    url = reverse("select_vendor", args=[selection.programme_id])
    yield Notice(people_on(selection.programme, Role.SPONSOR), _("All scores are in: choose the vendor."), url)


@hears("vendors.vendorselection", "created")
def tell_of_choice(selection, by, note):
    text = say(_("{name} chose {vendor}."), name=selection.by_name, vendor=selection.winner.name)
    yield Notice(people_on(selection.programme, *STEERING), text)


@hears("vendors.contract", "submit")
def ask_for_review(contract, by, note):
    text = say(_("A contract waits for your review: {name}."), name=contract.name)
    yield Notice(people_on(contract.programme, Role.SPONSOR), text)


@hears("vendors.contract", "approve", "send_back", "sign")
def tell_of_contract(contract, by, note):
    text = say(_("{name}: {state}."), name=contract.name, state=contract.get_state_display())
    yield Notice(people_on(contract.programme, *EDITORS), text)


@hears("vendors.contract", "sign")
def tell_the_vendor(contract, by, note):
    text = say(_("{name}: {state}."), name=contract.name, state=contract.get_state_display())
    yield Notice(contract.vendor.contacts.all(), text)


@hears("vendors.contract", "reminded")
def remind(contract, by, note):
    sentence = _("{name}: give notice by {day}, or it rolls on.")
    if contract.renewal == Contract.Renewal.OPTION:
        sentence = _("{name}: use the option by {day}, or it ends.")
    elif not contract.rolls_on:
        sentence = _("{name}: decide by {day} what follows it.")
    text = say(sentence, name=contract.name, day=day(contract.notice_by))
    yield Notice(people_on(contract.programme, Role.MANAGER), text)


@hears("vendors.contract", "rolled on")
def tell_of_renewal(contract, by, note):
    if contract.state != "signed" or contract.notice_by is None:
        return
    text = say(
        _("{name} rolls on. Next last day to give notice: {day}."), name=contract.name, day=day(contract.notice_by)
    )
    yield Notice(people_on(contract.programme, Role.MANAGER), text)
