"""What the records say that somebody did: each number with the rows that it counts. Nothing is kept, nothing is added up."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import Enrolment, Session
from core.models import AuditEntry, User
from implementation.experience.models import Lesson
from implementation.gates.models import Condition
from implementation.goals.models import Measurement
from implementation.knowledge.models import Article
from implementation.programme.models import Deliverable, Programme, Task
from implementation.rollout.models import MeasureValue
from risks.models import Risk, TreatmentAction


@dataclass(frozen=True)
class Period:
    """Days, both included."""

    since: datetime.date
    until: datetime.date


Find = Callable[[Programme, User, Period], QuerySet]


@dataclass(frozen=True)
class Number:
    """``find`` gives the records, each with ``done_on``; ``now`` for what is counted as it is today."""

    key: str
    label: Any
    find: Find
    now: bool = False


@dataclass(frozen=True)
class Counted:
    number: Number
    count: int


_numbers: dict[str, Number] = {}


def number(key: str, label, *, now: bool = False):
    def register(find: Find) -> Find:
        _numbers[key] = Number(key, label, find, now)
        return find

    return register


def numbers() -> dict[str, Number]:
    return dict(_numbers)


def counted(programme: Programme, person: User, period: Period) -> list[Counted]:
    """One query for each number, however many rows it counts."""
    return [Counted(item, item.find(programme, person, period).count()) for item in _numbers.values()]


def _entries(label: str, verbs: tuple[str, ...], period: Period, **more) -> QuerySet:
    days = (period.since, period.until)
    return AuditEntry.objects.filter(label=label, verb__in=verbs, at__date__range=days, **more)


def _stepped(rows: QuerySet, verbs: tuple[str, ...], period: Period, **more) -> QuerySet:
    """Rows that took one of these steps in the period, by anybody or by ``actor``, with the day of the latest."""
    found = _entries(rows.model._meta.label_lower, verbs, period, **more)
    latest = found.filter(object_id=OuterRef("pk")).order_by().values("object_id").annotate(at=Max("at")).values("at")
    rows = rows.filter(pk__in=found.values("object_id")).annotate(done_on=Subquery(latest))
    return rows.order_by("-done_on", "-pk")


def _tasks(programme: Programme, person: User, period: Period) -> QuerySet:
    done = Task.objects.filter(programme=programme, owner=person, state=Task.State.DONE)
    done = done.filter(done_at__date__range=(period.since, period.until)).annotate(done_on=F("done_at"))
    return done.prefetch_related("about").order_by("-done_at", "-pk")


@number("tasks_on_time", _("Tasks done on time"))
def tasks_on_time(programme, person, period):
    return _tasks(programme, person, period).filter(done_at__date__lte=F("due"))


@number("tasks_late", _("Tasks done late"))
def tasks_late(programme, person, period):
    return _tasks(programme, person, period).filter(done_at__date__gt=F("due"))


@number("deliverables", _("Deliverables handed in"))
def deliverables(programme, person, period):
    return _stepped(Deliverable.objects.filter(programme=programme), ("submit",), period, actor=person)


@number("reviews", _("Deliverables reviewed"))
def reviews(programme, person, period):
    steps = ("accept", "accept_conditionally", "send_back")
    return _stepped(Deliverable.objects.filter(programme=programme), steps, period, actor=person)


@number("conditions", _("Conditions of gates met"))
def conditions(programme, person, period):
    mine = Condition.objects.filter(programme=programme, owner=person, state=Condition.State.MET)
    return _stepped(mine.select_related("decision"), ("confirm",), period)


@number("risks", _("Open risks looked after"), now=True)
def risks(programme, person, period):
    mine = Risk.objects.filter(programme=programme, owner=person).exclude(state=Risk.State.CLOSED)
    return mine.annotate(done_on=F("identified_on")).order_by("-pk")


@number("actions", _("Actions against risks done"))
def actions(programme, person, period):
    mine = TreatmentAction.objects.filter(treatment__risk__programme=programme, owner=person)
    mine = mine.filter(state=TreatmentAction.State.DONE).select_related("treatment__risk")
    return _stepped(mine, ("complete",), period)


@number("measurements", _("Measurements of goals recorded"))
def measurements(programme, person, period):
    mine = Measurement.objects.filter(goal__programme=programme, by=person, on__range=(period.since, period.until))
    return mine.select_related("goal").annotate(done_on=F("on")).order_by("-on", "-pk")


@number("pilot_values", _("Values of pilots recorded"))
def pilot_values(programme, person, period):
    mine = MeasureValue.objects.filter(measure__pilot__programme=programme, by=person)
    mine = mine.filter(on__range=(period.since, period.until)).select_related("measure__pilot")
    return mine.annotate(done_on=F("on")).order_by("-on", "-pk")


@number("training_held", _("Sessions of training held"))
def training_held(programme, person, period):
    held = Session.objects.filter(course__programme=programme).select_related("course")
    return _stepped(held, ("hold",), period, actor=person)


@number("training", _("Sessions of training attended"))
def training(programme, person, period):
    mine = Enrolment.objects.filter(session__course__programme=programme, state=Enrolment.State.ATTENDED)
    mine = mine.filter(Q(user=person) | Q(employee__user=person))
    mine = mine.filter(session__starts_at__date__range=(period.since, period.until)).select_related("session__course")
    return mine.annotate(done_on=F("session__starts_at")).order_by("-session__starts_at", "-pk")


@number("lessons", _("Lessons written"))
def lessons(programme, person, period):
    mine = Lesson.objects.filter(programme=programme, written_by=person)
    mine = mine.filter(written_on__range=(period.since, period.until))
    return mine.annotate(done_on=F("written_on")).order_by("-written_on", "-pk")


@number("articles", _("Articles of the knowledge base published"))
def articles(programme, person, period):
    mine = Article.objects.filter(programme=programme, author=person)
    mine = mine.filter(published_at__date__range=(period.since, period.until))
    return mine.annotate(done_on=F("published_at")).order_by("-published_at", "-pk")
