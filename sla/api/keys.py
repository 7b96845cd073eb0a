"""The key of a token: made once, shown once, kept as its SHA-256 only."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

BEGIN = "plt_"
PREFIX_LENGTH = 12
#: ``plt_`` and eight characters to recognise it by, a line, and 43 that nobody can guess.
SHAPE = re.compile(r"plt_[a-z0-9]{8}_[A-Za-z0-9_-]{43}")
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Key:
    """The whole key, for the person who made it; its beginning and its SHA-256, for the record."""

    text: str
    prefix: str
    digest: str


def make() -> Key:
    prefix = BEGIN + "".join(secrets.choice(LETTERS) for _ in range(PREFIX_LENGTH - len(BEGIN)))
    text = f"{prefix}_{secrets.token_urlsafe(32)}"
    return Key(text, prefix, digest_of(text))


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def prefix_of(text: str) -> str:
    """The beginning of a key; empty for what cannot be one."""
    return text[:PREFIX_LENGTH] if SHAPE.fullmatch(text) else ""


def matches(text: str, digest: str) -> bool:
    """In a time that does not depend on how much of it is right."""
    return hmac.compare_digest(digest_of(text), digest)
