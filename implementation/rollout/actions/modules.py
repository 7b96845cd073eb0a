"""Putting modules on a programme, their order, and what each of them needs."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.text import listed
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department, Programme
from implementation.rollout.dependencies import circle
from implementation.rollout.models import Module

#: What everything else stands on.
FOUNDATION = "master_data"


@transaction.atomic
def add_module(programme: Programme, key: str, *, by: User | None) -> Module:
    """Put a module of the catalogue on the programme, named in the organisation's language.

    It needs the customer master data, until somebody says otherwise.
    """
    spec = MODULES[key]
    with translation.override(programme.organisation.language):
        name = str(spec.name)
    module = Module(programme=programme, key=key, name=name, layer=spec.layer, order=list(MODULES).index(key))
    actions.create(module, permission="rollout.edit_module", by=by)
    if key == FOUNDATION:
        for other in programme.modules.filter(state=Module.State.NOT_STARTED).exclude(pk=module.pk):
            if not other.needs.exists():
                _need(other, [module], by=by)
    elif foundation := programme.modules.filter(key=FOUNDATION).first():
        _need(module, [foundation], by=by)
    return module


def _need(module: Module, needs: list[Module], *, by: User | None) -> None:
    before = _named(module.needs.all())
    module.needs.set(needs)
    audit.entry(module, "needs set", by=by, before={"needs": before}, after={"needs": _named(needs)})


def _named(records: Iterable) -> list[str]:
    return sorted(record.name for record in records)


@transaction.atomic
def change_module(
    module: Module,
    *,
    needs: Iterable[Module],
    departments: Iterable[Department],
    by: User,
    seen_revision: int | None = None,
    **fields,
) -> Module:
    """Change what is written about a module, what it needs and whom it is wanted for."""
    needs, departments = list(needs), list(departments)
    changed = actions.change(module, permission="rollout.edit_module", by=by, seen_revision=seen_revision, **fields)
    _refuse_strangers(changed, needs, departments)
    _refuse_a_circle(changed, needs)
    before = {"needs": _named(changed.needs.all()), "departments": _named(changed.departments.all())}
    after = {"needs": _named(needs), "departments": _named(departments)}
    if before != after:
        changed.needs.set(needs)
        changed.departments.set(departments)
        changed.revision += 1
        changed.save(update_fields=["revision"])
        old, new = audit.changed(before, after)
        audit.entry(changed, "needs set", by=by, before=old, after=new)
    return changed


def _refuse_strangers(module: Module, needs: list[Module], departments: list[Department]) -> None:
    if any(need.programme_id != module.programme_id for need in needs):
        raise Refused(_("Choose a module of this programme."))
    if any(place.organisation_id != module.programme.organisation_id for place in departments):
        raise Refused(_("Choose departments of this organisation."))


def _refuse_a_circle(module: Module, needs: list[Module]) -> None:
    """Looked at under the lock, so that two people cannot close a circle from both ends."""
    found = {item.pk: item for item in module.programme.modules.prefetch_related("needs")}
    graph = {pk: [need.pk for need in item.needs.all()] for pk, item in found.items()}
    graph[module.pk] = [need.pk for need in needs]
    if not (round_trip := circle(graph)):
        return
    way = [found[pk].name for pk in [*round_trip, round_trip[0]]]
    raise Refused(
        _("That closes a circle: %(way)s. Take one of these needs away, or none of them can begin.")
        % {"way": " → ".join(way)}
    )


@transaction.atomic
def move_module(module: Module, *, up: bool, by: User) -> Module:
    """One place up or down in the order; at the end of the list nothing happens."""
    audit.lock(module.scope_key)
    ordered = list(module.programme.modules.all())
    here = next(place for place, item in enumerate(ordered) if item.pk == module.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(ordered):
        return module
    ordered[here], ordered[there] = ordered[there], ordered[here]
    for place, item in enumerate(ordered):
        if item.order != place:
            actions.change(item, permission="rollout.edit_module", by=by, verb="moved", order=place)
    return Module.objects.get(pk=module.pk)


def unmet_needs(module: Module) -> list[Module]:
    """The modules that it needs and that are not at least rolling out."""
    return [need for need in module.needs.all() if not need.is_out]


def needs_words(module: Module, needs: list[Module]) -> str:
    return _("“%(module)s” needs %(needs)s, not rolling out yet.") % {
        "module": module.name,
        "needs": listed([need.name for need in needs]),
    }
