"""Inviting people, and who is on a programme."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions, audit, links, notifications
from core.models import User
from core.refusal import Refused
from implementation.programme.models import (
    Invitation,
    Membership,
    Programme,
)

INVITATION_DAYS = 14


@transaction.atomic
def invite(programme: Programme, *, email: str, name: str, role: str, function: str = "", by: User) -> str:
    """Write the invitation, send its link, and return the token (it is kept nowhere: only its hash is)."""
    email = email.strip().lower()
    if email == by.email.lower():
        raise Refused(_("Nobody gives themselves a role: ask somebody else who may invite."))
    if Membership.objects.filter(programme=programme, user__email=email, role=role).exists():
        raise Refused(_("This person has that role already."))
    token = links.fresh()
    invitation = Invitation(
        programme=programme,
        email=email,
        name=name,
        role=role,
        function=function,
        token_sha256=links.token_hash(token),
        expires_at=timezone.now() + datetime.timedelta(days=INVITATION_DAYS),
        invited_by=by,
    )
    actions.create(invitation, permission="programme.invite", by=by)
    with translation.override(programme.organisation.language):
        link = f"{settings.SITE_URL}{reverse('accept_invitation', args=[token])}"
        text = _("%(by)s invites you to “%(programme)s” as %(role)s.") % {
            "by": by.name,
            "programme": programme.name,
            "role": invitation.get_role_display(),
        }
        until = _("The link is for you alone and works for %(days)d days.") % {"days": INVITATION_DAYS}
        notifications.mail(email, subject=text, body=f"{text}\n\n{link}\n\n{until}\n")
    return token


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    if not invitation.is_open:
        raise Refused(_("This invitation is closed already."))
    actions.change(invitation, permission="programme.invite", by=by, verb="withdrawn", withdrawn_at=timezone.now())


def open_invitation(token: str) -> Invitation | None:
    found = (
        Invitation.objects.select_related("programme__organisation")
        .filter(token_sha256=links.token_hash(token))
        .first()
    )
    return found if found and found.is_open else None


@transaction.atomic
def accept_invitation(token: str, *, name: str = "", password: str = "", user: User | None = None) -> User:
    """Give the invited address its role, once. A new address needs a name and a password; a known one must be signed in."""
    found = open_invitation(token)
    if found is None:
        raise Refused(_("This link is not open any more. Ask for a new invitation."))
    audit.lock(found.scope_key)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if not invitation.is_open:
        raise Refused(_("This link is not open any more. Ask for a new invitation."))
    known = User.objects.filter(email__iexact=invitation.email).first()
    if known and known != user:
        raise Refused(_("Sign in as %(email)s first, then open the link again.") % {"email": invitation.email})
    person = known or User.objects.create_user(
        invitation.email, name or invitation.name, password, language=invitation.programme.organisation.language
    )
    Membership.objects.get_or_create(
        programme=invitation.programme,
        user=person,
        role=invitation.role,
        defaults={"function": invitation.function},
    )
    if getattr(person, "role_cache", None) is not None:
        person.role_cache.clear()
    invitation.accepted_at = timezone.now()
    invitation.save()
    audit.entry(invitation, "accepted", by=person, after={"role": invitation.role, "email": invitation.email})
    return person


def people_on(programme: Programme, *roles: str):
    """Active people with one of these roles (any role without)."""
    found = User.objects.filter(memberships__programme=programme, is_active=True)
    if roles:
        found = found.filter(memberships__role__in=roles)
    return found.distinct()
