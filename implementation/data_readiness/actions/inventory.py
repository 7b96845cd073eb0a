"""Domains and sources taken away, while nothing hangs on them."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from implementation.data_readiness.models import DataDomain, DataSource, QualityRule

EDIT = "data_readiness.edit_data"


@transaction.atomic
def remove_domain(domain: DataDomain, *, by: User) -> None:
    if domain.kind != DataDomain.Kind.OWN:
        raise Refused(_("Every CRM lives on this domain: it stays. Take its modules away where it is not needed."))
    if domain.sources.exists():
        raise Refused(_("Sources belong to this domain: remove them, or move them to another one, first."))
    actions.remove(domain, permission=EDIT, by=by)


@transaction.atomic
def remove_source(source: DataSource, *, by: User) -> None:
    if source.files.exists():
        raise Refused(_("Files of this source were profiled: the figures stay, and so does the source."))
    if source.asked_by.exists():
        raise Refused(_("Rules of another source ask this one: remove those rules first."))
    for rule in QualityRule.objects.filter(source=source):
        actions.remove(rule, permission=EDIT, by=by)
    actions.remove(source, permission=EDIT, by=by)
