"""Who hears customers, answers them, and reads what they asked for."""

from core.roles import EDITORS, INSIDERS, MEMBER
from tests.access.change_mgmt import of, programme_only
from tests.voice.factories import make_ask, make_hearing, make_panel, make_settled

HEAR = EDITORS | {MEMBER}

PAGES = {
    "voice": (INSIDERS, programme_only),
    "asks_xlsx": (INSIDERS, programme_only),
    "ask": (INSIDERS, of(make_ask)),
    "edit_ask": (HEAR, of(make_ask)),
    "take_up_ask": (EDITORS, of(make_ask)),
    "finish_ask": (EDITORS, of(make_ask)),
    "decline_ask": (EDITORS, of(make_ask)),
    "tell_back": (HEAR, of(make_settled)),
    "hearings": (INSIDERS, programme_only),
    "new_hearing": (HEAR, programme_only),
    "hearing": (INSIDERS, of(make_hearing)),
    "edit_hearing": (HEAR, of(make_hearing)),
    "new_ask": (HEAR, of(make_hearing)),
    "customer_panels": (INSIDERS, programme_only),
    "new_customer_panel": (EDITORS, programme_only),
    "customer_panel": (INSIDERS, of(make_panel)),
    "edit_customer_panel": (EDITORS, of(make_panel)),
}
STEPS = {f"voice.ask.{step}": EDITORS for step in ("take_up", "finish", "decline", "reopen")}
