"""Who has attended what: each person once for each course, with the last time and whether it still holds."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from change_mgmt.models import Course, Enrolment
from change_mgmt.training.validity import due_on, holds, standing
from implementation.programme.models import Programme


@dataclass(frozen=True)
class Learned:
    """That somebody attended a course and reached its pass mark; ``on`` is the last time."""

    name: str
    employee: int | None
    user: int | None
    department: int
    on: datetime.date
    months: int | None

    @property
    def due(self) -> datetime.date | None:
        return due_on(self.on, self.months)

    @property
    def holds(self) -> bool:
        return holds(self.on, self.months, today=timezone.localdate())

    @property
    def standing(self) -> str:
        return standing(self.on, self.months, today=timezone.localdate())


@dataclass(frozen=True)
class Learning:
    """course number -> person -> what they learned"""

    by_course: dict[int, dict[Hashable, Learned]] = field(default_factory=dict)

    def employees(self, course: int) -> set[int]:
        """Numbers of the employees whose training in a course still holds."""
        return {each.employee for each in self.by_course.get(course, {}).values() if each.employee and each.holds}

    @cached_property
    def _counts(self) -> Counter:
        return Counter(
            (course, each.department)
            for course, people in self.by_course.items()
            for each in people.values()
            if each.holds
        )

    def people(self, course: int, department: int) -> int:
        """How many of a department, on the list of employees or not."""
        return self._counts[course, department]

    def due(self, course: int) -> list[Learned]:
        """Whose training in a course runs out soon or has run out, the longest overdue first."""
        found = [each for each in self.by_course.get(course, {}).values() if each.standing != "valid"]
        return sorted(found, key=lambda each: (each.due or each.on, each.name))


def learned(programme: Programme) -> Learning:
    """One query: all who attended and, where the course has a pass mark, reached it. Who has left no longer counts."""
    found = Enrolment.objects.filter(session__course__programme=programme).attended().exclude(employee__has_left=True)
    rows = found.order_by("session__starts_at", "pk").values_list(
        "session__course_id",
        "session__course__pass_mark",
        "session__course__valid_months",
        "session__starts_at",
        "score",
        "name",
        "employee_id",
        "user_id",
        "department_id",
        "employee__department_id",
    )
    by_course: dict[int, dict[Hashable, Learned]] = defaultdict(dict)
    for course, mark, months, at, score, name, employee, user, department, now_in in rows:
        if mark is not None and (score is None or score < mark):
            continue
        key = employee or (department, name.strip().casefold())  # a name where nobody is found on the list
        on = timezone.localdate(at)
        by_course[course][key] = Learned(name, employee, user, now_in or department, on, months)
    return Learning(dict(by_course))


def courses_asked_of(programme: Programme, employee) -> list[Course]:
    """The courses that somebody on the list of employees must attend."""
    courses = Course.objects.filter(programme=programme, level=employee.level, from_list=True)
    return [
        course
        for course in courses.prefetch_related("departments")
        if (not course.posts or employee.post in course.posts)
        and (not (places := course.departments.all()) or employee.department in places)
    ]
