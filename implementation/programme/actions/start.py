"""Starting a programme and laying its path."""

import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import audit
from core.models import User
from core.refusal import Refused
from core.roles import Role
from core.workflow import perform
from implementation.programme import registry
from implementation.programme.models import (
    Deliverable,
    Department,
    Membership,
    Milestone,
    Organisation,
    Programme,
    Stage,
)
from implementation.programme.offers import PathOffer
from implementation.programme.paths import STAGES


def may_start(user: User) -> bool:
    """Who runs or decides a programme somewhere, and who belongs to none yet, may start one; an invited guest may not."""
    roles = set(Membership.objects.filter(user=user).values_list("role", flat=True))
    return not roles or bool(roles & {Role.MANAGER, Role.CONSULTANT, Role.SPONSOR})


def organisations_of(user: User):
    """Organisations that this person may start a further programme for."""
    mine = [Role.MANAGER, Role.CONSULTANT, Role.SPONSOR]
    return Organisation.objects.filter(
        programmes__memberships__user=user, programmes__memberships__role__in=mine
    ).distinct()


@transaction.atomic
def start_programme(
    *,
    by: User,
    name: str,
    strategy: str,
    started_on: datetime.date,
    modules_wanted: list[str],
    role: str,
    organisation: Organisation,
    departments: list[str] = (),
    path: PathOffer | None = None,
    as_they_were: bool = False,
) -> Programme:
    """Make a programme with its stages, milestones, deliverables and gates in place; the starter has ``role`` on it.

    ``organisation`` may be new (unsaved). Texts are written in the organisation's language. ``path`` is laid in place of the
    built-in one of the strategy; ``as_they_were`` takes the days its stages lasted for the standard.
    """
    if not may_start(by):
        raise Refused(_("Only a manager, a consultant or a sponsor starts a programme."))
    if path is not None and not path.fits(organisation if organisation.pk else None):
        raise Refused(_("This path belongs to another organisation: choose one that may be used here."))
    if organisation.pk is None:
        organisation.full_clean()
        organisation.save()
    elif not organisations_of(by).filter(pk=organisation.pk).exists():
        raise Refused(_("You have no role in this organisation that lets you start a programme for it."))
    programme = Programme(
        organisation=organisation,
        name=name,
        strategy=strategy,
        started_on=started_on,
        modules_wanted=modules_wanted,
        created_by=by,
    )
    programme.full_clean()
    programme.save()
    Membership.objects.create(programme=programme, user=by, role=role)
    if getattr(by, "role_cache", None) is not None:
        by.role_cache.clear()
    audit.entry(programme, "created", by=by, after=audit.snapshot(programme))
    for title in departments:
        Department.objects.get_or_create(organisation=organisation, name=title)
    with translation.override(organisation.language):
        if path is None:
            lay_path(programme)
        else:
            path.lay(programme, by, as_they_were)
        first = programme.stages.order_by("number").first()
        perform(first, "start", by=None, actual_start=programme.started_on)
        registry.furnish(programme, by)
        if path is not None:
            path.settle(programme, by, as_they_were)
    return programme


def lay_path(programme: Programme) -> None:
    """Stages one after the other from the start day, each with what is due in it."""
    start = programme.started_on
    for number, spec in enumerate(STAGES, start=1):
        days = spec.days[programme.strategy]
        end = start + datetime.timedelta(days=days - 1)
        stage = Stage.objects.create(
            programme=programme,
            number=number,
            kind=spec.kind,
            name=str(spec.name),
            standard_days=days,
            planned_start=start,
            planned_end=end,
        )
        for title, share in spec.milestones:
            due = start + datetime.timedelta(days=round((days - 1) * share))
            Milestone.objects.create(programme=programme, stage=stage, name=str(title), due=due)
        for title in spec.deliverables:
            Deliverable.objects.create(programme=programme, stage=stage, name=str(title), due=end)
        start = end + datetime.timedelta(days=1)
