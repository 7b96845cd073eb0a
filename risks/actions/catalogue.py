"""Taking risks from catalogues, and what is newer in them since."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.programme.models import Programme
from risks.actions.risks import create_risk
from risks.entries import differences, entries_for, newer
from risks.models import Risk


@transaction.atomic
def add_from_catalogue(programme: Programme, keys: Iterable[str], *, by: User) -> list[Risk]:
    """Take risks into the register, each once, with every way to treat it; starters in the language of the organisation."""
    audit.lock(programme.scope_key)
    offered, wanted = entries_for(programme, by), set(keys)
    if unknown := wanted - set(offered):
        raise Refused(_("The catalogue has no risk “%(key)s”.") % {"key": sorted(unknown)[0][:40]})
    present = set(Risk.objects.filter(programme=programme).values_list("catalogue_key", flat=True))
    added = []
    for key, entry in offered.items():
        if key not in wanted - present:
            continue
        risk, treatments = entry.risk_for(programme)
        with translation.override(programme.organisation.language):
            note = _("From the catalogue of the firm.") if entry.own else _("Suggested by the starter risks.")
        create_risk(risk, by=by, note=note)
        for treatment in treatments:
            treatment.risk = risk
            actions.create(treatment, permission="risks.edit_risk", by=by)
        added.append(risk)
    return added


@transaction.atomic
def take_newer(risk: Risk, names: Iterable[str], *, by: User) -> Risk:
    """Take these texts from the catalogue's newer version and leave the others as they are here; both settle the matter."""
    if not by.has_perm("risks.edit_risk", risk):
        raise PermissionDenied
    audit.lock(risk.scope_key)
    fresh = Risk.objects.select_related("programme__organisation", "catalogue_entry").get(pk=risk.pk)
    entry = newer(fresh)
    if entry is None:
        raise Refused(_("The catalogue has nothing newer for this risk."))
    known = {item.name for item in differences(fresh, entry)}
    taken = {name: entry.texts[name] for name in known & set(names)}
    return actions.change(
        fresh,
        permission="risks.edit_risk",
        by=by,
        verb="updated",
        catalogue_version=entry.version,
        catalogue_texts=entry.texts,
        **taken,
    )
