"""Planning in which order the departments get a module, within what they can bear."""

import datetime
from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused, Stale
from core.text import listed
from implementation.programme.models import Department, Programme
from implementation.rollout.models import Capacity, Module, Wave, WavePlace
from implementation.rollout.proposals import proposal_for
from implementation.rollout.wave_load import beyond, sentence

Places = Mapping[Department, int]


@transaction.atomic
def set_capacity(
    programme: Programme, department: Department, *, at_once: int, a_month: int | None = None, by: User
) -> Capacity:
    """How many people of a department may be in change at once; the number replaces the usual fifth."""
    if department.organisation_id != programme.organisation_id:
        raise Refused(_("Choose departments of this organisation."))
    audit.lock(programme.scope_key)
    found = programme.capacitys.filter(department=department).first()
    if found:
        return actions.change(found, permission="rollout.set_capacity", by=by, at_once=at_once, a_month=a_month)
    new = Capacity(programme=programme, department=department, at_once=at_once, a_month=a_month)
    return actions.create(new, permission="rollout.set_capacity", by=by)


@transaction.atomic
def plan_wave(wave: Wave, *, modules: Iterable[Module], places: Places, by: User) -> Wave:
    """Write a wave down with the people that it reaches in each department."""
    audit.lock(wave.scope_key)
    chosen = list(modules)
    _check(wave, chosen, places, by=by)
    wave.number = (wave.programme.waves.aggregate(last=Max("number"))["last"] or 0) + 1
    actions.create(wave, permission="rollout.edit_wave", by=by, note=_note(chosen, places))
    wave.modules.set(chosen)
    WavePlace.objects.bulk_create(WavePlace(wave=wave, department=place, people=n) for place, n in places.items())
    return wave


@transaction.atomic
def change_wave(
    wave: Wave, *, modules: Iterable[Module], places: Places, by: User, seen_revision: int | None = None, **fields
) -> Wave:
    """Change the plan of a wave that is not over."""
    audit.lock(wave.scope_key)
    fresh = Wave.objects.select_related("programme__organisation").get(pk=wave.pk)
    if seen_revision is not None and fresh.revision != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    if not fresh.is_open:
        raise Refused(_("The wave is over: it stays on record as it was."))
    for name, value in fields.items():
        setattr(fresh, name, value)
    chosen = list(modules)
    _check(fresh, chosen, places, by=by)
    before = _note(wave.modules.all(), {place.department: place.people for place in wave.places.all()})
    after = _note(chosen, places)
    changed = actions.change(wave, permission="rollout.edit_wave", by=by, seen_revision=seen_revision, **fields)
    if before != after:
        wave.modules.set(chosen)
        wave.places.all().delete()
        WavePlace.objects.bulk_create(WavePlace(wave=wave, department=place, people=n) for place, n in places.items())
        Wave.objects.filter(pk=wave.pk).update(revision=changed.revision + 1)
        audit.entry(changed, "moved", by=by, before={"places": before}, after={"places": after})
    return changed


def _note(modules: Iterable[Module], places: Places) -> str:
    """What a wave brings to whom, for the trail."""
    whom = [f"{place.name} {people}" for place, people in sorted(places.items(), key=lambda item: item[0].name)]
    return f"{', '.join(sorted(module.name for module in modules))}: {', '.join(whom)}"


def _check(wave: Wave, modules: list[Module], places: Places, *, by: User) -> None:
    if not modules:
        raise Refused(_("Choose at least one module for the wave."))
    if not places:
        raise Refused(_("Say for at least one department how many people get it."))
    if any(module.programme_id != wave.programme_id for module in modules):
        raise Refused(_("Choose a module of this programme."))
    if any(place.organisation_id != wave.programme.organisation_id for place in places):
        raise Refused(_("Choose departments of this organisation."))
    closed = [module.name for module in modules if module.state == Module.State.CLOSED]
    if closed:
        raise Refused(_("%(names)s: the module is closed.") % {"names": listed(closed)})
    _has_people(places)
    _needs_are_met(wave, modules)
    _within_capacity(wave, places, by=by)


def _has_people(places: Places) -> None:
    for place, people in places.items():
        if place.headcount and people > place.headcount:
            raise Refused(
                _("%(name)s has %(headcount)d people: the wave cannot reach %(people)d of them.")
                % {"name": place.name, "headcount": place.headcount, "people": people}
            )


def _needs_are_met(wave: Wave, modules: list[Module]) -> None:
    """What a module stands on is rolling out, comes in the same wave, or in one that goes live before."""
    earlier = wave.programme.waves.filter(go_live__lte=wave.go_live).exclude(state=Wave.State.CANCELLED)
    coming = set(earlier.exclude(pk=wave.pk).values_list("modules", flat=True)) | {module.pk for module in modules}
    for module in modules:
        lacking = [need.name for need in module.needs.all() if need.state not in Module.OUT and need.pk not in coming]
        if lacking:
            raise Refused(
                _("%(module)s needs %(names)s first: put it into this wave or an earlier one.")
                % {"module": module.name, "names": listed(lacking)}
            )


def _within_capacity(wave: Wave, places: Places, *, by: User) -> None:
    """Refused with department, week and numbers, unless the manager says why it may be."""
    found = beyond(wave, {place.pk: people for place, people in places.items()})
    if not found:
        return
    if not wave.over_capacity_because.strip():
        names = {place.pk: place.name for place in places}
        raise Refused(sentence(found[0], names))
    if not by.has_perm("rollout.exceed_capacity", wave):
        raise Refused(_("Only the manager lets a wave exceed a department’s capacity: plan fewer people, or later."))


@transaction.atomic
def plan_proposed(programme: Programme, module: Module, *, by: User) -> list[Wave]:
    """Write down every wave that is proposed for a module."""
    if not by.has_perm("rollout.edit_wave", programme):
        raise PermissionDenied
    audit.lock(programme.scope_key)
    proposal = proposal_for(module)
    if not proposal.slices:
        raise Refused(proposal.closed or _("Every department has it, or is planned for it, already."))
    departments = {place.pk: place for place in programme.organisation.departments.all()}
    lead = proposal.lead or by
    return [
        plan_wave(
            Wave(
                programme=programme,
                name=_("%(module)s, wave %(n)d") % {"module": module.name[:60], "n": proposal.first_number + place},
                lead=lead,
                start=item.start,
                go_live=item.start + datetime.timedelta(days=7),
                end=item.end,
            ),
            modules=[module],
            places={departments[pk]: people for pk, people in item.places.items()},
            by=by,
        )
        for place, item in enumerate(proposal.slices)
    ]
