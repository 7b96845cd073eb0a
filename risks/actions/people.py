"""Who works on a risk beside its owner, and what it has to do with."""

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import Record, User
from core.refusal import Refused
from implementation.programme.actions import people_on
from risks.models import Contributor, Risk, RiskLink


@transaction.atomic
def add_contributor(contributor: Contributor, *, by: User) -> Contributor:
    """One more person on the risk; the owner stays the one who answers for it."""
    risk = contributor.risk
    audit.lock(risk.scope_key)
    if not people_on(risk.programme).filter(pk=contributor.user_id).exists():
        raise Refused(_("This person is not on the programme."))
    if contributor.user_id == risk.owner_id:
        raise Refused(_("This person owns the risk already."))
    return actions.create(contributor, permission="risks.edit_risk", by=by)


@transaction.atomic
def remove_contributor(contributor: Contributor, *, by: User) -> None:
    actions.remove(contributor, permission="risks.edit_risk", by=by)


@transaction.atomic
def link_risk(risk: Risk, record: Record, *, by: User | None) -> RiskLink:
    """Say that a risk has to do with a record from above; once for each record, and only on the same programme."""
    audit.lock(risk.scope_key)
    if record.scope_key != risk.scope_key:
        raise Refused(_("This belongs to another programme."))
    known = risk.links.filter(source_label=record.label, source_id=record.pk).first()
    if known is not None:
        return known
    link = RiskLink(risk=risk, source_label=record.label, source_id=record.pk, title=str(record)[:250])
    return actions.create(link, permission="risks.edit_risk", by=by)


@transaction.atomic
def link_source(risk: Risk, *, by: User | None) -> None:
    """The record that a risk was raised from is its first link."""
    source = apps.get_model(risk.source_label)._default_manager.filter(pk=risk.source_id).first()
    if source is not None and source.scope_key == risk.scope_key:
        link_risk(risk, source, by=by)


@transaction.atomic
def unlink_risk(link: RiskLink, *, by: User) -> None:
    actions.remove(link, permission="risks.edit_risk", by=by)
