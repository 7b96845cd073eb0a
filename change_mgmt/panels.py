"""What people and changes show elsewhere: the scope of the programme, the menu, the report, what happened."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.attended import courses_asked_of
from change_mgmt.charts import coverage_bars
from change_mgmt.coverage import Cover, coverage
from change_mgmt.models import ChangeDecision, ChangeRequest, Course, Enrolment, Level, PersonalLink, Session
from change_mgmt.stakeholders import report  # noqa: F401  (registers more)
from core.evidence import in_every_language, plain
from core.text import amount, number, say
from implementation.programme import registry
from implementation.programme.models import Programme
from implementation.staff.registry import Held, about_employee, forgets

State = ChangeRequest.State
#: As many changes as the report lists; the page has them all.
MOST_CHANGES = 20


@registry.nav_count("changes")
def open_changes(programme: Programme) -> int:
    return ChangeRequest.objects.filter(programme=programme).open().count()


BOUNDS = registry.Bounds(
    0, 0, _("Days that an undecided change is past its day"), _("Days that an undecided large change is past its day")
)


@registry.dimension("scope", label=_("Scope"), order=30, bounds=BOUNDS, records=["change_mgmt.changerequest"])
def scope(programme: Programme, limits: registry.Limits = BOUNDS.limits) -> registry.Status:
    """Off track when a large change is past its day, at risk when a small one is or a large one waits."""
    url = reverse("changes", args=[programme.pk])
    today = timezone.localdate()
    changes = ChangeRequest.objects.filter(programme=programme)
    late = list(changes.open().filter(decide_by__lt=today).order_by("decide_by", "number"))
    if late:
        large = [change for change in late if change.size == ChangeRequest.Size.LARGE]
        level = limits.level_of_two(_days_past(late, today), _days_past(large, today))
        text = say(_("**{n}** undecided past the day: {change}."), n=len(late), change=str(late[0]))
        return registry.Status(level, text, url)
    waiting = changes.filter(state=State.WAITING, size=ChangeRequest.Size.LARGE).order_by("decide_by").first()
    if waiting:
        text = say(_("A large change waits for approval: **{change}**."), change=str(waiting))
        return registry.Status(registry.AT_RISK, text, url)
    approved = changes.filter(state__in=[State.APPROVED, State.IMPLEMENTED])
    agreed = approved.aggregate(n=Count("pk"), cost=Sum("cost"), days=Sum("days"))
    if not agreed["n"]:
        return registry.Status(registry.ON_TRACK, _("No change is approved."), url)
    text = say(
        _("**{n}** changes approved: {cost}, {days} days."),
        n=agreed["n"],
        cost=amount(agreed["cost"], programme.organisation.currency),
        days=number(agreed["days"]),
    )
    return registry.Status(registry.ON_TRACK, text, url)


def _days_past(changes: list[ChangeRequest], today) -> int:
    return max(((today - change.decide_by).days for change in changes), default=0)


@registry.panel(
    "change_mgmt",
    title=_("People and changes"),
    order=90,
    detail="change_mgmt/_report.html",
    brief="change_mgmt/_brief.html",
)
def people(programme: Programme) -> dict[str, Any]:
    """Training by level, department and course; the change log, newest first. How people stand is confidential and left out."""
    found = coverage(programme)
    courses = [
        _cover(found.by_course.get(course.pk, Cover()), title=course.title, level=course.level)
        for course in Course.objects.filter(programme=programme)
    ]
    levels = [_cover(cover, level=level) for level, cover in found.by_level.items()]
    departments = [_cover(cover, department=name) for name, cover in found.by_department.items()]
    changes = ChangeRequest.objects.filter(programme=programme).select_related("requested_by")
    counts = dict(changes.order_by().values_list("state").annotate(n=Count("pk")))
    facts = {
        "total": _cover(found.total) if found.total.needed else {},
        "levels": levels,
        "departments": departments,
        "courses": courses,
        "changes": [_change(change) for change in changes[:MOST_CHANGES]],
        "changes_in_all": sum(counts.values()),
        "undecided": sum(counts.get(state, 0) for state in ChangeRequest.OPEN),
        "charts": [_chart(levels, found.total)] if levels else [],
    }
    return plain(facts)


def _cover(cover: Cover, **who) -> dict[str, Any]:
    if "level" in who:
        who["level_name"] = in_every_language(Level(who["level"]).label)
    share = None if cover.share is None else float(round(cover.share, 4))
    return who | {"needed": cover.needed, "trained": cover.trained, "missing": cover.missing, "share": share}


def _change(change: ChangeRequest) -> dict[str, Any]:
    return {
        "code": change.code,
        "title": change.title,
        "state": change.state,
        "state_name": in_every_language(State(change.state).label),
        "size_name": in_every_language(ChangeRequest.Size(change.size).label),
        "cost": change.cost,
        "days": change.days,
        "requested_by": change.requested_by.name,
        "decided_by": change.decided_by,
        "decide_by": change.decide_by,
        "late": change.is_open and change.decide_by < timezone.localdate(),
    }


def _chart(levels: list[dict], total: Cover) -> dict[str, Any]:
    """Its words are in the picture, so there is a picture for each language."""
    trained, missing = in_every_language(_("Trained")), in_every_language(_("Still to train"))
    sentence = say(_("{done} of {needed} people are trained."), done=total.trained, needed=total.needed)
    return {
        "figure": {
            code: coverage_bars(
                {item["level_name"][code]: Cover(item["needed"], item["trained"]) for item in levels},
                trained=trained[code],
                missing=missing[code],
            )
            for code in trained
        },
        "title": in_every_language(_("People trained, by level")),
        "description": in_every_language(sentence),
        "columns": [in_every_language(_("Level")), trained, missing],
        "rows": [[item["level_name"], item["trained"], item["missing"]] for item in levels],
    }


@registry.events
def happened(programme, since, until):
    decisions = ChangeDecision.objects.filter(programme=programme, at__date__gte=since, at__date__lte=until)
    for decision in decisions.select_related("change"):
        text = say(
            _("{change}: {outcome}, by {name}."),
            change=str(decision.change),
            outcome=ChangeDecision.Outcome(decision.outcome).label,
            name=decision.by_name,
        )
        yield registry.Event(timezone.localdate(decision.at), in_every_language(text))
    held = Session.objects.filter(
        course__programme=programme,
        state=Session.State.HELD,
        starts_at__date__gte=since,
        starts_at__date__lte=until,
    ).select_related("course")
    for session in held.annotate(came=Count("enrolments", filter=Q(enrolments__state="attended"))):
        text = say(_("Training held: {course}, {n} people."), course=session.course.title, n=session.came)
        yield registry.Event(timezone.localdate(session.starts_at), in_every_language(text))


@about_employee
def training_of(employee):
    """How many courses they have attended, of those that are meant for them."""
    asked = courses_asked_of(employee.programme, employee)
    attended = Enrolment.objects.filter(employee=employee).attended().values("session__course").distinct().count()
    if asked or attended:
        says = say(_("{done} attended, {asked} meant for them"), done=attended, asked=len(asked))
        yield Held(_("Training"), says, reverse("training", args=[employee.programme_id]), "change_mgmt.view_course")


@forgets
def forget_seats(employee) -> None:
    """Who was trained stays counted; who it was is not told any more. A certificate that was issued stays as it was."""
    nameless = f"– {employee.pk}"
    Enrolment.objects.filter(employee=employee).update(name=nameless)
    PersonalLink.objects.filter(employee=employee).update(name=nameless)
