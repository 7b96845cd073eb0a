"""How often a link without an account may be used: counted in the shared cache, for all processes together."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

#: A class of thirty opens a link within a minute from one address; a machine tries far more.
RATES = {
    "sign_up": "120/10m/key",
    "own": "120/10m/key",
    "here": "600/10m/key",
    "certificate": "60/m/ip",
}


def is_within(request: HttpRequest, action: str, key: object = "") -> bool:
    return bool(consume(request, app="change_mgmt", action=action, key=str(key) or None, config=RATES, limit_get=True))
