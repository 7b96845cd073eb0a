"""What the page of one person shows, on the screen and in files."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from change_mgmt.contribution.forms import PeriodForm
from change_mgmt.contribution.models import SoftPoint
from change_mgmt.contribution.numbers import Counted, Period, counted
from core.models import User
from core.roles import INSIDERS
from implementation.programme.models import Programme


@dataclass(frozen=True)
class Contribution:
    """One person, a period, numbers and points. There is no sum of the two, and no place among others."""

    programme: Programme
    person: User
    period: Period
    numbers: list[Counted]
    points: list[SoftPoint]


def period_asked_for(query: Any, programme: Programme) -> tuple[Period, PeriodForm]:
    """The days that the address names; the whole programme until today where it names none or wrong ones."""
    today = timezone.localdate()
    usual = Period(min(programme.started_on, today), today)
    if "since" not in query and "until" not in query:
        return usual, PeriodForm(initial=vars(usual))
    form = PeriodForm(query)
    return (Period(**form.cleaned_data), form) if form.is_valid() else (usual, form)


def contribution_of(programme: Programme, person: User, period: Period) -> Contribution:
    points = SoftPoint.objects.filter(
        programme=programme, person=person, period_to__gte=period.since, period_from__lte=period.until
    )
    points = points.select_related(
        "own_kind", "given_by", "person", "correction", "corrects", "programme__organisation"
    )
    return Contribution(programme, person, period, counted(programme, person, period), list(points))


def people_of(programme: Programme):
    """Insiders, and those about whom something was entered while they were; by name."""
    inside = Q(memberships__programme=programme, memberships__role__in=INSIDERS)
    return User.objects.filter(inside | Q(soft_points__programme=programme)).distinct().order_by("name", "pk")
