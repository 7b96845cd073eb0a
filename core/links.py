"""Addresses that open without an account: what is in them, how they are kept, how a phone reads them.

Two ways to make the token of a link. :func:`fresh` is random: it is handed out once and only its hash is kept. :func:`signed`
is worked out from a kept seed and the secret key, so the link can be shown again while the database alone gives it to nobody.
"""

import hashlib
import io
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac


def fresh() -> str:
    return secrets.token_urlsafe(32)


def seed() -> str:
    return secrets.token_hex(32)


def signed(purpose: str, seed: str) -> str:
    """The token of a seed. ``purpose`` keeps the links of one kind from opening another."""
    return salted_hmac(purpose, seed, algorithm="sha256").hexdigest()


def token_hash(token: str) -> str:
    """What is kept of a token, and what it is found by."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_svg(address: str) -> bytes:
    """The address as a QR code, an SVG that a phone reads."""
    import qrcode
    import qrcode.image.svg

    drawn = io.BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(drawn)
    return drawn.getvalue()


class SignedLink:
    """For models with a ``seed`` and the ``token_sha256`` of the token worked out from it."""

    #: Keeps the links of one kind from opening another.
    purpose: str
    #: The name of the address that takes the token.
    page: str
    seed: str
    token_sha256: str

    @classmethod
    def token_from(cls, seed: str) -> str:
        return signed(cls.purpose, seed)

    @property
    def token(self) -> str:
        """Empty where the secret key has changed since: the link works on, but cannot be shown again."""
        token = self.token_from(self.seed)
        return token if token_hash(token) == self.token_sha256 else ""

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}{reverse(self.page, args=[self.token])}" if self.token else ""
