"""Until when a contract can be left, and how it is left: reminders, the option, notice, the end."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from vendors.models import Contract, ContractNotice
from vendors.notice import REMINDERS, ends_by_notice

State = Contract.State


def roll_notice_day(contract: Contract) -> Contract:
    """Bring ``notice_by`` up to date: once it has passed unused, the contract rolls on. Safe to run at any time."""
    day = contract.next_notice_day()
    if day == contract.notice_by:
        return contract
    return actions.change(
        contract, permission="vendors.edit_contract", by=None, verb="rolled on", notice_by=day, reminded=None
    )


def remind_of_notice(contract: Contract) -> int | None:
    """Tell the managers 90, 60, 30 and 7 days before; each once, the latest one only after a gap. Days told, or None."""
    if contract.state != State.SIGNED or contract.notice_by is None:
        return None
    left = (contract.notice_by - contract.today).days
    due = min((days for days in REMINDERS if 0 <= left <= days), default=None)
    if due is None or (contract.reminded is not None and contract.reminded <= due):
        return None
    actions.change(contract, permission="vendors.edit_contract", by=None, verb="reminded", reminded=due)
    return due


def _fresh_and_signed(contract: Contract) -> Contract:
    audit.lock(contract.scope_key)
    fresh = Contract.objects.select_related("programme__organisation").get(pk=contract.pk)
    if fresh.state != State.SIGNED:
        raise Refused(_("Only a contract that is signed and runs is left or prolonged."))
    return fresh


@transaction.atomic
def use_option(contract: Contract, *, note: str, by: User) -> Contract:
    """Prolong by one option, before its last day has passed."""
    fresh = _fresh_and_signed(contract)
    if not fresh.terms.may_be_prolonged or fresh.ends_on:
        raise Refused(_("There is no option left that could be used."))
    if fresh.current_notice is None or fresh.current_notice.last_day < fresh.today:
        raise Refused(_("The last day to use the option has passed."))
    if not note.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    fields = {"options_used": fresh.options_used + 1, "reminded": None}
    return actions.change(
        contract, permission="vendors.sign_contract", by=by, verb="prolonged", note=note.strip(), **fields
    )


@transaction.atomic
def give_notice(given: ContractNotice, *, by: User) -> ContractNotice:
    """Record the notice; the day on which the contract ends follows from the terms, or is entered where it ends early."""
    contract = _fresh_and_signed(given.contract)
    given.contract, given.by = contract, by
    if given.ground == ContractNotice.Ground.TERM and given.given_on:
        given.ends_on = ends_by_notice(contract.terms, given_on=given.given_on)
        if given.ends_on is None:
            raise Refused(_("The term is over: the contract has ended by itself."))
    actions.create(given, permission="vendors.sign_contract", by=by, note=given.note)
    fields = {"ends_on": given.ends_on, "reminded": None}
    actions.change(contract, permission="vendors.sign_contract", by=by, verb="notice given", note=given.note, **fields)
    return given


@transaction.atomic
def withdraw_notice(given: ContractNotice, *, note: str, by: User) -> ContractNotice:
    """Both sides agree that it goes on; the notice stays on record."""
    contract = _fresh_and_signed(given.contract)
    if ContractNotice.objects.get(pk=given.pk).withdrawn_at is not None:
        raise Refused(_("This notice is taken back already."))
    if not note.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    changed = actions.change(
        given, permission="vendors.sign_contract", by=by, verb="withdrawn", withdrawn_at=timezone.now()
    )
    actions.change(
        contract, permission="vendors.sign_contract", by=by, verb="goes on", note=note, ends_on=None, reminded=None
    )
    return changed


@transaction.atomic
def end_contract(contract: Contract, *, ended_on: datetime.date, note: str, by: User | None) -> Contract:
    """Close it for good: reminders stop, nothing more is owed."""
    fresh = _fresh_and_signed(contract)
    if ended_on > fresh.today:
        raise Refused(_("This day is still to come. Record a notice instead; the contract then ends by itself."))
    if ended_on < fresh.starts_on:
        raise Refused(_("It cannot have ended before it began."))
    return perform(contract, "end", by=by, note=note, ends_on=ended_on)


def end_what_is_over(contract: Contract) -> bool:
    """The day after the last day of a contract on which notice was given. Safe to run at any time."""
    if contract.state != State.SIGNED or contract.ends_on is None or contract.ends_on >= contract.today:
        return False
    end_contract(contract, ended_on=contract.ends_on, note=_("Its last day has passed."), by=None)
    return True
