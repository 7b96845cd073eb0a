"""The stretches of time that do not count for an objective."""

import datetime
from collections.abc import Iterable

from sla.models import Agreement, Exclusion, Objective

Gap = tuple[datetime.datetime, datetime.datetime]


def agreed(agreement: Agreement) -> list[Exclusion]:
    """What both sides agreed to, earliest first."""
    found = list(agreement.exclusions.filter(state=Exclusion.State.AGREED).order_by("start", "pk"))
    for exclusion in found:
        exclusion.agreement = agreement
    return found


def gaps_of(
    objective: Objective,
    start: datetime.datetime,
    end: datetime.datetime,
    *,
    exclusions: Iterable[Exclusion] | None = None,
) -> list[Gap]:
    """The agreed stretches of [start, end), earliest first; ``exclusions`` in their place, to see what others would change."""
    counted = agreed(objective.agreement) if exclusions is None else exclusions
    mine = [exclusion for exclusion in counted if exclusion.concerns(objective.monitor)]
    return sorted(span for exclusion in mine for span in exclusion.spans(start, end))
