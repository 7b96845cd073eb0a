"""Collecting: a constant number of queries, however many decisions there are; and only what the reader may see."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst

from change_mgmt.decision_log.entry import Decided
from change_mgmt.decision_log.kinds import OUTCOMES, STEP_OUTCOMES, STEPS, signed_models, words_for
from core.models import AuditEntry, User
from core.workflow import state_words, steps_of
from implementation.gates.models import SignedFacts
from implementation.programme.models import Programme


def collected(programme: Programme, user: User) -> list[Decided]:
    """Every decision of the programme that this person may see, the newest first."""
    found = [*_signed(programme, user), *_steps(programme, user)]
    return sorted(found, key=lambda item: (item.on, item.at), reverse=True)


def _signed(programme: Programme, user: User) -> Iterator[Decided]:
    for model in signed_models():
        label = model._meta.label_lower
        rows = model._default_manager.filter(programme=programme).select_related(*_related(model)).defer("facts")
        for record in rows:
            record.programme = programme
            if _may_see(user, label, record):
                yield _entry(label, record)


def _entry(label: str, record: SignedFacts) -> Decided:
    outcome = next(
        (shown for name in ("outcome", "answer") if (shown := _shown(record, name))), OUTCOMES.get(label, "")
    )
    if chosen := getattr(record, "winner", None) or getattr(record, "option", None):
        outcome = str(chosen)
    return Decided(
        kind=label,
        kind_words=capfirst(words_for(label)),
        what=_about(record),
        outcome=outcome,
        reason=str(getattr(record, "reason", "") or getattr(record, "why", "") or getattr(record, "text", "")),
        by=getattr(record, "decided_by", "") or record.by_name,
        role="" if hasattr(record, "decided_by") else record.by_role,
        at=record.at,
        on=getattr(record, "decided_on", None) or timezone.localdate(record.at),
        url=record.get_absolute_url(),
    )


def _shown(record: Model, name: str) -> Any:
    display = getattr(record, f"get_{name}_display", None)
    return display() if display else ""


#: The field of a signed record that says what it is about, where its own words repeat the outcome.
_ABOUT = ("change", "risk", "case", "budget", "contract", "round", "charter", "version", "sourcing")


def _about(record: SignedFacts) -> str:
    if hasattr(record, "request") and hasattr(record.request, "gate"):
        return str(record.request.gate)
    for name in _ABOUT:
        if name in {field.name for field in record._meta.fields if field.is_relation}:
            return str(getattr(record, name))
    return str(record)


def _related(model: type[Model], depth: int = 3) -> list[str]:
    """Paths of the records that a record hangs on, without people and programme: they are not asked for one by one."""
    paths = []
    for field in model._meta.concrete_fields:
        if not field.is_relation or field.related_model is None or field.name in ("programme", "by"):
            continue
        if issubclass(field.related_model, User):
            continue
        paths.append(field.name)
        if depth > 1:
            paths += [f"{field.name}__{path}" for path in _related(field.related_model, depth - 1)]
    return paths


def _steps(programme: Programme, user: User) -> Iterator[Decided]:
    """Steps of records that are no signed facts, as the audit trail keeps them."""
    lines = AuditEntry.objects.filter(
        chain__scope_key=programme.scope_key,
        label__in=STEPS,
        verb__in={verb for verbs in STEPS.values() for verb in verbs},
    ).order_by("pk")
    found: dict[str, list[AuditEntry]] = defaultdict(list)
    for line in lines:
        if line.verb in STEPS[line.label]:
            found[line.label].append(line)
    for label, entries in sorted(found.items()):
        records = _records(label, {line.object_id for line in entries})
        for line in entries:
            record = records.get(line.object_id)
            if record is not None and _may_see(user, label, record):
                yield _settled(label, line, record)


def _records(label: str, numbers: set[int]) -> dict[int, Any]:
    model = apps.get_model(label)
    return model._default_manager.select_related(*_chain(model)).in_bulk(numbers)


def _chain(model: Any) -> list[str]:
    """The path by ``belongs_to`` up to the programme."""
    path: list[str] = []
    while getattr(model, "belongs_to", ""):
        path.append(model.belongs_to)
        model = model._meta.get_field(model.belongs_to).related_model
    return ["__".join(path)] if path else []


def _settled(label: str, line: AuditEntry, record: Any) -> Decided:
    return Decided(
        kind=label,
        kind_words=capfirst(words_for(label)),
        what=str(record),
        outcome=OUTCOMES.get(label) or STEP_OUTCOMES.get((label, line.verb)) or _came_to(record, line.verb),
        reason=line.note,
        by=line.actor_name,
        role=line.actor_role,
        at=line.at,
        on=_day(line.at),
        url=record.get_absolute_url(),
    )


def _came_to(record: Any, verb: str) -> Any:
    """The state that the step leads to, in words."""
    step = steps_of(record).get(verb)
    targets = {transition.target for transition in step._django_fsm.transitions.values()} if step else set()
    known = [target for target in targets if isinstance(target, str)]
    return state_words(record, known[0]) if len(known) == 1 else ""


def _day(at: datetime.datetime) -> datetime.date:
    return timezone.localdate(at)


def _may_see(user: User, label: str, record: Any) -> bool:
    app, name = label.split(".")
    return user.has_perm(f"{app}.view_{name}", record)
