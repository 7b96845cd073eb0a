"""What is worked out from a whole programme and shown on every page is kept until something on the programme changes.

Every change of a programme adds an entry to its audit chain, so the head of the chain names what the records say. The day and
the language belong to the key too. Each process keeps its own: nothing has to be cleared, on one machine or on many.
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import get_language

from core.models import AuditChain
from implementation.programme.models import Programme

Kept = TypeVar("Kept")


def remembered(programme: Programme, name: str, work: Callable[[], Kept]) -> Kept:
    """``work()``, or what it gave before if nothing has changed since. Its result must be plain: no lazy text, no records."""
    chain = AuditChain.objects.filter(scope_key=programme.scope_key).values_list("length", "head").first()
    key = ":".join(map(str, (name, programme.scope_key, *(chain or ("",)), timezone.localdate(), get_language())))
    cache = caches["pages"]
    kept = cache.get(key)
    if kept is None:
        kept = work()
        cache.set(key, kept)
    return kept
