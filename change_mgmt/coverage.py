"""How many of those who must be trained are trained: by course, department and level."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from change_mgmt.models import Enrolment, Level, NeededPlace
from implementation.programme.models import Programme


@dataclass(frozen=True)
class Cover:
    """People needed and people trained; more than are needed never count."""

    needed: int = 0
    trained: int = 0

    @property
    def missing(self) -> int:
        return self.needed - self.trained

    @property
    def share(self) -> Decimal | None:
        """Of 100, not rounded; None where nobody is needed."""
        return Decimal(self.trained) * 100 / self.needed if self.needed else None

    def __add__(self, other: "Cover") -> "Cover":
        return Cover(self.needed + other.needed, self.trained + other.trained)


@dataclass(frozen=True)
class Coverage:
    total: Cover
    by_course: dict[int, Cover] = field(default_factory=dict)
    by_department: dict[str, Cover] = field(default_factory=dict)
    #: department number -> cover
    by_department_pk: dict[int, Cover] = field(default_factory=dict)
    by_level: dict[str, Cover] = field(default_factory=dict)
    #: (course number, department number) -> cover
    by_place: dict[tuple[int, int], Cover] = field(default_factory=dict)


def coverage(programme: Programme) -> Coverage:
    """Two queries. A person counts once for each course, however many of its sessions they came to."""
    trained = _trained(programme)
    needs = NeededPlace.objects.filter(course__programme=programme).select_related("course", "department")
    by_course, by_level, by_place = defaultdict(Cover), defaultdict(Cover), {}
    by_department: dict[str, Cover] = defaultdict(Cover)
    by_department_pk: dict[int, Cover] = defaultdict(Cover)
    for need in needs.order_by("department__name", "pk"):
        place = need.course_id, need.department_id
        cover = Cover(need.people, min(need.people, len(trained.get(place, ()))))
        by_place[place] = cover
        by_course[need.course_id] += cover
        by_level[need.course.level] += cover
        by_department[need.department.name] += cover
        by_department_pk[need.department_id] += cover
    levels = {level: by_level[level] for level in Level.values if level in by_level}
    total = sum(by_place.values(), Cover())
    return Coverage(total, dict(by_course), dict(by_department), dict(by_department_pk), levels, by_place)


def _trained(programme: Programme) -> dict[tuple[int, int], set[str]]:
    """(course, department) -> who attended and, where the course has a pass mark, reached it."""
    found = Enrolment.objects.filter(session__course__programme=programme, state=Enrolment.State.ATTENDED)
    rows = found.values_list("session__course_id", "department_id", "name", "score", "session__course__pass_mark")
    people = defaultdict(set)
    for course, department, name, score, pass_mark in rows.order_by():
        if pass_mark is None or (score is not None and score >= pass_mark):
            people[course, department].add(name.strip().casefold())
    return people
