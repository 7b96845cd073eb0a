"""Alarms of milestones: to named people, before and after the day, each once."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core import notifications
from core.models import User
from core.roles import INSIDERS, Role
from core.text import day, say
from implementation.programme.actions.people import people_on
from implementation.programme.models import Milestone, MilestoneAlarm, Programme
from implementation.programme.models.milestone import MOST_DAYS, days_of
from implementation.programme.pace import alarm_now


def insiders(programme: Programme):
    """Who may see a milestone: everybody but the vendors."""
    return people_on(programme, *INSIDERS)


def who_hears(milestone: Milestone) -> list[User]:
    """The people named, as far as they are still on the programme; without any the owner and the managers."""
    on_it = {person.pk: person for person in insiders(milestone.programme)}
    named = [person for person in milestone.alarm_people.all() if person.pk in on_it]
    if named:
        return named
    found = list(people_on(milestone.programme, Role.MANAGER))
    owner = on_it.get(milestone.owner_id)
    return [owner, *(person for person in found if person != owner)] if owner else found


def ring_alarms(now: datetime.datetime | None = None) -> int:
    """Send what is due; returns how many. The row and the message are one transaction, so a killed worker repeats nothing."""
    now = now or timezone.now()
    horizon = now.date() + datetime.timedelta(days=MOST_DAYS + 1)
    waiting = Milestone.objects.filter(
        state=Milestone.State.PLANNED, due__lte=horizon, programme__state=Programme.State.UNDER_WAY
    ).select_related("programme__organisation")
    return sum(_ring(milestone, now) for milestone in waiting)


def _ring(milestone: Milestone, now: datetime.datetime) -> int:
    today = timezone.localdate(now, milestone.programme.organisation.zone)
    days = alarm_now(milestone.due, today, days_of(milestone.days_before), days_of(milestone.days_after))
    if days is None:
        return 0
    return sum(_tell(milestone, person, days, today) for person in who_hears(milestone))


def _tell(milestone: Milestone, person: User, days: int, today: datetime.date) -> bool:
    with transaction.atomic():
        _row, is_new = MilestoneAlarm.objects.get_or_create(
            milestone=milestone, person=person, due=milestone.due, days=days
        )
        if is_new:
            notifications.send(
                person,
                _sentence(milestone, today),
                url=milestone.get_absolute_url(),
                scope_key=milestone.scope_key,
            )
    return is_new


def _sentence(milestone: Milestone, today: datetime.date):
    left = (milestone.due - today).days
    words = {"name": milestone.name, "day": day(milestone.due), "n": abs(left)}
    if left == 0:
        return say(_("Milestone “{name}” is due today."), **words)
    if left > 0:
        text = ngettext_lazy(
            "Milestone “{name}” is due in {n} day, on {day}.", "Milestone “{name}” is due in {n} days, on {day}.", left
        )
        return say(text, **words)
    text = ngettext_lazy(
        "Milestone “{name}” was due on {day}, {n} day ago, and is not reached.",
        "Milestone “{name}” was due on {day}, {n} days ago, and is not reached.",
        -left,
    )
    return say(text, **words)
