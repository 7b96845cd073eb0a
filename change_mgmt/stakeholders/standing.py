"""How people stand now and stood on a day, with what there is to check: for the register and its map."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import Attitude, Reading, Stakeholder
from change_mgmt.stakeholders.hints import hints
from core.text import say

BACK_TO = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Standing:
    """``before`` is the last reading up to the chosen day, None for whoever was entered later or never moved."""

    stakeholder: Stakeholder
    hints: list
    before: Reading | None = None

    @property
    def moved(self) -> int:
        """Steps of attitude since that day; plus is towards the programme."""
        return self.stakeholder.attitude_now - self.before.attitude_now if self.before else 0

    @property
    def came_from(self) -> tuple[int, int] | None:
        if self.before is None:
            return None
        place = self.before.influence, self.before.interest
        return place if place != (self.stakeholder.influence, self.stakeholder.interest) else None

    @property
    def words(self):
        """The attitude, with the one before where it moved."""
        now = self.stakeholder.get_attitude_now_display()
        if not self.moved:
            return now
        return say(_("{before} → {after}"), before=Attitude(self.before.attitude_now).label, after=now)


def with_facts(found: QuerySet, seen: QuerySet) -> QuerySet:
    """What hints read, in the same query. Only listeners among ``seen`` count."""
    return found.select_related("department", "looked_after_by").annotate(
        apart=F("attitude_wanted") - F("attitude_now"),
        last_talk=Max("contacts__on"),
        entered=Min("readings__on"),
        listeners=Count("heard_by", filter=Q(heard_by__listener__in=seen.order_by().values("pk")), distinct=True),
    )


def standings(found: QuerySet, *, since: datetime.date | None = None) -> list[Standing]:
    """In the order of ``found`` (see ``with_facts``); two queries."""
    people, today = list(found), timezone.localdate()
    before: dict[int, Reading] = {}
    if since is not None:
        readings = Reading.objects.filter(stakeholder__in=[each.pk for each in people], on__lte=since)
        before = {reading.stakeholder_id: reading for reading in readings.order_by("on", "pk")}
    return [Standing(each, list(hints_of(each, today)), before.get(each.pk)) for each in people]


def hints_of(stakeholder: Stakeholder, today: datetime.date):
    return hints(
        influence=stakeholder.influence,
        attitude=stakeholder.attitude_now,
        wanted=stakeholder.attitude_wanted,
        has_owner=stakeholder.looked_after_by_id is not None,
        next_step_due=stakeholder.next_step_due,
        has_step=bool(stakeholder.next_step),
        last_talk=stakeholder.last_talk or stakeholder.entered or today,
        listeners=stakeholder.listeners,
        today=today,
    )
