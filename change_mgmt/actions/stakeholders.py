"""What people do with stakeholders: name them, see them move, talk with them, note who listens to whom."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import Contact, Reading, Stakeholder, Tie
from change_mgmt.models.stakeholder import ALWAYS_READ
from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.text import listed

EDIT = "change_mgmt.edit_stakeholder"
STANDING = ("influence", "interest", "attitude_now")


@transaction.atomic
def create_stakeholder(stakeholder: Stakeholder, *, by: User, readers: Iterable[User] = ()) -> Stakeholder:
    actions.create(stakeholder, permission=EDIT, by=by)
    _name_readers(stakeholder, readers, by=by)
    _keep_reading(stakeholder, by=by)
    return stakeholder


@transaction.atomic
def change_stakeholder(
    stakeholder: Stakeholder,
    *,
    by: User,
    seen_revision: int | None = None,
    readers: Iterable[User] | None = None,
    why: str = "",
    verb: str = "changed",
    **fields: Any,
) -> Stakeholder:
    """How they stand now is kept as a reading of today where it is another one; ``why`` stays with it."""
    actions.change(stakeholder, permission=EDIT, by=by, seen_revision=seen_revision, note=why, verb=verb, **fields)
    _name_readers(stakeholder, stakeholder.readers.all() if readers is None else readers, by=by)
    _keep_reading(stakeholder, by=by, why=why)
    return stakeholder


def _keep_reading(stakeholder: Stakeholder, *, by: User, why: str = "") -> None:
    standing = {name: getattr(stakeholder, name) for name in STANDING}
    last = stakeholder.readings.order_by("-on", "-pk").first()
    if last is None or any(getattr(last, name) != value for name, value in standing.items()):
        Reading.objects.update_or_create(
            stakeholder=stakeholder, on=timezone.localdate(), defaults={**standing, "by": by, "why": why[:300]}
        )


def _name_readers(stakeholder: Stakeholder, readers: Iterable[User], *, by: User) -> None:
    """One audit entry where the list is another one. Whoever writes goes on reading."""
    new, old = {person.pk: person for person in readers}, {each.pk: each for each in stakeholder.readers.all()}
    roles = stakeholder.programme.roles_of(by)
    if stakeholder.kept and not roles & ALWAYS_READ and by.pk != stakeholder.looked_after_by_id:
        new.setdefault(by.pk, by)
    if set(new) == set(old):
        return
    stakeholder.readers.set(new.values())
    stakeholder.__dict__.pop("reader_numbers", None)
    names = [listed(sorted(person.name for person in people.values())) for people in (old, new)]
    audit.entry(stakeholder, "readers named", by=by, before={"readers": names[0]}, after={"readers": names[1]})


@transaction.atomic
def remove_stakeholder(stakeholder: Stakeholder, *, by: User) -> None:
    """Only somebody entered by mistake: whoever was talked with stays on record."""
    if not by.has_perm(EDIT, stakeholder):
        raise PermissionDenied
    audit.lock(stakeholder.scope_key)
    if stakeholder.contacts.exists():
        raise Refused(_("There are talks on record with them, so they stay."))
    for tie in [*stakeholder.heard_by.all(), *stakeholder.listens_to.all()]:
        actions.remove(tie, permission=EDIT, by=by)
    actions.remove(stakeholder, permission=EDIT, by=by)


@transaction.atomic
def log_contact(contact: Contact, *, by: User, attitude_now: int | None = None, **next_step: Any) -> Contact:
    """Keep a talk; where it showed another attitude or led to another next step, the stakeholder follows."""
    actions.create(contact, permission="change_mgmt.log_contact", by=by)
    stakeholder = Stakeholder.objects.get(pk=contact.stakeholder_id)
    fields = {"attitude_now": attitude_now, **next_step} if attitude_now is not None else next_step
    changed = {name: value for name, value in fields.items() if getattr(stakeholder, name) != value}
    if changed:
        why = contact.said[:300]
        actions.change(stakeholder, permission="change_mgmt.log_contact", by=by, note=why, **changed)
        _keep_reading(stakeholder, by=by, why=why)
    return contact


def keep_promise(contact: Contact, *, by: User) -> Contact:
    if not contact.is_owed:
        raise Refused(_("Nothing is owed here any more."))
    return actions.change(contact, permission="change_mgmt.log_contact", by=by, kept_on=timezone.localdate())


def tie(stakeholder: Stakeholder, *, listener: Stakeholder, strength: int, by: User) -> Tie:
    """``listener`` listens to ``stakeholder``; said again, only how much is another."""
    if listener.programme_id != stakeholder.programme_id or listener.pk == stakeholder.pk:
        raise ValidationError({"listener": _("Choose somebody else of this programme.")})
    known = Tie.objects.filter(stakeholder=stakeholder, listener=listener).first()
    if known:
        return actions.change(known, permission=EDIT, by=by, strength=strength)
    made = Tie(stakeholder=stakeholder, listener=listener, strength=strength)
    return actions.create(made, permission=EDIT, by=by)


def untie(found: Tie, *, by: User) -> None:
    actions.remove(found, permission=EDIT, by=by)
