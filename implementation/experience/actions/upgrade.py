"""Bringing a running programme up to a newer version of the template it came from, without losing its own edits."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain, sha256_of
from core.models import User
from core.refusal import Refused, Stale
from implementation.experience import compare, registry
from implementation.experience.models import ProgrammeOrigin, ProgrammeTemplate, TemplateVersion
from implementation.experience.path_source import items_of
from implementation.programme.models import Programme


@dataclass(frozen=True)
class Offer:
    """One change that a new version brings: taken by default unless it takes something away or the programme edited it."""

    part: registry.Part
    change: compare.Change
    closed: Any

    @property
    def key(self) -> str:
        change = self.change
        return sha256_of([self.part.name, change.kind, change.key, [field.name for field in change.fields]])[:16]

    @property
    def facts(self) -> list:
        fields = [[field.name, field.was, field.now, field.mine] for field in self.change.fields]
        return plain([self.key, fields, bool(self.closed)])

    @property
    def is_suggested(self) -> bool:
        return not self.closed and not self.change.edited and self.change.kind != compare.REMOVED


def origin_of(programme: Programme) -> ProgrammeOrigin | None:
    found = ProgrammeOrigin.objects.select_related("version__template__organisation")
    return found.filter(programme=programme).first()


def newer_version(origin: ProgrammeOrigin | None) -> TemplateVersion | None:
    """The newest version of the same template, if it is newer than the one that the programme has."""
    if origin is None:
        return None
    newest = origin.version.template.versions.select_related("template").first()
    if newest is None or newest.number <= origin.version.number:
        return None
    return newest


def may_reach(origin: ProgrammeOrigin, by: User) -> bool:
    """A template of another organisation must still be shared when its new version crosses."""
    from implementation.experience.shelf import may_use

    template = origin.version.template
    in_use = template.state == ProgrammeTemplate.State.IN_USE
    return in_use and may_use(by, template, origin.programme.organisation)


def offers(origin: ProgrammeOrigin, new: TemplateVersion) -> list[Offer]:
    """Every change from the version that the programme has to the new one, looked at against the programme as it is."""
    with translation.override(origin.programme.organisation.language):
        return list(_offers(origin, new))


def _offers(origin: ProgrammeOrigin, new: TemplateVersion) -> Iterator[Offer]:
    for part in registry.parts():
        if not part.upgraded:
            continue
        base, later = (
            [_upgradable(part, one) for one in items_of(version, part, as_they_were=origin.as_they_were)]
            for version in (origin.version, new)
        )
        mine = part.align(origin.programme, plain(part.take(origin.programme)), base, later)
        for change in compare.upgrades(base, [_upgradable(part, one) for one in mine], later):
            whole = replace(change, item=change.item | {"fields": change.item["all"]})
            yield Offer(part, whole, part.closed(origin.programme, whole))


def _upgradable(part: registry.Part, one) -> dict:
    """Only the fields that a running programme takes over; what is made anew needs the rest beside them."""
    return one | {"fields": {name: one["fields"].get(name) for name in part.upgraded}, "all": one["fields"]}


def digest(found: list[Offer]) -> str:
    """What the page showed, so that a press on an older page is told apart."""
    return sha256_of([offer.facts for offer in found])


@transaction.atomic
def upgrade(origin: ProgrammeOrigin, new: TemplateVersion, *, taken: Collection[str], seen: str, by: User) -> int:
    """Take the chosen changes over, all or none, and count the programme as being at the new version. Returns how many.

    ``taken`` holds the keys of the offers, ``seen`` the digest of the list that the person chose from.
    """
    programme = origin.programme
    if not by.has_perm("experience.upgrade_programme", programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    origin = ProgrammeOrigin.objects.select_related("version__template", "programme__organisation").get(pk=origin.pk)
    if new.template_id != origin.version.template_id or new.number <= origin.version.number:
        raise Refused(_("The programme is at this version already."))
    if programme.state != Programme.State.UNDER_WAY:
        raise Refused(_("Only a programme under way is brought up to a new version."))
    if not may_reach(origin, by):
        raise Refused(_("This template is not open to this programme any more: it was retired or is not shared."))
    found = offers(origin, new)
    if digest(found) != seen:
        raise Stale(_("The programme or the template has changed since you opened this page: choose again."))
    chosen = [offer for offer in found if offer.key in taken]
    if closed := next((offer.closed for offer in chosen if offer.closed), None):
        raise Refused(str(closed))
    with translation.override(programme.organisation.language):
        _take_over(programme, chosen, by)
    note = _("%(taken)d of %(offered)d changes taken over.") % {"taken": len(chosen), "offered": len(found)}
    actions.change(origin, permission="experience.upgrade_programme", by=by, verb="upgraded", note=note, version=new)
    return len(chosen)


def _take_over(programme: Programme, chosen: list[Offer], by: User) -> None:
    for offer in chosen:
        try:
            offer.part.take_over(programme, offer.change, by=by)
        except ValidationError as error:
            title = registry.shown(offer.change.item["title"])
            raise Refused(f"{title}: {' '.join(error.messages)}") from error
