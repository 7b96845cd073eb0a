"""The error budget of a month as its result keeps it: allowed, used, how fast it burns, and the day on which it is gone."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

from sla.instants import SECOND, instant, moment
from sla.measures.budgets import Budget, budget, budget_share, burn_rate, gone_in
from sla.models import Objective
from sla.rollup.frame import WINDOWS, Frame, text

HOUR = 3600 * SECOND


def budget_facts(
    frame: Frame,
    *,
    total: Fraction,
    bad: Fraction,
    unit: str,
    until: int | None,
    used_within: Callable[[int, int], tuple[Fraction, Fraction]],
) -> dict:
    """``total`` is what the whole month counts, ``used_within`` answers (bad, all) of a stretch in the same unit."""
    objective = frame.objective
    less = objective.direction == Objective.Direction.AT_MOST
    found = budget(objective.target, total=total, bad=bad, less_is_better=less)
    facts = {
        "unit": unit,
        "allowed": text(found.allowed),
        "used": text(found.used),
        "left": text(found.left),
        "spent": text(found.spent),
    }
    if not frame.runs or until is None:
        return facts
    share = budget_share(objective.target, less_is_better=less)
    burn = {}
    for hours in WINDOWS:
        begins = max(instant(frame.start), until - hours * HOUR)
        burn[str(hours)] = text(_burn(used_within(begins, until), share))
    return facts | {"burn": burn, "at": moment(until).isoformat()} | _forecast(frame, found, until, used_within)


def _burn(found: tuple[Fraction, Fraction], share: Fraction) -> Fraction | None:
    bad, total = found
    return burn_rate(bad=bad, total=total, share=share)


def _forecast(frame: Frame, found: Budget, until: int, used_within) -> dict:
    """At the pace of the last three days, or of the month where it is younger."""
    if found.left <= 0:
        return {"forecast": "gone"}
    begins = max(instant(frame.start), until - WINDOWS[-1] * HOUR)
    if begins >= until:
        return {"forecast": "unknown"}
    bad, known = used_within(begins, until)
    if not known:
        return {"forecast": "unknown"}
    rest = gone_in(found, rate=Fraction(bad) / Fraction(until - begins))
    if rest is None or until + rest >= instant(frame.end):
        return {"forecast": "holds"}
    gone = moment(until) + timedelta(microseconds=int(rest))
    return {"forecast": "goes", "gone_on": gone.astimezone(frame.objective.agreement.zone).date().isoformat()}
