"""Giving each warning once: the row with its key is written with the notices, in one transaction."""

import datetime

from django.db import transaction
from django.utils import timezone

from core import actions, audit
from core.models import User
from sla.alarms.rules import Found, found
from sla.models import Agreement, AlarmSetting, SlaAlarm


def watch(agreement: Agreement, now: datetime.datetime | None = None) -> list[SlaAlarm]:
    """Look at an agreement and raise what is new. Safe to run at any time, twice, and by two workers at once."""
    given = set(agreement.alarms.values_list("key", flat=True))
    news = [item for item in found(agreement, now or timezone.now()) if not given & {item.key, *item.covered}]
    raised = [raise_alarm(agreement, item, at=now) for item in news]
    return [alarm for alarm in raised if alarm is not None]


@transaction.atomic
def raise_alarm(agreement: Agreement, item: Found, *, at: datetime.datetime | None = None) -> SlaAlarm | None:
    """None where another worker was first."""
    audit.lock(agreement.scope_key)
    if agreement.alarms.filter(key=item.key).exists():
        return None
    setting = AlarmSetting.objects.filter(agreement=agreement).first()
    alarm = SlaAlarm(
        agreement=agreement,
        objective=item.objective,
        breach=item.breach,
        kind=item.kind,
        level=item.level,
        month=item.month,
        key=item.key,
        figures=item.figures,
        at=at or timezone.now(),
        quiet=setting is not None and setting.is_muted,
    )
    return actions.create(alarm, permission="sla.by_itself", by=None, verb="raised")


def watch_all() -> int:
    """Every agreement that may have something to warn of."""
    agreements = Agreement.objects.exclude(state=Agreement.State.DRAFT)
    agreements = agreements.select_related("contract", "programme__organisation").order_by("pk")
    return sum(len(watch(agreement)) for agreement in agreements)


@transaction.atomic
def mark_seen(agreement: Agreement, *, by: User) -> int:
    """Everything on the list is read; what comes later is new again."""
    actions._ask(by, "sla.edit_alarms", agreement)
    audit.lock(agreement.scope_key)
    unseen = list(agreement.alarms.filter(seen_at=None))
    now = timezone.now()
    agreement.alarms.filter(pk__in=[alarm.pk for alarm in unseen]).update(seen_by=by, seen_at=now)
    lines = [audit.Written(alarm, "seen", {"seen_at": None}, {"seen_at": now}) for alarm in unseen]
    audit.entries(agreement, lines, by=by)
    return len(unseen)
