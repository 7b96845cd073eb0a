"""Tasks whose day comes near or has passed: their owner hears of it, once each."""

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import notifications
from core.text import day, say
from implementation.programme.models import Task

AHEAD = datetime.timedelta(days=2)


def remind_of_tasks(today: datetime.date | None = None) -> int:
    """Two days before the day, and once more when it is past. Safe to run at any time."""
    today = today or timezone.localdate()
    near = Q(due__lte=today + AHEAD, reminded_on=None)
    past = Q(due__lt=today, reminded_on__lte=F("due"))
    found = Task.objects.open().filter(near | past).select_related("owner")
    return sum(_remind(task, today) for task in found)


@transaction.atomic
def _remind(task: Task, today: datetime.date) -> bool:
    """Marking the row is one UPDATE, so two workers do not both remind."""
    same = Task.objects.filter(pk=task.pk, reminded_on=task.reminded_on)
    if not same.update(reminded_on=today):
        return False
    if not task.owner.is_active or not task.roles_of(task.owner):
        return False  # they have left, or may not read any more what it is about
    words = _("Overdue since {day}: {text}") if task.due < today else _("Due on {day}: {text}")
    text = say(words, day=day(task.due), text=task.text)
    notifications.send(task.owner, text, url=task.get_absolute_url(), scope_key=task.scope_key)
    return True
