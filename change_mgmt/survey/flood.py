"""A brake on guessing links. It counts for everybody together and in this process only: nothing is kept of anybody."""

import time

from django.core.cache import caches

#: Of links that nobody was given, in one minute. No guess ever finds one of 2^256; this spares the machine.
MOST_WRONG = 120


def is_flood() -> bool:
    """Count one more wrong link; whether this minute has had too many."""
    cache, key = caches["pages"], f"survey-wrong-links-{int(time.time() // 60)}"
    wrong = cache.get(key, 0) + 1
    cache.set(key, wrong, 120)
    return wrong > MOST_WRONG
