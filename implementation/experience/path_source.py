"""Templates in the start wizard: what each offers, and how a programme is laid from it."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import actions
from core.text import bracketed, gap
from implementation.experience import registry, shelf
from implementation.experience.models import ProgrammeOrigin, TemplateVersion
from implementation.experience.parts.stages import as_chosen
from implementation.programme.offers import PathOffer, StageOffer, path_offers

STAGES = "experience.stages"


@path_offers
def templates(user):
    """The newest version of each template that this person could use."""
    newest = {}
    found = TemplateVersion.objects.filter(template__in=shelf.on_the_shelf(user)).select_related(
        "template__organisation"
    )
    for version in found.order_by("template__name", "template", "-number"):
        newest.setdefault(version.template_id, version)
    for version in newest.values():
        yield offer_of(version, user)


def offer_of(version: TemplateVersion, user) -> PathOffer:
    stages = version.parts.get(STAGES, [])
    return PathOffer(
        key=f"template-{version.pk}",
        name=version.template.name,
        note=note_of(version),
        strategy=version.facts["strategy"],
        stages=tuple(_stage(one) for one in stages),
        fits=partial(shelf.may_use, user, version.template),
        lay=partial(lay, version),
        settle=partial(settle, version),
    )


def _stage(one) -> StageOffer:
    fields = one["fields"]
    return StageOffer(one["key"], fields["name"], fields["days"], fields["lasted"])


def note_of(version: TemplateVersion) -> str:
    """From where, which version, and for how many stages it is known how long they took."""
    stages = version.parts.get(STAGES, [])
    known = sum(bool(one["fields"]["lasted"]) for one in stages)
    shared = bracketed("", _("shared")) if version.template.shared else ""
    first = _("%(organisation)s%(shared)s, version %(number)d.") % {
        "organisation": version.template.organisation.name,
        "shared": shared,
        "number": version.number,
    }
    second = ngettext(
        "How long it took is known for %(known)d of %(total)d stage.",
        "How long it took is known for %(known)d of %(total)d stages.",
        len(stages),
    ) % {"known": known, "total": len(stages)}
    return gap().join([first, second])


def items_of(version: TemplateVersion, part, *, as_they_were: bool) -> registry.Items:
    items = version.parts.get(part.name, [])
    return as_chosen(items, as_they_were=as_they_were) if part.name == STAGES else items


def lay(version: TemplateVersion, programme, by, as_they_were: bool) -> None:
    """The path itself, before the programme is furnished."""
    for part in registry.parts():
        if part.order < registry.PATH:
            part.apply(programme, items_of(version, part, as_they_were=as_they_were), by=by)


def settle(version: TemplateVersion, programme, by, as_they_were: bool) -> None:
    """The rest, and on record where the programme came from."""
    for part in registry.parts():
        if part.order >= registry.PATH:
            part.apply(programme, version.parts.get(part.name, []), by=by)
    origin = ProgrammeOrigin(programme=programme, version=version, as_they_were=as_they_were)
    actions.create(origin, permission="experience.edit_template", by=None)
