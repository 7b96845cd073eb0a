"""What does not fit together in the register. Hints never block; they say where to look."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import day, say
from risks.models import Risk
from risks.models.scales import Nature, Strategy


def hints(risk: Risk) -> Iterator[Any]:
    """Sentences about one open risk, the most serious first. Reads only what is prefetched: treatments and their actions."""
    if not risk.is_open:
        return
    if risk.owner_id is None:
        yield _("Has no owner.")
    if _accepted_by_nobody(risk):
        yield _("Is treated by “accept”, but no sponsor has accepted it.")
    yield from _ratings_that_differ(risk)
    if risk.review_due and risk.review_due < timezone.localdate() and risk.state != Risk.State.OCCURRED:
        yield say(_("Review was due on {day}."), day=day(risk.review_due))


def _accepted_by_nobody(risk: Risk) -> bool:
    if risk.state == Risk.State.ACCEPTED:
        return not risk.is_accepted_now
    return risk.state != Risk.State.OCCURRED and any(t.strategy == Strategy.ACCEPT for t in risk.treatments.all())


def _ratings_that_differ(risk: Risk) -> Iterator[Any]:
    inherent, current = risk.inherent_level, risk.current_level
    if inherent is None or current is None or risk.nature == Nature.OPPORTUNITY:
        return
    if current > inherent:
        yield say(_("Current ({current}) is above inherent ({inherent})."), current=current, inherent=inherent)
    elif current < inherent and not any(action.state == "done" for action in risk.actions):
        yield say(_("Lowered from {inherent} to {current}, but no action is done."), inherent=inherent, current=current)
