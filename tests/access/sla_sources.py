"""Who opens the tokens and the alarms of an agreement, and who changes them."""

from core.roles import EDITORS, STEERING
from tests.access.sla import _agreement
from tests.sla.api.calls import make_key
from tests.sla.factories import make_agreement


def _token(programme):
    token, _key = make_key(make_agreement(programme))
    return {"programme": programme.pk, "pk": token.pk}


PAGES = {
    "api_tokens": (EDITORS, _agreement),
    "new_token": (EDITORS, _agreement),
    "revoke_token": (EDITORS, _token),
    "alarms": (STEERING, _agreement),
    "alarm_settings": (EDITORS, _agreement),
    "alarms_seen": (EDITORS, _agreement, "post"),
}
STEPS = {"sla.apitoken.revoke": EDITORS}
