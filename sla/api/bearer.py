"""Who calls: the token in the header and nothing else."""

from ninja.security import HttpBearer

from sla.api import keys
from sla.api.limits import count_request
from sla.api.refusals import Refusal
from sla.models import ApiToken

MOST_BYTES = 2 * 1024 * 1024
#: What a key is held against when no token has its beginning.
NOBODY = "0" * 64


class Bearer(HttpBearer):
    def __call__(self, request):
        if not request.headers.get("Authorization"):
            raise Refusal(401, "no_token")
        token = super().__call__(request)
        if token is None:
            raise Refusal(401, "wrong_token")
        count_request(token)
        if request.method == "POST":
            _look_at_body(request)
        return token

    def authenticate(self, request, token):
        found = token_of(token)
        return found if found and found.works else None


def token_of(key: str) -> ApiToken | None:
    """The token with this key, working or not."""
    prefix = keys.prefix_of(key)
    related = "agreement__contract", "agreement__programme__organisation"
    found = ApiToken.objects.select_related(*related).filter(prefix=prefix).first() if prefix else None
    right = keys.matches(key, found.digest if found else NOBODY)
    return found if right else None


def _look_at_body(request) -> None:
    """Before anything reads it."""
    if request.content_type != "application/json":
        raise Refusal(415, "wrong_type")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise Refusal(413, "too_large")
    if len(request.body) > MOST_BYTES:
        raise Refusal(413, "too_large")
