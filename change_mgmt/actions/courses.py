"""What is taught, to whom, and how many it must reach."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.models import Course, NeededPlace
from core import actions, audit
from core.access import require
from core.models import User
from core.refusal import Refused
from implementation.programme.models import Department


@transaction.atomic
def create_course(course: Course, *, departments: Iterable[Department] = (), by: User) -> Course:
    """A course for these departments, or without any for all."""
    departments = list(departments)
    made = actions.create(course, permission="change_mgmt.edit_training", by=by, note=_names(departments))
    made.departments.set(departments)
    return made


@transaction.atomic
def change_course(
    course: Course,
    *,
    departments: Iterable[Department],
    by: User,
    seen_revision: int | None = None,
    **fields: Any,
) -> Course:
    """Change the course and its departments with one audit entry, whichever of the two differ."""
    wanted, revision = list(departments), Course.objects.get(pk=course.pk).revision
    differ = set(wanted) != set(course.departments.all())
    changed = actions.change(
        course,
        permission="change_mgmt.edit_training",
        by=by,
        note=_names(wanted) if differ else "",
        seen_revision=seen_revision,
        **fields,
    )
    if differ:
        changed.departments.set(wanted)
        if changed.revision == revision:
            changed.revision += 1
            changed.save(update_fields=["revision"])
            audit.entry(changed, "changed", by=by, note=_names(wanted))
    return changed


def _names(departments: list[Department]) -> str:
    return ", ".join(sorted(department.name for department in departments)) or _("All departments")


@transaction.atomic
def set_needs(course: Course, people: dict[Department, int], *, by: User) -> None:
    """How many people of each department the course must reach; 0 takes a department out. One audit entry."""
    require(by, "change_mgmt.edit_training", course)
    audit.lock(course.scope_key)
    if any(department.organisation_id != course.programme.organisation_id for department in people):
        raise Refused(_("Choose departments of this organisation."))
    before = {need.department.name: need.people for need in course.needs.select_related("department")}
    for department, count in people.items():
        if count:
            NeededPlace.objects.update_or_create(course=course, department=department, defaults={"people": count})
        else:
            NeededPlace.objects.filter(course=course, department=department).delete()
    after = {need.department.name: need.people for need in course.needs.select_related("department")}
    old, new = audit.changed(before, after)
    if old or new:
        audit.entry(course, "needs set", by=by, before=old, after=new)
