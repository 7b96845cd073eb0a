"""Rules that a profile speaks for, so that nobody begins with an empty list."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from implementation.data_readiness.models import DataSource, Profile, QualityRule
from implementation.data_readiness.profiling import kinds, rules

#: Shares of a column that speak for a rule.
MOSTLY_FILLED, MOSTLY_DISTINCT = 0.8, 0.8
TYPED = frozenset(kinds.ALL) - {kinds.TEXT, kinds.PERSON, kinds.ADDRESS, kinds.CODE}
MOST_LISTED = 12
TARGETS = {rules.COMPLETE: 95, rules.UNIQUE: 100, rules.KIND: 98, rules.LIST: 99}


def suggested(profile: Profile) -> list[QualityRule]:
    """Rules that the source has not got yet, unsaved, in the order of the columns."""
    source = profile.data_file.source
    there = {(rule.kind, rule.column) for rule in source.rules.all()}
    found = [rule for column in profile.columns for rule in _of(source, column)]
    return [rule for rule in found if (rule.kind, rule.column) not in there]


def _of(source: DataSource, column: dict[str, Any]) -> Iterator[QualityRule]:
    rows, filled, distinct = column["rows"], column["filled"], column["distinct"]
    if not filled:
        return
    if filled >= MOSTLY_FILLED * rows:
        yield _rule(source, rules.COMPLETE, column)
    if column["kind"] == kinds.CODE and distinct >= MOSTLY_DISTINCT * filled and filled > 1:
        yield _rule(source, rules.UNIQUE, column)
    if column["kind"] in TYPED:
        yield _rule(source, rules.KIND, column, kind=column["kind"])
    top = column["top"]
    if (
        column["kind"] == kinds.TEXT
        and 1 < distinct <= MOST_LISTED
        and len(top) == distinct
        and filled >= 10 * distinct
    ):
        yield _rule(source, rules.LIST, column, values=[value for value, _times in top])


def _rule(source: DataSource, rule: str, column: dict[str, Any], **params: Any) -> QualityRule:
    return QualityRule(
        source=source, kind=rule, column=column["name"], params=params, target=Decimal(TARGETS.get(rule, 95))
    )
