"""The link of a vendor without an account: given, sent anew, withdrawn; the code that binds it to a mailbox."""

import datetime
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import actions, audit, notifications
from core.links import fresh as fresh_token
from core.links import token_hash
from core.models import User
from core.refusal import Refused
from core.text import day
from vendors.models import Questionnaire, Reply, ReplyLink

PERMISSION = "vendors.edit_questionnaire"
CODE_MINUTES, CODE_TRIES = 15, 5


@transaction.atomic
def give_link(reply: Reply, *, bound: bool = True, until: datetime.date | None = None, by: User) -> str:
    """Open a link, mail it to the vendor's address and return its token, which is kept nowhere. The one before it ends."""
    audit.lock(reply.scope_key)
    fresh = Reply.objects.select_related("questionnaire", "vendor", "programme__organisation").get(pk=reply.pk)
    if not fresh.email:
        raise Refused(_("Give the e-mail address that the link goes to."))
    if fresh.state == Reply.State.WITHDRAWN or fresh.questionnaire.state != Questionnaire.State.OUT:
        raise Refused(_("The vendor is not asked any more: no link is given."))
    last = until or fresh.due
    if last < timezone.localdate():
        raise Refused(_("The last day has passed: give the vendor more time first."))
    for earlier in fresh.links.filter(withdrawn_at=None):
        actions.change(earlier, permission=PERMISSION, by=by, verb="withdrawn", withdrawn_at=timezone.now())
    token = fresh_token()
    link = ReplyLink(
        reply=fresh,
        token_sha256=token_hash(token),
        email=fresh.email,
        bound=bound,
        expires_at=end_of(last, fresh),
        made_by=by,
    )
    actions.create(link, permission=PERMISSION, by=by)
    _mail(link, token, last)
    return token


def end_of(last: datetime.date, reply: Reply) -> datetime.datetime:
    """The end of a day where the organisation is."""
    night = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(night, reply.programme.organisation.zone)


def address_of(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('open_reply', args=[token])}"


def _mail(link: ReplyLink, token: str, last: datetime.date) -> None:
    reply, organisation = link.reply, link.reply.programme.organisation
    with override(organisation.language):
        about = {"organisation": organisation.name, "vendor": reply.vendor.name, "name": str(reply.questionnaire)}
        subject = _("%(organisation)s asks %(vendor)s: %(name)s") % about
        lines = [
            subject,
            address_of(token),
            _("The link works until the end of %(day)s.") % {"day": day(last)},
            _("It needs no account. What you enter is kept as you go, and you can come back to it."),
        ]
        if link.bound:
            lines.append(
                _("It asks for a code that is mailed to this address: whoever has the link alone sees nothing.")
            )
        notifications.mail(link.email, subject=subject, body="\n\n".join(map(str, lines)) + "\n")


@transaction.atomic
def withdraw_link(link: ReplyLink, *, by: User) -> None:
    audit.lock(link.scope_key)
    if ReplyLink.objects.get(pk=link.pk).withdrawn_at:
        raise Refused(_("This link is withdrawn already."))
    actions.change(link, permission=PERMISSION, by=by, verb="withdrawn", withdrawn_at=timezone.now())


def link_behind(token: str) -> ReplyLink | None:
    """The link that a token opens: one that is alive and not used yet. One query, whatever the answer is."""
    found = _links().filter(token_sha256=token_hash(token)).first()
    return found if found and found.is_alive else None


def link_at(pk: int) -> ReplyLink | None:
    """A link by its number, for a browser that has opened it."""
    found = _links().filter(pk=pk).first()
    return found if found and found.is_alive else None


def _links():
    return ReplyLink.objects.select_related(
        "reply__questionnaire", "reply__vendor", "reply__programme__organisation", "made_by"
    )


def _code_hash(link: ReplyLink, code: str) -> str:
    return salted_hmac("vendors.reply_code", f"{link.pk}:{code}", algorithm="sha256").hexdigest()


@transaction.atomic
def mail_code(link: ReplyLink) -> None:
    """Six digits to the address of the link; the ones before do not count any more."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    ReplyLink.objects.filter(pk=link.pk).update(
        code_sha256=_code_hash(link, code),
        code_until=timezone.now() + datetime.timedelta(minutes=CODE_MINUTES),
        code_tries=0,
    )
    with override(link.reply.programme.organisation.language):
        subject = _("Your code: %(code)s") % {"code": code}
        until = _("It opens the questionnaire in the browser that asked for it and works for %(n)d minutes.")
        notifications.mail(link.email, subject=subject, body=f"{subject}\n\n{until % {'n': CODE_MINUTES}}\n")


def code_fits(link: ReplyLink, code: str) -> bool:
    """Whether this is the code that is out. Every try counts before it is looked at; a right one is used up."""
    row = ReplyLink.objects.filter(pk=link.pk)
    counted = row.filter(code_tries__lt=CODE_TRIES, code_until__gt=timezone.now()).exclude(code_sha256="")
    if not counted.update(code_tries=F("code_tries") + 1):
        return False
    kept = row.values_list("code_sha256", flat=True).get()
    if not constant_time_compare(kept, _code_hash(link, code)):
        return False
    return bool(row.filter(code_sha256=kept).update(code_sha256="", code_until=None))
