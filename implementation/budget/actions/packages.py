"""Work packages: planned, progressed, and the points at which they earn."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.text import listed
from implementation.budget.actions.watch import watch
from implementation.budget.models import PackageMilestone, PackageProgress, WorkPackage
from implementation.programme.models import Task

EDIT = "budget.edit_package"
#: So that one page shows them all.
MOST_PACKAGES = 200
MOST_MILESTONES = 20


@transaction.atomic
def add_package(package: WorkPackage, *, by: User) -> WorkPackage:
    audit.lock(package.scope_key)
    if package.programme.workpackages.count() >= MOST_PACKAGES:
        raise Refused(
            _("A programme has at most %(most)d work packages: put small ones together.") % {"most": MOST_PACKAGES}
        )
    actions.create(package, permission=EDIT, by=by)
    watch(package.programme)
    return package


@transaction.atomic
def change_package(
    package: WorkPackage, *, by: User, seen_revision: int | None = None, note: str | None = None, **fields: Any
) -> WorkPackage:
    changed = actions.change(package, permission=EDIT, by=by, seen_revision=seen_revision, note=note, **fields)
    watch(package.programme)
    return changed


@transaction.atomic
def remove_package(package: WorkPackage, *, by: User, note: str = "") -> None:
    """Only one to which nothing happened yet."""
    audit.lock(package.scope_key)
    if package.costs.exists():
        raise Refused(_("Costs are booked to this work package, so it stays: set its budget instead."))
    if package.progress.exists() or package.milestones.filter(reached_on__isnull=False).exists():
        raise Refused(_("Progress is recorded for this work package, so it stays."))
    for milestone in package.milestones.all():
        actions.remove(milestone, permission=EDIT, by=by, note=note)
    package.tasks.clear()
    actions.remove(package, permission=EDIT, by=by, note=note)
    watch(package.programme)


@transaction.atomic
def record_progress(package: WorkPackage, *, percent: int, on: datetime.date, why: str, by: User) -> PackageProgress:
    """How far it is from that day on. The history stays: a later word replaces an earlier one, none is edited."""
    audit.lock(package.scope_key)
    if not package.is_told:
        raise Refused(_("The progress of this work package follows from its records: it is not told by hand."))
    latest = package.progress.first()
    if latest and on < latest.on:
        raise ValidationError({"on": _("Progress of a later day is recorded already: choose that day or a later one.")})
    if latest and latest.percent == percent:
        raise ValidationError({"percent": _("This is what is recorded already: nothing would change.")})
    progress = PackageProgress(package=package, percent=percent, on=on, why=why, by=by)
    actions.create(progress, permission="budget.record_progress", by=by, note=why)
    watch(package.programme)
    return progress


@transaction.atomic
def add_milestone(milestone: PackageMilestone, *, by: User) -> PackageMilestone:
    package = milestone.package
    audit.lock(package.scope_key)
    if package.rule != WorkPackage.Rule.MILESTONES:
        raise Refused(_("This work package does not earn by milestones: choose that rule first."))
    if package.milestones.count() >= MOST_MILESTONES:
        raise Refused(_("A work package has at most %(most)d milestones.") % {"most": MOST_MILESTONES})
    left = 100 - (package.milestones.aggregate(sum=Sum("weight"))["sum"] or 0)
    if milestone.weight is not None and milestone.weight > left:
        raise ValidationError(
            {"weight": _("All weights together make 100 percent: at most %(left)d are left.") % {"left": left}}
        )
    actions.create(milestone, permission=EDIT, by=by)
    watch(package.programme)
    return milestone


@transaction.atomic
def reach_milestone(
    milestone: PackageMilestone, *, on: datetime.date | None, by: User, note: str = ""
) -> PackageMilestone:
    """Reached on that day; None takes it back."""
    if on is not None and on > timezone.localdate():
        raise Refused(_("This day lies in the future: say what is so today."))
    if on is None and not note.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    verb = "reached" if on else "not reached"
    done = actions.change(milestone, permission="budget.record_progress", by=by, verb=verb, note=note, reached_on=on)
    watch(milestone.package.programme)
    return done


@transaction.atomic
def remove_milestone(milestone: PackageMilestone, *, by: User) -> None:
    audit.lock(milestone.scope_key)
    if PackageMilestone.objects.filter(pk=milestone.pk, reached_on__isnull=False).exists():
        raise Refused(_("This milestone is reached: say first that it is not."))
    actions.remove(milestone, permission=EDIT, by=by)
    watch(milestone.package.programme)


@transaction.atomic
def choose_tasks(package: WorkPackage, tasks: Iterable[Task], *, by: User) -> None:
    """Which tasks earn the package: each the same part when it is done."""
    if not by.has_perm(EDIT, package):
        raise PermissionDenied
    audit.lock(package.scope_key)
    chosen = list(tasks)
    if any(task.programme_id != package.programme_id for task in chosen):
        raise Refused(_("Choose tasks of this programme."))
    before = listed(package.tasks.all())
    package.tasks.set(chosen)
    audit.entry(package, "tasks chosen", by=by, before={"tasks": before}, after={"tasks": listed(package.tasks.all())})
    watch(package.programme)
