"""Starting a programme, inviting its people, keeping its plan."""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions, audit, notifications
from core.models import User
from core.refusal import Refused
from core.roles import Role
from core.workflow import perform
from implementation.programme import registry
from implementation.programme.models import (
    Deliverable,
    Department,
    Invitation,
    Membership,
    Milestone,
    Organisation,
    Programme,
    Stage,
)
from implementation.programme.paths import STAGES

INVITATION_DAYS = 14


def may_start(user: User) -> bool:
    """Who runs or decides a programme somewhere, and who belongs to none yet, may start one; an invited guest may not."""
    roles = set(Membership.objects.filter(user=user).values_list("role", flat=True))
    return not roles or bool(roles & {Role.MANAGER, Role.CONSULTANT, Role.SPONSOR})


def organisations_of(user: User):
    """Organisations that this person may start a further programme for."""
    mine = [Role.MANAGER, Role.CONSULTANT, Role.SPONSOR]
    return Organisation.objects.filter(
        programmes__memberships__user=user, programmes__memberships__role__in=mine
    ).distinct()


@transaction.atomic
def start_programme(
    *,
    by: User,
    name: str,
    strategy: str,
    started_on: datetime.date,
    modules_wanted: list[str],
    role: str,
    organisation: Organisation,
    departments: list[str] = (),
) -> Programme:
    """Make a programme with its stages, milestones, deliverables and gates in place; the starter has ``role`` on it.

    ``organisation`` may be new (unsaved). Texts are written in the organisation's language.
    """
    if not may_start(by):
        raise Refused(_("Only a manager, a consultant or a sponsor starts a programme."))
    if organisation.pk is None:
        organisation.full_clean()
        organisation.save()
    elif not organisations_of(by).filter(pk=organisation.pk).exists():
        raise Refused(_("You have no role in this organisation that lets you start a programme for it."))
    programme = Programme(
        organisation=organisation,
        name=name,
        strategy=strategy,
        started_on=started_on,
        modules_wanted=modules_wanted,
        created_by=by,
    )
    programme.full_clean()
    programme.save()
    Membership.objects.create(programme=programme, user=by, role=role)
    if getattr(by, "role_cache", None) is not None:
        by.role_cache.clear()
    audit.entry(programme, "created", by=by, after=audit.snapshot(programme))
    for title in departments:
        Department.objects.get_or_create(organisation=organisation, name=title)
    with translation.override(organisation.language):
        lay_path(programme)
        registry.furnish(programme, by)
    return programme


def lay_path(programme: Programme) -> None:
    """Stages one after the other from the start day, each with what is due in it."""
    start = programme.started_on
    for number, spec in enumerate(STAGES, start=1):
        days = spec.days[programme.strategy]
        end = start + datetime.timedelta(days=days - 1)
        stage = Stage.objects.create(
            programme=programme,
            number=number,
            kind=spec.kind,
            name=str(spec.name),
            standard_days=days,
            planned_start=start,
            planned_end=end,
        )
        for title, share in spec.milestones:
            due = start + datetime.timedelta(days=round((days - 1) * share))
            Milestone.objects.create(programme=programme, stage=stage, name=str(title), due=due)
        for title in spec.deliverables:
            Deliverable.objects.create(programme=programme, stage=stage, name=str(title), due=end)
        start = end + datetime.timedelta(days=1)
    first = programme.stages.order_by("number").first()
    perform(first, "start", by=None, actual_start=programme.started_on)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(programme: Programme, *, email: str, name: str, role: str, function: str = "", by: User) -> str:
    """Write the invitation, send its link, and return the token (it is kept nowhere: only its hash is)."""
    email = email.strip().lower()
    if email == by.email.lower():
        raise Refused(_("Nobody gives themselves a role: ask somebody else who may invite."))
    if Membership.objects.filter(programme=programme, user__email=email, role=role).exists():
        raise Refused(_("This person has that role already."))
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        programme=programme,
        email=email,
        name=name,
        role=role,
        function=function,
        token_sha256=token_hash(token),
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
    found = Invitation.objects.select_related("programme__organisation").filter(token_sha256=token_hash(token)).first()
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


def submit_deliverable(deliverable: Deliverable, *, by: User, note: str = "") -> Deliverable:
    """For review by somebody else. Something must be there to look at: a file or a note."""
    from core.models import Attachment

    has_file = Attachment.objects.filter(
        content_type__app_label="programme", content_type__model="deliverable", object_id=deliverable.pk
    ).exists()
    if not has_file and not note.strip():
        raise Refused(_("Attach the file first, or write where it can be found."))
    return perform(deliverable, "submit", by=by, note=note, submitted_by=by)


def people_on(programme: Programme, *roles: str):
    """Active people with one of these roles (any role without)."""
    found = User.objects.filter(memberships__programme=programme, is_active=True)
    if roles:
        found = found.filter(memberships__role__in=roles)
    return found.distinct()
