"""Taking starter risks into the register."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.programme.models import Programme
from risks.actions.risks import create_risk
from risks.catalogue import STARTERS, risk_of
from risks.models import Risk


@transaction.atomic
def add_from_catalogue(programme: Programme, keys: Iterable[str], *, by: User) -> list[Risk]:
    """Take starter risks into the register, each once, in the language of the organisation."""
    audit.lock(programme.scope_key)
    wanted = set(keys)
    if unknown := wanted - {starter.key for starter in STARTERS}:
        raise Refused(_("The catalogue has no risk “%(key)s”.") % {"key": sorted(unknown)[0]})
    present = set(Risk.objects.filter(programme=programme).values_list("catalogue_key", flat=True))
    added = []
    for starter in STARTERS:
        if starter.key not in wanted - present:
            continue
        risk, treatment = risk_of(starter, programme)
        with translation.override(programme.organisation.language):
            note = _("Suggested by the starter risks.")
        create_risk(risk, by=by, note=note)
        treatment.risk = risk
        actions.create(treatment, permission="risks.edit_risk", by=by)
        added.append(risk)
    return added
