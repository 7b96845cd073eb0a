"""Templates of an organisation and their frozen versions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from implementation.experience import privacy, registry
from implementation.experience.models import ProgrammeTemplate, TemplateVersion
from implementation.programme.models import Programme


def facts_of(programme: Programme, *, keep_names: bool = False) -> dict[str, Any]:
    """Everything that a version taken from this programme now would hold, in the language of its organisation."""
    with translation.override(programme.organisation.language):
        taken = plain({part.name: part.take(programme) for part in registry.parts()})
        words = {
            privacy.AMOUNT: _("[amount]"),
            privacy.MAIL: _("[e-mail]"),
            privacy.PHONE: _("[telephone]"),
        }
        names = registry.names_of(programme)
    kept = (
        taken if keep_names else {name: [_strip(one, names, words) for one in items] for name, items in taken.items()}
    )
    return plain(
        {
            "taken_on": timezone.localdate(),
            "state": programme.state,
            "strategy": programme.strategy,
            "language": programme.organisation.language,
            "names_kept": keep_names,
            "replaced": privacy.replacements(_texts(taken), _texts(kept)),
            "parts": kept,
        }
    )


def _strip(one: dict, names: dict[str, str], words: dict[str, str]) -> dict:
    """A title in every language is a sentence of the product, not what somebody wrote."""
    kept = privacy.strip(one, names=names, words=words)
    return kept | {"title": one["title"]} if isinstance(one["title"], dict) else kept


def _texts(parts: dict[str, registry.Items]) -> list:
    """What a reader reads: keys say the same once more."""
    return [{name: value for name, value in one.items() if name != "key"} for items in parts.values() for one in items]


@transaction.atomic
def make_template(
    template: ProgrammeTemplate, *, source: Programme, by: User, keep_names: bool = False, note: str = ""
):
    """A template of the programme's organisation, with its first version. Returns the template."""
    if template.organisation_id != source.organisation_id:
        raise PermissionDenied
    template.shared = False
    actions.create(template, permission="experience.edit_template", by=by)
    take_version(template, source=source, by=by, keep_names=keep_names, note=note)
    return template


@transaction.atomic
def take_version(
    template: ProgrammeTemplate, *, source: Programme, by: User, keep_names: bool = False, note: str = ""
) -> TemplateVersion:
    """Freeze what the programme is now as the next version."""
    audit.lock(template.scope_key)
    fresh = ProgrammeTemplate.objects.get(pk=template.pk)
    if source.organisation_id != fresh.organisation_id or not by.has_perm("experience.edit_template", source):
        raise PermissionDenied
    if fresh.state == ProgrammeTemplate.State.RETIRED:
        raise Refused(_("This template is retired: use it again before you add a version."))
    if keep_names and fresh.shared:
        raise Refused(_("This template may be used for other clients, so names stay out of it."))
    facts = facts_of(source, keep_names=keep_names)
    last = fresh.versions.first()
    if last is not None and last.facts["parts"] == facts["parts"]:
        raise Refused(
            _("Nothing is different from version %(number)d: no version is needed.") % {"number": last.number}
        )
    version = TemplateVersion(
        template=fresh,
        number=(fresh.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        source=source,
        note=note,
        facts=facts,
        by=by,
        by_name=by.name,
        by_role=", ".join(sorted(source.roles_of(by))),
    )
    return actions.create(version, permission="experience.edit_template", by=by, note=note)


@transaction.atomic
def share_template(template: ProgrammeTemplate, *, shared: bool, by: User) -> ProgrammeTemplate:
    """Let the consultants of this organisation start programmes of other clients from it, or end that."""
    audit.lock(template.scope_key)
    if shared and any(version.names_kept for version in template.versions.all()):
        raise Refused(_("A version of this template keeps names: only a template without names may be shared."))
    verb = "shared" if shared else "kept to the organisation"
    return actions.change(template, permission="experience.share_template", by=by, verb=verb, shared=shared)
