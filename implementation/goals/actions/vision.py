"""Writing, opening and signing the vision."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.signing import signature
from implementation.goals.as_signed import goals_to_sign
from implementation.goals.models import Signatory, VisionSignature, VisionVersion
from implementation.programme.models import Programme

IN_THE_MAKING = (VisionVersion.State.DRAFT, VisionVersion.State.OPEN)


@transaction.atomic
def write_vision(vision: VisionVersion, *, by: User) -> VisionVersion:
    """Keep a first or a further version; there is only one in the making at a time."""
    audit.lock(vision.scope_key)
    if unfinished_vision(vision.programme):
        raise Refused(_("A new version is in the making already: finish that one first."))
    last = vision.programme.visionversions.aggregate(last=Max("number"))["last"] or 0
    vision.number = last + 1
    return actions.create(vision, permission="goals.edit_vision", by=by)


@transaction.atomic
def open_vision(vision: VisionVersion, *, signatories: list[User], by: User) -> VisionVersion:
    """Name who must sign and ask them to. From now on the text does not change."""
    if not by.has_perm("goals.edit_vision", vision):
        raise PermissionDenied
    audit.lock(vision.scope_key)
    if VisionVersion.objects.get(pk=vision.pk).state == VisionVersion.State.DRAFT:
        Signatory.objects.bulk_create(Signatory(vision=vision, person=person) for person in signatories)
    names = ", ".join(person.name for person in signatories)
    return perform(vision, "open", by=by, note=names, opened_on=timezone.localdate())


@transaction.atomic
def sign_vision(vision: VisionVersion, *, by: User) -> VisionSignature:
    """Put a name to the text and to the goals of that day; the last signature makes the version the valid one and
    replaces the one before.
    """
    if not by.has_perm("goals.sign_vision", vision):
        raise PermissionDenied
    audit.lock(vision.scope_key)
    vision = VisionVersion.objects.select_for_update(of=("self",)).get(pk=vision.pk)
    if vision.state != VisionVersion.State.OPEN:
        raise Refused(_("This version is not open for signature."))
    signatory = vision.signatories.filter(person=by).first()
    if signatory is None:
        raise Refused(_("You are not named among those who sign this version."))
    if VisionSignature.objects.filter(signatory=signatory).exists():
        raise Refused(_("You have signed this version already."))
    signed = VisionSignature(
        **signature(vision.programme, by),
        signatory=signatory,
        facts={
            "version": vision.number,
            "text": vision.text,
            "text_sha256": vision.text_sha256,
            "goals": goals_to_sign(vision.programme),
        },
    )
    actions.create(signed, permission="goals.sign_vision", by=by, verb="created")
    if not vision.signatories.filter(signature=None).exists():
        perform(vision, "sign", by=by)
        for earlier in vision.programme.visionversions.filter(state="signed").exclude(pk=vision.pk):
            perform(earlier, "supersede", by=by)
    return signed


def unfinished_vision(programme: Programme) -> VisionVersion | None:
    return programme.visionversions.filter(state__in=IN_THE_MAKING).first()


def current_vision(programme: Programme) -> VisionVersion | None:
    """The signed version; where none is, the newest."""
    versions = programme.visionversions.exclude(state=VisionVersion.State.SUPERSEDED)
    return versions.filter(state=VisionVersion.State.SIGNED).first() or versions.first()
