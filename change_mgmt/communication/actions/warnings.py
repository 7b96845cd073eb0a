"""A message past its day: its owner hears of it, once for each day that it is due on."""

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.communication.models import Message
from core import notifications
from core.text import day, say


def warn_of_overdue(today: datetime.date | None = None) -> int:
    """Safe to run at any time."""
    today = today or timezone.localdate()
    found = Message.objects.overdue(today).filter(Q(warned_on=None) | Q(warned_on__lte=F("due_on")))
    return sum(_warn(message, today) for message in found.select_related("owner"))


@transaction.atomic
def _warn(message: Message, today: datetime.date) -> bool:
    """Marking the row is one UPDATE, so two workers do not both warn."""
    if not Message.objects.filter(pk=message.pk, warned_on=message.warned_on).update(warned_on=today):
        return False
    if not message.owner.is_active or not message.roles_of(message.owner):
        return False
    text = say(_("A message was due on {day} and has not gone out: {what}"), day=day(message.due_on), what=message.what)
    notifications.send(message.owner, text, url=message.get_absolute_url(), scope_key=message.scope_key)
    return True
