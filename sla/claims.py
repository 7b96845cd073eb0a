"""From a credit to money: claimed, answered, disputed and settled, set off against invoices, lapsed."""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import actions, audit, text
from core.models import User
from core.refusal import Refused
from core.text import say
from core.workflow import perform
from sla.models import Credit, CreditNote
from sla.reckoning import reckon


def claim(credit: Credit, *, by: User, note: str = "") -> Credit:
    return perform(credit, "claim", by=by, note=note, claimed_by=by, claimed_at=timezone.now())


def dispute(credit: Credit, *, by: User, reason: str) -> Credit:
    """The provider says why it owes nothing, or less."""
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    return perform(credit, "dispute", by=by, note=reason, disputed_by=by, dispute_reason=reason)


@transaction.atomic
def settle(credit: Credit, *, amount: Decimal, by: User, note: str) -> Credit:
    """Both sides agreed on an amount after a dispute; the caps of later months follow it."""
    if not note.strip():
        raise Refused(_("Say what was agreed, and with whom."))
    settled = perform(credit, "settle", by=by, note=note, settled_amount=amount, settlement=note)
    reckon(settled.agreement)
    return settled


def set_off(credit: Credit) -> Decimal:
    """What stands on invoices already."""
    return CreditNote.objects.filter(credit=credit).aggregate(total=Sum("amount"))["total"] or Decimal(0)


def open_amount(credit: Credit) -> Decimal:
    return Decimal(credit.worth) - set_off(credit)


@transaction.atomic
def add_note(note: CreditNote, *, by: User) -> CreditNote:
    """Set part of a credit off against an invoice; with the last part it is recorded as credited.

    Raises Refused for a credit that nobody acknowledged or settled, and ValidationError for more than is open.
    """
    audit.lock(note.scope_key)
    credit = Credit.objects.select_for_update(of=("self",)).get(pk=note.credit_id)
    if credit.state not in Credit.SET_OFF_IN:
        raise Refused(_("Set off what is acknowledged or settled: this credit is not, or it is set off already."))
    left = open_amount(credit)
    if note.amount > left:
        currency = credit.agreement.programme.organisation.currency
        words = say(_("Only {left} is open: enter that or less."), left=text.amount(left, currency))
        raise ValidationError({"amount": words})
    note.by = by
    actions.create(note, permission="sla.claim_credit", by=by)
    if note.amount == left:
        perform(credit, "book", by=by, note=note.invoice)
    return note


@transaction.atomic
def remove_note(note: CreditNote, *, by: User) -> None:
    """A line entered by mistake; the credit waits for its money again."""
    audit.lock(note.scope_key)
    credit = note.credit
    actions.remove(note, permission="sla.claim_credit", by=by)
    if credit.state == Credit.State.CREDITED:
        step = "unbook" if credit.settled_amount is None else "unbook_settled"
        perform(credit, step, by=by, note=note.invoice)


def lapse_claims(today: datetime.date | None = None) -> int:
    """Credits past their last day to claim lapse; the managers hear of it. Safe to run at any time."""
    today = today or timezone.localdate()
    missed = Credit.objects.filter(state=Credit.State.COMPUTED, amount__gt=0, claim_by__lt=today)
    count = 0
    for credit in missed.select_related("breach__objective__agreement__programme"):
        try:
            perform(credit, "lapse", by=None)
        except Refused:
            continue  # somebody claimed it in the same moment
        count += 1
    return count
