"""Rules of a source, taken over from what a profile speaks for."""

from collections.abc import Iterable

from django.db import transaction

from core import actions, audit
from core.models import User
from implementation.data_readiness.models import DataSource, QualityRule

EDIT = "data_readiness.edit_data"


@transaction.atomic
def take_rules(source: DataSource, rules: Iterable[QualityRule], *, by: User) -> int:
    """Make those that are not there yet; a second press makes none."""
    audit.lock(source.scope_key)
    there = {(rule.kind, rule.column) for rule in QualityRule.objects.filter(source=source)}
    count = 0
    for rule in rules:
        if (rule.kind, rule.column) not in there:
            actions.create(rule, permission=EDIT, by=by)
            there.add((rule.kind, rule.column))
            count += 1
    return count
