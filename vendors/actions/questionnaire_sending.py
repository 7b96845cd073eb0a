"""Sending a questionnaire: from then on its questions stay as they are."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Programme
from vendors.actions._record import ask, take
from vendors.actions.questionnaire import PERMISSION
from vendors.actions.questionnaire_links import give_link
from vendors.models import Questionnaire, Reply, Vendor

State = Questionnaire.State


@dataclass(frozen=True)
class Recipient:
    """A vendor that is asked; without an address only its contacts with an account are."""

    vendor: Vendor
    email: str = ""
    name: str = ""


@dataclass(frozen=True)
class Sent:
    """What was asked of whom. The token is known only now: nobody can read it again."""

    reply: Reply
    token: str


@transaction.atomic
def send_questionnaire(
    questionnaire: Questionnaire, recipients: Sequence[Recipient], *, due: datetime.date, bound: bool = True, by: User
) -> list[Sent]:
    """Ask these vendors. The first time freezes the questions; later others may be asked the same."""
    ask(by, PERMISSION, questionnaire)
    fresh = take(questionnaire)
    if not recipients:
        raise Refused(_("Choose at least one vendor."))
    ask_for_a_day_ahead(due)
    if fresh.state == State.DRAFT:
        perform(fresh, "send", by=by, sent_at=timezone.now(), questions_sha256=fresh.fingerprint())
    if fresh.state != State.OUT:
        raise Refused(_("The questionnaire is closed: open it again first."))
    return [_ask_vendor(fresh, recipient, due=due, bound=bound, by=by) for recipient in recipients]


def ask_for_a_day_ahead(due: datetime.date) -> None:
    today = timezone.localdate()
    if not today < due <= today + datetime.timedelta(days=366):
        raise Refused(_("Give a last day within the next year, tomorrow at the earliest."))


def _ask_vendor(questionnaire: Questionnaire, recipient: Recipient, *, due, bound: bool, by: User) -> Sent:
    vendor = Vendor.objects.get(pk=recipient.vendor.pk)
    if vendor.programme_id != questionnaire.programme_id or vendor not in askable(questionnaire.programme):
        raise Refused(_("Only vendors of this programme that are not rejected can be asked."))
    if questionnaire.replies.filter(vendor=vendor).exists():
        raise Refused(_("%(vendor)s has this questionnaire already.") % {"vendor": vendor.name})
    if not recipient.email and not vendor.contacts.exists():
        words = _("Give an e-mail address for %(vendor)s: nobody there has an account.")
        raise Refused(words % {"vendor": vendor.name})
    reply = Reply(
        programme=questionnaire.programme,
        questionnaire=questionnaire,
        vendor=vendor,
        contact_name=recipient.name,
        email=recipient.email.lower(),
        due=due,
    )
    actions.create(reply, permission=PERMISSION, by=by)
    return Sent(reply, give_link(reply, bound=bound, by=by) if reply.email else "")


def askable(programme: Programme):
    """The vendors that can be asked: those of the long and the shortlist, and those that are chosen."""
    wanted = (Vendor.State.LONGLIST, Vendor.State.SHORTLIST, Vendor.State.CHOSEN, Vendor.State.CONTRACTED)
    return Vendor.objects.filter(programme=programme, state__in=wanted)
