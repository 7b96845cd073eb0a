"""What training tells the gates beside its coverage: the people of a pilot, the tests, what must be repeated."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.attended import learned
from change_mgmt.coverage import Cover, coverage
from change_mgmt.models import Course, Enrolment
from change_mgmt.pilot_readiness import covers_of
from core.text import day, number, rounded, say
from implementation.gates.registry import (
    ACCEPTANCE,
    BENEFITS_REVIEW,
    PILOT_EXIT,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from implementation.rollout.models import Pilot


@gate_check(
    "change_mgmt.pilot_people_trained",
    title=_("The departments of the pilot are trained for its module"),
    at={READY_TO_PILOT: SHOULD, PILOT_EXIT: SHOULD},
    weight=10,
    order=61,
    parameters={"percent": Parameter(80, _("People trained, at least, per cent"), minimum=1, maximum=100)},
    figures={
        "pilot": _("Pilot"),
        "trained": _("Trained"),
        "needed": _("To be trained"),
        "behind": _("Departments below the floor"),
        "percent": None,
    },
)
def pilot_people_trained(programme, *, gate, percent):
    """The pilot that the gate is the exit of; before that, the one that starts first."""
    pilots = programme.pilots.exclude(state=Pilot.State.ROLLED_BACK).select_related("module")
    own = pilots.filter(exit_gate=gate) if gate is not None else pilots.none()
    pilot = own.first() or pilots.order_by("planned_start", "pk").first()
    if pilot is None:
        url = reverse("new_pilot", args=[programme.pk])
        return not_met(_("No pilot is planned yet."), figures={"trained": 0, "needed": 0}, url=url)
    places = covers_of(pilot, coverage(programme))
    departments = {each.pk: each.name for each in pilot.departments.all()}
    if departments:
        places = {pk: cover for pk, cover in places.items() if pk in departments}
    total = sum(places.values(), Cover())
    behind = [pk for pk, cover in places.items() if cover.share is not None and cover.share < percent]
    figures = {
        "pilot": pilot.name,
        "trained": total.trained,
        "needed": total.needed,
        "behind": len(behind),
        "percent": percent,
    }
    url = reverse("training", args=[programme.pk])
    if not total.needed:
        text = say(_("{pilot}: no course is asked of its departments."), pilot=pilot.name)
        return not_met(text, figures=figures, url=url)
    words = {"pilot": pilot.name, "done": total.trained, "needed": total.needed, "floor": number(percent)}
    if not behind:
        text = say(_("{pilot}: **{done} of {needed}** trained, every department at {floor} % or more."), **words)
        return met(text, figures=figures, url=url)
    text = say(_("{pilot}: **{done} of {needed}** trained; departments below {floor} %: {n}."), **words, n=len(behind))
    return (partly if total.trained else not_met)(text, figures=figures, url=url)


@gate_check(
    "change_mgmt.tests_passed",
    title=_("Those who attended have passed"),
    at={PILOT_EXIT: SHOULD, ACCEPTANCE: SHOULD},
    weight=10,
    order=62,
    parameters={"percent": Parameter(80, _("Passed, at least, per cent"), minimum=1, maximum=100)},
    figures={"passed": _("Passed"), "attended": _("Attended"), "percent": None},
)
def tests_passed(programme, *, gate, percent):
    """Courses with a pass mark; each person once for each course, by their best score."""
    url = reverse("training", args=[programme.pk])
    best: dict[tuple, bool] = {}
    found = Enrolment.objects.filter(session__course__programme=programme, session__course__pass_mark__isnull=False)
    rows = found.attended().values_list(
        "session__course_id", "session__course__pass_mark", "employee_id", "department_id", "name", "score"
    )
    for course, mark, employee, department, name, score in rows.order_by():
        who = (course, employee or (department, name.strip().casefold()))
        best[who] = best.get(who, False) or (score is not None and score >= mark)
    passed, attended = sum(best.values()), len(best)
    figures = {"passed": passed, "attended": attended, "percent": percent}
    if not attended:
        if Course.objects.filter(programme=programme, pass_mark__isnull=False).exists():
            return not_met(_("Nobody has attended a course with a pass mark."), figures=figures, url=url)
        return met(_("No course has a pass mark."), figures=figures, url=url)
    text = say(
        _("**{passed} of {attended}** passed ({share} %); floor {floor} %."),
        passed=passed,
        attended=attended,
        share=number(rounded(passed * 100 / attended, 1), 1),
        floor=number(percent),
    )
    if passed * 100 >= percent * attended:
        return met(text, figures=figures, url=url)
    return (partly if passed else not_met)(text, figures=figures, url=url)


@gate_check(
    "change_mgmt.repeats_in_time",
    title=_("No training has run out"),
    at={ACCEPTANCE: SHOULD, BENEFITS_REVIEW: SHOULD},
    weight=10,
    order=63,
    figures={"overdue": _("Overdue"), "course": _("Course")},
)
def repeats_in_time(programme, *, gate):
    url = reverse("training", args=[programme.pk])
    courses = Course.objects.filter(programme=programme, valid_months__isnull=False)
    if not courses:
        return met(_("No course must be repeated."), figures={"overdue": 0}, url=url)
    found = learned(programme)
    late = [(each, course) for course in courses for each in found.due(course.pk) if each.standing == "overdue"]
    if not late:
        return met(_("Nobody’s training has run out."), figures={"overdue": 0}, url=url)
    first, course = min(late, key=lambda pair: pair[0].due or timezone.localdate())
    figures = {"overdue": len(late), "course": course.title}
    text = say(
        _("**{n}** must repeat a course, the first since {day}: {course}."),
        n=len(late),
        day=day(first.due),
        course=course.title,
    )
    return not_met(text, figures=figures, url=course.get_absolute_url())
