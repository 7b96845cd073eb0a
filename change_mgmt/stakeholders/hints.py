"""What to look at in the register, told from a stakeholder as they are."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.text import say

#: From this influence on somebody is a key person.
KEY = 4
#: Whoever has some influence is talked with at least this often.
QUIET_DAYS, QUIET_FROM = 60, 3
FAR = 2


def hints(
    *,
    influence: int,
    attitude: int,
    wanted: int,
    has_owner: bool,
    next_step_due: datetime.date | None,
    has_step: bool,
    last_talk: datetime.date,
    listeners: int,
    today: datetime.date,
) -> Iterator:
    """The gravest first. ``last_talk`` is the day on which they were entered where nobody has talked with them yet."""
    if attitude < 0 and influence >= KEY and not (has_owner and has_step):
        yield _("Can hold the programme up, and nobody has a next step with them.")
    elif attitude < 0 and listeners >= FAR:
        yield say(_("Not convinced, and {n} others listen to them."), n=listeners)
    if influence >= KEY and not has_owner:
        yield _("Key person whom nobody looks after.")
    if has_step and next_step_due and next_step_due < today:
        yield _("The next step is overdue.")
    if influence >= QUIET_FROM and (quiet := (today - last_talk).days) > QUIET_DAYS:
        yield say(_("Nobody has talked with them for {n} days."), n=quiet)
    if wanted - attitude >= FAR and not has_step:
        yield _("Far from where they should be, without a next step.")
