"""Months that new rows touched: marked in the transaction of the rows, worked out a little later, once for many batches."""

import datetime
import time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sla.models import Agreement, ApiAnswer, PendingMonth
from sla.rollup import NEW_RECORDS, roll_up

#: How long rows may gather before a month is worked out.
SOON = 5
#: A mark that nobody took by then was forgotten by a lost task; one taken so long ago, by a worker that died.
FORGOTTEN = datetime.timedelta(minutes=1)
STALE = datetime.timedelta(minutes=10)
#: A call is not repeated after so long.
KEPT = datetime.timedelta(days=7)


def mark(agreement: Agreement, months: set[datetime.date]) -> None:
    """Ask for these months. Where all of them wait already nothing more is started."""
    there = PendingMonth.objects.filter(agreement=agreement, month__in=months, taken_at=None).count()
    now, asked = timezone.now(), time.time_ns()
    PendingMonth.objects.bulk_create(
        [PendingMonth(agreement=agreement, month=month, asked=asked, asked_at=now) for month in sorted(months)],
        update_conflicts=True,
        unique_fields=["agreement", "month"],
        update_fields=["asked"],
    )
    if there < len(months):
        from sla.tasks import work_off_pending

        pk = agreement.pk
        transaction.on_commit(lambda: work_off_pending.schedule((pk,), delay=SOON))


def is_pending(agreement: Agreement, month: datetime.date) -> bool:
    return PendingMonth.objects.filter(agreement=agreement, month=month).exists()


def work_off(agreement_pk: int) -> set[datetime.date]:
    """Work out what is marked and not taken by another worker. A mark that grew meanwhile stays for the next time."""
    now = timezone.now()
    free = Q(taken_at=None) | Q(taken_at__lt=now - STALE)
    if not PendingMonth.objects.filter(free, agreement=agreement_pk).update(taken_at=now):
        return set()
    taken = PendingMonth.objects.filter(agreement=agreement_pk, taken_at=now)
    seen = dict(taken.values_list("month", "asked"))
    roll_up(Agreement.objects.get(pk=agreement_pk), months=set(seen), why=NEW_RECORDS)
    done = Q(pk__in=[])
    for month, asked in seen.items():
        done |= Q(month=month, asked=asked)
    taken.filter(done).delete()
    taken.update(taken_at=None, asked_at=timezone.now())
    return set(seen)


def forgotten() -> list[int]:
    """Agreements with marks that a lost task left behind."""
    now = timezone.now()
    lost = Q(taken_at=None, asked_at__lt=now - FORGOTTEN) | Q(taken_at__lt=now - STALE)
    return list(PendingMonth.objects.filter(lost).order_by().values_list("agreement", flat=True).distinct())


def forget_answers() -> int:
    """Answers that were kept long enough."""
    count, _by_kind = ApiAnswer.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return count
