"""What waits for a person on a programme: dates coming near and steps that only they can take."""

import datetime
from dataclasses import replace

from django.utils import timezone

from core import deadlines
from core.deadlines import Deadline
from implementation.programme.memory import remembered
from implementation.programme.models import Programme

AHEAD = datetime.timedelta(days=21)


def on_programme(programme: Programme) -> list[Deadline]:
    """Everything open on the programme up to three weeks ahead, soonest first; what has no date comes last."""
    today = timezone.localdate()
    found = [*deadlines.upcoming(programme, until=today + AHEAD), *deadlines.waiting(programme)]
    return sorted(found, key=lambda item: (item.on or datetime.date.max, str(item.what)))


def in_words(programme: Programme) -> list[Deadline]:
    """The same in the reader's language, remembered while nothing changes."""

    def words() -> list[Deadline]:
        return [replace(item, what=str(item.what)) for item in on_programme(programme)]

    return remembered(programme, "waiting", words)


def for_person(programme: Programme, user) -> list[Deadline]:
    return [item for item in in_words(programme) if user.pk in item.who]
