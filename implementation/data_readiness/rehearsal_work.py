"""A rehearsal beside the one before: what the page and the paper show."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy

from implementation.data_readiness.models import Rehearsal

RUNS = Rehearsal.objects.select_related(
    "domain__programme__organisation", "domain__owner", "source", "ran_by", "signed_by"
)


@dataclass(frozen=True)
class Compared:
    """One figure, now and in the rehearsal before."""

    name: Any
    now: Decimal | int | None
    before: Decimal | int | None

    @property
    def change(self) -> Decimal | int | None:
        return None if self.now is None or self.before is None else self.now - self.before


FIGURES = (
    ("read", gettext_lazy("Rows read")),
    ("loaded", gettext_lazy("Rows loaded")),
    ("rejected", gettext_lazy("Rows rejected")),
    ("minutes", gettext_lazy("Minutes it took")),
)


def compared(found: Rehearsal, before: Rehearsal | None) -> list[Compared]:
    return [Compared(name, getattr(found, key), getattr(before, key, None)) for key, name in FIGURES]


def reasons_compared(found: Rehearsal, before: Rehearsal | None) -> list[Compared]:
    """Rejected rows by reason, now and before; a reason that is gone counts 0 now."""
    now = {reject.reason: reject.rows for reject in found.rejects.all()}
    old = {reject.reason: reject.rows for reject in before.rejects.all()} if before else {}
    names = [*now, *[reason for reason in old if reason not in now]]
    return [Compared(name, now.get(name, 0), old.get(name, 0) if before else None) for name in names]


def told(found: Rehearsal) -> dict[str, Any]:
    """The figures of a rehearsal, what changed since the one before, and what is mended."""
    earlier = RUNS.prefetch_related("rejects").filter(domain=found.domain_id, number__lt=found.number)
    before = earlier.exclude(state=Rehearsal.State.PLANNED).order_by("-number").first()
    has_run = found.state != Rehearsal.State.PLANNED
    reasons = reasons_compared(found, before) if has_run else []
    return {
        "title": str(found),
        "rehearsal": found,
        "before": before,
        "figures": compared(found, before) if has_run else [],
        "reasons": [item for item in reasons if item.now == 0],
    }
