"""Who somebody is: found on the list of staff, and given a page of their own for a course."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from change_mgmt.models import Course, Enrolment, PersonalLink, SignUpLink
from core import actions, audit
from core.audit import Written
from core.models import User
from core.refusal import Refused
from implementation.programme.models import Department, Programme
from implementation.staff.models import Employee

PERMISSION = "change_mgmt.edit_training"


def employee_at(programme: Programme, email: str) -> Employee | None:
    found = Employee.objects.filter(programme=programme, email__iexact=email.strip()).here()
    return found.select_related("department", "programme__organisation").first() if email.strip() else None


def employee_named(programme: Programme, name: str, department: Department) -> Employee | None:
    """By work e-mail, or by a name that only one person of the department has."""
    if "@" in name:
        return employee_at(programme, name)
    found = Employee.objects.filter(programme=programme, department=department, name__iexact=name.strip()).here()
    people = list(found.select_related("department", "programme__organisation")[:2])
    return people[0] if len(people) == 1 else None


def seats_of(link: PersonalLink):
    """All seats of the person behind a page in its course, the latest session first."""
    own = Q(link=link)
    if link.employee_id:
        own |= Q(employee=link.employee_id)
    if link.user_id:
        own |= Q(user=link.user_id)
    found = Enrolment.objects.filter(own, session__course=link.course_id)
    return found.select_related("session__course__programme__organisation").order_by("-session__starts_at", "-pk")


def link_of_employee(course: Course, employee: Employee, *, by: User | None) -> PersonalLink:
    """Their own page for the course; made the first time that it is asked for."""
    found = PersonalLink.objects.filter(course=course, employee=employee).first()
    if found:
        found.employee, found.course = employee, course
        return found
    link = PersonalLink(course=course, employee=employee, name=employee.name, department=employee.department)
    return actions.create(link, permission=PERMISSION, by=by)


def link_of_name(
    course: Course, *, name: str, department: Department, seed: str, language: str, came_by: SignUpLink
) -> PersonalLink:
    """The page of somebody who gave only a name. The same page sent twice makes one."""
    found = PersonalLink.objects.filter(course=course, seed=seed).first()
    if found:
        return found
    link = PersonalLink(course=course, name=name, department=department, seed=seed, language=language, came_by=came_by)
    return actions.create(link, permission=PERMISSION, by=None)


def links_of_employees(course: Course, employees: Iterable[Employee], *, by: User) -> list[PersonalLink]:
    """The pages of many at once, in the same order; those that are missing are made."""
    employees = list(employees)
    found = {link.employee_id: link for link in PersonalLink.objects.filter(course=course, employee__in=employees)}
    made = [
        PersonalLink(course=course, employee=each, name=each.name, department=each.department)
        for each in employees
        if each.pk not in found
    ]
    PersonalLink.objects.bulk_create(made, batch_size=500)
    audit.entries(course, [Written(link, "created", None, audit.snapshot(link)) for link in made], by=by)
    found |= {link.employee_id: link for link in made}
    for each in employees:
        found[each.pk].employee, found[each.pk].course = each, course
    return [found[each.pk] for each in employees]


def link_of_enrolment(enrolment: Enrolment, *, by: User | None) -> PersonalLink:
    """The page behind a seat, also of somebody who was put on the list by name: it can be handed over on paper."""
    if enrolment.link:
        return enrolment.link
    audit.lock(enrolment.scope_key)
    course = enrolment.session.course
    if enrolment.employee:
        link = link_of_employee(course, enrolment.employee, by=by)
    elif enrolment.user_id and (found := PersonalLink.objects.filter(course=course, user=enrolment.user_id).first()):
        link = found
    else:
        link = PersonalLink(course=course, user=enrolment.user, name=enrolment.name, department=enrolment.department)
        link = actions.create(link, permission=PERMISSION, by=None)
    if not Enrolment.objects.filter(pk=enrolment.pk).exists():
        raise Refused(_("Somebody else was first: this is removed already."))
    Enrolment.objects.filter(pk=enrolment.pk).update(link=link)
    enrolment.link = link
    return link
