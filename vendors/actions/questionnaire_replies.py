"""What we do with a vendor's reply: give it more time, open it again, remind the vendor."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import actions, audit, notifications
from core.models import User
from core.refusal import Refused
from core.text import day
from core.workflow import perform
from vendors.actions._record import ask, take
from vendors.actions.questionnaire_links import end_of, give_link
from vendors.actions.questionnaire_sending import ask_for_a_day_ahead
from vendors.models import Questionnaire, Reply

PERMISSION = "vendors.edit_questionnaire"
#: Days before the last one on which the vendor is reminded.
REMINDERS = (7, 3, 1)


@transaction.atomic
def give_time(reply: Reply, *, due: datetime.date, by: User, seen_revision: int | None = None) -> Reply:
    """Another last day; the link that is out ends with it."""
    ask(by, PERMISSION, reply)
    fresh = take(reply, seen_revision=seen_revision)
    if fresh.state != Reply.State.OPEN:
        raise Refused(_("Nothing is being answered here: open the answers again first."))
    ask_for_a_day_ahead(due)
    for link in fresh.links.filter(withdrawn_at=None):
        actions.change(link, permission=PERMISSION, by=by, expires_at=end_of(due, fresh))
    return actions.change(reply, permission=PERMISSION, by=by, verb="given time", due=due, reminded=None)


@transaction.atomic
def reopen_reply(reply: Reply, *, due: datetime.date, note: str, by: User) -> str:
    """Let the vendor change what it handed in, which stays on record. Returns the token of a new link, if one went out."""
    ask_for_a_day_ahead(due)
    bound = not reply.links.filter(bound=False).exists()
    perform(reply, "reopen", by=by, note=note, due=due, reminded=None)
    return give_link(reply, bound=bound, by=by) if reply.email else ""


@transaction.atomic
def change_address(
    reply: Reply, *, email: str, name: str = "", bound: bool = True, until: datetime.date, by: User
) -> str:
    """Send the link anew, to this address; the one before stops working. Returns the token."""
    ask(by, PERMISSION, reply)
    _not_past(until)
    actions.change(reply, permission=PERMISSION, by=by, email=email.lower(), contact_name=name)
    last = until if reply.state == Reply.State.SUBMITTED else min(until, reply.due)
    return give_link(reply, bound=bound, until=last, by=by)


def _not_past(until: datetime.date) -> None:
    if until > timezone.localdate() + datetime.timedelta(days=366):
        raise Refused(_("Give a last day within the next year, tomorrow at the earliest."))


@transaction.atomic
def remind_vendor(reply: Reply) -> int | None:
    """Tell the vendor 7, 3 and 1 days before the last day; each once, only the latest after a gap. Days told, or None."""
    audit.lock(reply.scope_key)
    fresh = Reply.objects.select_related("questionnaire", "vendor", "programme__organisation").get(pk=reply.pk)
    if fresh.state != Reply.State.OPEN or fresh.questionnaire.state != Questionnaire.State.OUT:
        return None
    left = (fresh.due - timezone.localdate(timezone=fresh.programme.organisation.zone)).days
    due = min((days for days in REMINDERS if 0 <= left <= days), default=None)
    if due is None or (fresh.reminded is not None and fresh.reminded <= due):
        return None
    actions.change(fresh, permission=PERMISSION, by=None, verb="reminded", reminded=due)
    if fresh.email and (link := fresh.links.filter(withdrawn_at=None).first()):
        _mail_reminder(fresh, link)
    return due


def _mail_reminder(reply: Reply, link) -> None:
    """Without the link, which nobody can read again: it stands in the mail before."""
    with override(reply.programme.organisation.language):
        about = {"name": str(reply.questionnaire), "day": day(reply.due)}
        subject = _("Answers are due by %(day)s: %(name)s") % about
        where = _("Open the link that was mailed to you on %(day)s. If it is lost, ask for a new one.")
        words = where % {"day": day(timezone.localdate(link.made_at))}
        notifications.mail(link.email, subject=subject, body=f"{subject}\n\n{words}\n")


def remind_vendors() -> int:
    """Every reply that is being answered. Returns how many reminders went out."""
    waiting = Reply.objects.filter(state=Reply.State.OPEN, questionnaire__state=Questionnaire.State.OUT)
    return sum(remind_vendor(reply) is not None for reply in waiting)
