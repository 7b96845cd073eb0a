"""The one way a state changes: :func:`perform`.

Transitions are declared on models with django-fsm-2. ``custom`` may hold:

``label``    what the button says (a verb and its object)
``note``     ``"required"`` or ``"optional"``: the page asks why
``confirm``  a sentence, for what cannot be undone
``tone``     ``"primary"`` or ``"danger"``
``not_by``   a field of the record that names a person who may not do this: who asks never decides
``refusal``  the sentence for that person
``page``     the name of a page with its own form; the button leads there
``hidden``   no button: only actions take this step
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMFieldMixin

from core import audit, notifications
from core.models import Record, User
from core.refusal import Refused, Stale

R = TypeVar("R", bound=Record)


def because(reason):
    """Mark a condition with the sentence that says why a step is closed and what opens it."""

    def mark(condition: Callable[[Any], bool]):
        condition.reason = reason
        return condition

    return mark


def state_field(record: Record) -> FSMFieldMixin:
    return next(field for field in record._meta.fields if isinstance(field, FSMFieldMixin))


def state_words(record: Record, state: str):
    return dict(state_field(record).choices or ()).get(state, state)


def steps_of(model: type[Record] | Record) -> dict[str, Callable]:
    """Every step that a kind of record knows, by name, in the order in which the model declares them."""
    cls = model if isinstance(model, type) else type(model)
    found = next((f.transitions[cls] for f in cls._meta.fields if isinstance(f, FSMFieldMixin)), {})
    return dict(sorted(found.items(), key=lambda item: item[1].__wrapped__.__code__.co_firstlineno))


@transaction.atomic
def perform(record: R, step: str, *, by: User | None, note: str = "", seen: str = "", **fields: Any) -> R:
    """Take one step: lock and re-read, ask the state, ask the permission, run, save, write one audit entry.

    ``by`` is None where the product acts by itself (a date has passed). ``seen`` is the state that the person's page
    showed; ``fields`` are set on the record before the step is judged. Returns the record as saved, and brings the one
    that was handed in up to date.

    Raises ``Refused`` with a sentence, ``PermissionDenied`` for a wrong role, ``LookupError`` for a step that no model has.
    """
    if step not in steps_of(record):
        raise LookupError(f"{record.label} has no step {step!r}")
    audit.lock(record.scope_key)
    fresh = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    field = state_field(fresh)
    method = getattr(fresh, step)
    before, source = audit.snapshot(fresh), getattr(fresh, field.attname)
    for name, value in fields.items():
        setattr(fresh, name, value)
    _ask_permission(fresh, method, by=by)
    if seen and seen != source:
        raise Stale(_changed_meanwhile(fresh, source))
    if reason := why_closed(fresh, method, by=by):
        raise Refused(reason)
    if fields:
        fresh.full_clean(exclude=[field.name])
    if _transition(fresh, method).custom.get("note") == "required" and not note.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    method()
    fresh.revision += 1
    fresh.save()
    after = audit.snapshot(fresh)
    audit.entry(
        fresh,
        step,
        by=by,
        note=note,
        **dict(zip(("before", "after"), audit.changed(before, after), strict=True)),
    )
    notifications.tell(fresh, step, by=by, note=note)
    record.__dict__.update(fresh.__dict__)
    return fresh


def _transition(record: Record, method):
    """The declared transition from the present state, or any one of the step's where there is none."""
    meta = method._django_fsm
    return meta.get_transition(getattr(record, state_field(record).attname)) or next(iter(meta.transitions.values()))


def permission_of(record: Record, step: str) -> str:
    return _transition(record, getattr(record, step)).permission


def is_pressed_here(record: Record, step: str) -> bool:
    """Whether the generic page may take this step: not one with a page of its own, nor one that only actions take."""
    custom = _transition(record, getattr(record, step)).custom
    return not custom.get("hidden") and not custom.get("page")


def _ask_permission(record: Record, method, *, by: User | None) -> None:
    if by is not None and not by.has_perm(_transition(record, method).permission, record):
        raise PermissionDenied


def _changed_meanwhile(record: Record, state: str):
    return format_lazy(
        _("Someone else was first: this is now “{state}”. Look at it again before you go on."),
        state=state_words(record, state),
    )


def why_closed(record: Record, method, *, by: User | None):
    """The sentence that says why this step cannot be taken now, or None when it can."""
    meta, state = method._django_fsm, getattr(record, state_field(record).attname)
    if not meta.has_transition(state):
        return format_lazy(
            _("“{step}” is not possible: this is “{state}”."),
            step=_transition(record, method).custom["label"],
            state=state_words(record, state),
        )
    transition = meta.get_transition(state)
    barred = transition.custom.get("not_by")
    if barred and by is not None and getattr(record, barred) == by:
        return transition.custom.get("refusal") or _("You asked for this, so someone else must decide.")
    for condition in transition.conditions:
        if not condition(record):
            return condition.reason
    return None


@dataclass(frozen=True)
class Step:
    """A button: what it says, whether it is open, and if not, why."""

    name: str
    label: str
    closed: str
    tone: str
    note: str
    confirm: str
    page: str


def open_steps(record: Record, user: User) -> Iterator[Step]:
    """The steps that lead away from the present state and that this person's role may take."""
    state = getattr(record, state_field(record).attname)
    for name in steps_of(record):
        method = getattr(record, name)
        if not method._django_fsm.has_transition(state):
            continue
        transition = method._django_fsm.get_transition(state)
        if transition.custom.get("hidden") or not user.has_perm(transition.permission, record):
            continue
        yield Step(
            name=name,
            label=transition.custom["label"],
            closed=why_closed(record, method, by=user) or "",
            tone=transition.custom.get("tone", "plain"),
            note=transition.custom.get("note", ""),
            confirm=transition.custom.get("confirm", ""),
            page=transition.custom.get("page", ""),
        )
