"""What is due before a pilot starts, and what is open while it runs, for its page."""

from dataclasses import dataclass

from django.db.models import Count, Q

from implementation.rollout.charter import Standing, standing_of
from implementation.rollout.models import Pilot, PilotIssue
from implementation.rollout.readiness import Readiness, readiness_of

#: How many issues the page of a pilot shows; the list has them all.
SHOWN = 5


@dataclass(frozen=True)
class Before:
    standing: Standing
    readiness: Readiness
    participants: int
    front_line: int


def before_the_start(pilot: Pilot) -> Before:
    counted = pilot.participants.order_by().aggregate(n=Count("pk"), front=Count("pk", filter=Q(front_line=True)))
    return Before(standing_of(pilot), readiness_of(pilot, with_facts=False), counted["n"], counted["front"])


@dataclass(frozen=True)
class Issues:
    """The worst open issues of a pilot, and how many there are."""

    worst: list[PilotIssue]
    open: int
    severe: int
    total: int


def issues_of(pilot: Pilot) -> Issues:
    is_open = Q(state__in=PilotIssue.OPEN)
    counted = pilot.issues.order_by().aggregate(
        total=Count("pk"), open=Count("pk", filter=is_open), severe=Count("pk", filter=is_open & Q(severity__lte=2))
    )
    return Issues(list(pilot.issues.open().select_related("owner")[:SHOWN]), **counted)
