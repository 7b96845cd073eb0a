"""How many of those who must be trained are trained: by course, department, level and post. The one place that counts them."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from change_mgmt.attended import Learning, learned
from change_mgmt.models import Course, Level, NeededPlace
from implementation.programme.models import Department, Programme
from implementation.staff.models import Employee


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
    #: post, of people on the list of employees -> cover
    by_post: dict[str, Cover] = field(default_factory=dict)
    #: (course number, department number) of the covers that are counted from the list of employees
    from_list: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Place:
    """One course in one department."""

    course: int
    level: str
    department: int
    cover: Cover
    posts: dict[str, Cover] = field(default_factory=dict)
    from_list: bool = False


def coverage(programme: Programme) -> Coverage:
    """Six queries at most. Somebody counts once for each course, however many of its sessions they came to, while it holds.

    Who must attend is counted from the list of employees where the course asks for that and the list has somebody who fits;
    elsewhere the number that was written down counts.
    """
    found = learned(programme)
    names = dict(Department.objects.filter(organisation=programme.organisation_id).values_list("pk", "name"))
    places = sorted(_places(programme, found), key=lambda place: (names[place.department], place.department))
    by_course, by_level, by_post = defaultdict(Cover), defaultdict(Cover), defaultdict(Cover)
    by_department: dict[str, Cover] = defaultdict(Cover)
    by_department_pk: dict[int, Cover] = defaultdict(Cover)
    for place in places:
        by_course[place.course] += place.cover
        by_level[place.level] += place.cover
        by_department[names[place.department]] += place.cover
        by_department_pk[place.department] += place.cover
        for post, cover in place.posts.items():
            by_post[post] += cover
    return Coverage(
        total=sum((place.cover for place in places), Cover()),
        by_course=dict(by_course),
        by_department=dict(by_department),
        by_department_pk=dict(by_department_pk),
        by_level={level: by_level[level] for level in Level.values if level in by_level},
        by_place={(place.course, place.department): place.cover for place in places},
        by_post=dict(sorted(by_post.items())),
        from_list=frozenset((place.course, place.department) for place in places if place.from_list),
    )


def _places(programme: Programme, found: Learning):
    listed = _listed(programme, found)
    yield from listed
    counted = {(place.course, place.department) for place in listed}
    needs = NeededPlace.objects.filter(course__programme=programme).order_by()
    for course, level, department, people in needs.values_list("course_id", "course__level", "department_id", "people"):
        if (course, department) not in counted:
            cover = Cover(people, min(people, found.people(course, department)))
            yield Place(course, level, department, cover)


def _listed(programme: Programme, found: Learning) -> list[Place]:
    """The places that are counted from the list of employees."""
    courses = Course.objects.filter(programme=programme, from_list=True).prefetch_related("departments")
    if not courses:
        return []
    staff: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    people = Employee.objects.filter(programme=programme, department__isnull=False).here().order_by()
    for level, *who in people.values_list("level", "pk", "department_id", "post"):
        staff[level].append(tuple(who))
    return [place for course in courses for place in _places_of(course, staff[course.level], found)]


def _places_of(course: Course, staff: list[tuple[int, int, str]], found: Learning):
    allowed = {department.pk for department in course.departments.all()}
    trained = found.employees(course.pk)
    posts: dict[int, dict[str, Cover]] = defaultdict(lambda: defaultdict(Cover))
    for pk, department, post in staff:
        if (not allowed or department in allowed) and (not course.posts or post in course.posts):
            posts[department][post] += Cover(1, int(pk in trained))
    for department, covers in posts.items():
        named = {post: cover for post, cover in covers.items() if post}
        yield Place(course.pk, course.level, department, sum(covers.values(), Cover()), named, from_list=True)
