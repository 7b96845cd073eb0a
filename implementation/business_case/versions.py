"""A version beside the one that was confirmed before it."""

from dataclasses import asdict
from typing import Any

from core.evidence import plain
from implementation.business_case.changes import Changes, changes
from implementation.business_case.models import BusinessCase, Confirmation
from implementation.business_case.worth import Worth, facts_of


def confirmed_before(case: BusinessCase) -> Confirmation | None:
    """The confirmation that a version follows: of the latest earlier version that has one."""
    found = Confirmation.objects.filter(programme=case.programme_id, case__number__lt=case.number)
    return found.select_related("case").order_by("-case__number").first()


def facts_now(case: BusinessCase) -> dict[str, Any]:
    """The kept facts of a confirmed version, those of the moment of any other."""
    kept = Confirmation.objects.filter(case=case).first()
    return kept.facts if kept else facts_of(Worth(case))


def facts_to_confirm(case: BusinessCase) -> dict[str, Any]:
    """What a confirmation keeps: the version as it is, and what changed since the one confirmed before."""
    facts, before = facts_of(Worth(case)), confirmed_before(case)
    if before is None:
        return facts
    told = asdict(changes(before.facts, facts))
    return facts | {"changed": plain({"since": before.case.number, **told})}


def changed_since(case: BusinessCase, facts: dict[str, Any] | None = None) -> tuple[Confirmation, Changes] | None:
    """What changed since the version confirmed before; None where there is none. ``facts`` are those of now, if known."""
    before = confirmed_before(case)
    return None if before is None else (before, changes(before.facts, facts or facts_now(case)))
