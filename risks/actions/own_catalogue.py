"""Keeping the catalogue of a firm: who belongs to it, what it offers."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.roles import CONSULTANT
from implementation.programme.models import Membership
from risks.models import Catalogue, CatalogueMember, CatalogueRisk
from risks.models.catalogue import TEXTS

#: Changes of these make a new version.
TELLING = (*TEXTS, "treatments")


@transaction.atomic
def create_catalogue(catalogue: Catalogue, *, by: User) -> Catalogue:
    """Any consultant may begin one and is its first member."""
    if not Membership.objects.filter(user=by, role=CONSULTANT).exists():
        raise PermissionDenied
    catalogue.created_by = by
    actions.create(catalogue, permission="risks.edit_catalogue", by=by)
    actions.create(CatalogueMember(catalogue=catalogue, user=by), permission="risks.edit_catalogue", by=None)
    return catalogue


def colleagues(user: User):
    """Consultants on programmes where this person is a consultant too."""
    shared = Membership.objects.filter(user=user, role=CONSULTANT).values("programme")
    on_them = Membership.objects.filter(programme__in=shared, role=CONSULTANT).values("user")
    return User.objects.filter(pk__in=on_them, is_active=True).exclude(pk=user.pk)


@transaction.atomic
def add_member(member: CatalogueMember, *, by: User) -> CatalogueMember:
    if not colleagues(by).filter(pk=member.user_id).exists():
        raise Refused(_("Choose a consultant who works on a programme with you."))
    return actions.create(member, permission="risks.edit_catalogue", by=by)


@transaction.atomic
def remove_member(member: CatalogueMember, *, by: User) -> None:
    """The last one stays: a catalogue that nobody sees would be lost."""
    audit.lock(member.scope_key)
    if not member.catalogue.members.exclude(pk=member.pk).exists():
        raise Refused(_("The last member stays: add a colleague first."))
    actions.remove(member, permission="risks.edit_catalogue", by=by)


@transaction.atomic
def add_entry(entry: CatalogueRisk, *, by: User) -> CatalogueRisk:
    return actions.create(entry, permission="risks.edit_catalogue", by=by)


@transaction.atomic
def change_entry(entry: CatalogueRisk, *, by: User, seen_revision: int | None = None, **fields) -> CatalogueRisk:
    """A change of its texts is a new version; programmes are offered it field by field."""
    audit.lock(entry.scope_key)
    fresh = CatalogueRisk.objects.get(pk=entry.pk)
    if any(name in fields and fields[name] != getattr(fresh, name) for name in TELLING):
        fields["version"] = fresh.version + 1
    return actions.change(entry, permission="risks.edit_catalogue", by=by, seen_revision=seen_revision, **fields)
