"""Links by mail: on the first day to everybody with an address, and once more to those who have not answered."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from change_mgmt.survey.models import Invitation, Survey
from core import actions, audit
from core.models import OutgoingMail, User
from core.notifications import Letter, mail_all
from core.refusal import Refused
from core.text import day

State = Survey.State


def _subject() -> str:
    return _("Two minutes on the new CRM: {title}")


def _body() -> str:
    return _(
        "{name},\n\n"
        "{organisation} would like to know how ready you feel for {programme}. "
        "It takes two minutes, on a phone too:\n\n"
        "{address}\n\n"
        "Your answer is anonymous: it is kept without your name, without the time and apart from this link. "
        "What fewer than five people say is told nowhere.\n\n"
        "The link is yours and counts once. It is open until {day}.\n"
    )


def _reminder() -> str:
    return _("Reminder: {subject}")


def letters(survey: Survey, invitations: Iterable[Invitation], *, again: bool = False) -> list[Letter]:
    """One for each, in the language of its reader."""
    organisation, found, words = survey.programme.organisation, [], {}
    for invitation in invitations:
        reader = invitation.employee
        language = reader.language or organisation.language
        if language not in words:
            with translation.override(language):
                subject = _subject().format(title=survey.title)
                subject = _reminder().format(subject=subject) if again else subject
                words[language] = subject, _body(), str(day(survey.closes_on))
        subject, body, until = words[language]
        text = body.format(
            name=reader.name,
            organisation=organisation.name,
            programme=survey.programme.name,
            address=invitation.address,
            day=until,
        )
        found.append(Letter(reader.email, subject, text, secret=True))
    return found


def _send(survey: Survey, invitations: list[Invitation], *, again: bool = False) -> None:
    """Nothing goes to a link that cannot be shown again (the secret key has changed) or to nobody's address.

    The mail that is looked after is the first that reaches its reader: were it that of a reminder, the post would tell exactly
    how many have not answered.
    """
    ready = [invitation for invitation in invitations if invitation.address and invitation.employee.email]
    rows = zip(ready, mail_all(letters(survey, ready, again=again)), strict=True)
    followed = [(link, row) for link, row in rows if link.mail is None or link.mail.state == OutgoingMail.State.FAILED]
    for invitation, mail in followed:
        invitation.mail = mail
    Invitation.objects.bulk_update([link for link, _row in followed], ["mail"], batch_size=500)


def _by_mail(survey: Survey):
    found = Invitation.objects.filter(survey=survey, employee__has_left=False).exclude(employee__email="")
    return found.select_related("employee", "mail").order_by("pk")


@transaction.atomic
def invite(survey: Survey) -> None:
    """On the first day or after it: a mail to each who has an address and has had none."""
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    _send(survey, list(_by_mail(survey).filter(mail=None)))


def invite_due() -> None:
    """The surveys that begin today, each in the day of its organisation."""
    waiting = Survey.objects.filter(state=State.OPEN, invitations__mail=None, invitations__employee__isnull=False)
    for survey in waiting.select_related("programme__organisation").distinct():
        if survey.has_begun and not survey.is_over:
            invite(survey)


@transaction.atomic
def remind(survey: Survey, *, by: User) -> Survey:
    """The same link once more to those who have not answered; how many they are is told nobody."""
    audit.lock(survey.scope_key)
    fresh = Survey.objects.select_related("programme__organisation").get(pk=survey.pk)
    if fresh.state != State.OPEN or fresh.is_over:
        raise Refused(_("Only an open survey can be reminded of."))
    if not fresh.has_begun:
        raise Refused(_("Nobody has had a link yet: they leave on the first day."))
    if (fresh.reminded_on or max(fresh.opened_on, fresh.opens_on)) >= fresh.today:
        raise Refused(_("They have had a mail today. Remind them tomorrow."))
    kept = actions.change(fresh, permission="survey.edit_survey", by=by, verb="reminded", reminded_on=fresh.today)
    _send(fresh, list(_by_mail(fresh).filter(state=Invitation.State.ASKED)), again=True)
    return kept
