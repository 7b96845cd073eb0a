"""The demonstration is a story: scenes that the apps' ``demo.py`` files tell, each on its day, played in order.

A scene does what people would do, through the same actions, at the clock of its day, so that everything the demonstration
shows is computed as it would be from a real programme.
"""

import datetime
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation

from core.models import User
from implementation.programme.models import Programme

#: Days before today (negative) on which the stages of the demonstration begin and its gates are decided.
START = -265
INITIATION_DECIDED = -238
BUSINESS_CASE_DECIDED = -196
CONTRACT_REVIEW_DECIDED = -126
READY_TO_PILOT_DECIDED = -42


@dataclass
class Story:
    """One programme and its people. ``say`` picks the text of the organisation's language."""

    programme: Programme
    cast: dict[str, User]
    today: datetime.date
    kept: dict = field(default_factory=dict)

    @property
    def zh(self) -> bool:
        return self.programme.organisation.language == "zh-hans"

    def say(self, english: str, chinese: str) -> str:
        return chinese if self.zh else english

    def day(self, offset: int) -> datetime.date:
        return self.today + datetime.timedelta(days=offset)


@dataclass(frozen=True)
class Scene:
    day: int
    order: int
    play: Callable[[Story], None]


_scenes: list[Scene] = []


def scene(*, day: int, order: int = 50):
    """Register ``function(story)`` to be played ``day`` days from today (negative: before)."""

    def register(function):
        _scenes.append(Scene(day, order, function))
        return function

    return register


def scenes() -> list[Scene]:
    return sorted(_scenes, key=lambda item: (item.day, item.order))


@contextmanager
def clock_at(day: datetime.date, *, zone: ZoneInfo):
    """Ten in the morning of that day, for everything that asks Django for the time."""
    moment = datetime.datetime.combine(day, datetime.time(10), zone).astimezone(datetime.UTC)
    real, start = timezone.now, timezone.now()
    with patch("django.utils.timezone.now", lambda: moment + (real() - start)):
        yield


def tell(story: Story, *, only_until: int = 0) -> None:
    """Play every scene up to a day, in one transaction."""
    organisation = story.programme.organisation
    with transaction.atomic(), timezone.override(organisation.zone), translation.override(organisation.language):
        for item in scenes():
            if item.day > only_until:
                break
            story.programme.refresh_from_db()
            with clock_at(story.day(item.day), zone=organisation.zone):
                item.play(story)
