"""How often somebody without an account may try: counted in the shared cache, for all processes together."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

#: Tokens that a place tries, codes that a link asks for, what a link saves and hands over.
RATES = {
    "reply_open": "30/m/ip",
    "reply_code": "5/h/key",
    "reply_save": "120/10m/key",
}


def is_within(request: HttpRequest, action: str, key: str = "") -> bool:
    return bool(consume(request, app="vendors", action=action, key=key or None, config=RATES, limit_get=True))
