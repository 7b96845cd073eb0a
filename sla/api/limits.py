"""How much a token may send in a minute. Counted in the database, so that it holds over all processes."""

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from sla.api.refusals import Refusal
from sla.models import ApiToken, ApiUse


def count_request(token: ApiToken) -> None:
    """One call more in this minute, or 429."""
    now = timezone.now()
    minute = _minute(now)
    mine = ApiUse.objects.filter(token=token)
    here = mine.filter(minute=minute, requests__lt=settings.API_REQUESTS_PER_MINUTE)
    if here.update(requests=F("requests") + 1, last_at=now):
        return
    if mine.exclude(minute=minute).update(minute=minute, requests=1, rows=0, last_at=now):
        return
    if not here.update(requests=F("requests") + 1, last_at=now):  # another process may have begun the minute
        raise Refusal(429, "too_many_requests", retry_after=60 - now.second)


def count_rows(token: ApiToken, rows: int) -> None:
    """So many rows more in this minute, or 429. Inside the transaction that writes them: what is not written is not counted."""
    now = timezone.now()
    mine = ApiUse.objects.filter(token=token)
    mine.exclude(minute=_minute(now)).update(minute=_minute(now), requests=1, rows=0, last_at=now)
    if not mine.filter(rows__lte=settings.API_ROWS_PER_MINUTE - rows).update(rows=F("rows") + rows):
        raise Refusal(429, "too_many_rows", retry_after=60 - now.second)


def _minute(now) -> int:
    return int(now.timestamp()) // 60
