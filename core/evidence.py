"""Facts that last: one canonical text for a set of facts, and its SHA-256."""

import datetime
import hashlib
import json
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

#: What JSON keeps as it is; most values are one of these.
_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """The value as JSON can keep it: decimals and dates as text, lazy sentences in the active language."""
    if isinstance(value, dict):
        return {str(key): item if type(item) in _AS_IT_IS else plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, Decimal | Promise):
        return str(value)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return value


def canonical(facts: Any) -> str:
    """Keys sorted, no spaces: equal facts give equal text."""
    return json.dumps(plain(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(facts: Any) -> str:
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def in_every_language(sentence: Any) -> dict[str, str]:
    """The sentence as it reads in each language of the product, so that frozen facts can be read in all of them."""
    texts = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            texts[code] = str(sentence)
    return texts


def in_this_language(texts: dict[str, str] | str) -> str:
    """The text of a frozen sentence in the language of the screen."""
    if isinstance(texts, str):
        return texts
    return texts.get(translation.get_language() or "en") or texts.get("en", "")


def words_of(record: Any, name: str) -> dict[str, str]:
    """The words of a chosen value in every language; ``get_…_display`` would give those of the moment only."""
    value = getattr(record, name)
    return in_every_language(dict(record._meta.get_field(name).flatchoices).get(value, value))
