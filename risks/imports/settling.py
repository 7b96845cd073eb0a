"""What a new risk begins with: ratings that were left out, and a state that its facts allow."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.text import say
from risks import exposure
from risks.imports.reading import LENGTHS, Line
from risks.models import Risk
from risks.models.scales import STRATEGIES, Nature, Strategy

State = Risk.State


def settled(line: Line) -> dict[str, Any]:
    """The values of a new risk. What had to be settled differently from the file is noted on its line."""
    values = dict(line.values)
    _rate(values)
    _treat(line, values)
    values["state"] = _state(line, values)
    return values


def _rate(values: dict[str, Any]) -> None:
    """One rating alone is both how it began and how it stands."""
    for part in ("likelihood", "impact"):
        inherent, current = values.get(f"inherent_{part}"), values.get(f"current_{part}")
        values[f"inherent_{part}"] = current if inherent is None else inherent
        values[f"current_{part}"] = inherent if current is None else current


def _treat(line: Line, values: dict[str, Any]) -> None:
    """One treatment of strategy and text; actions with an owner and a day stay actions, else they are part of the text."""
    strategy, text, actions = (values.get(name, "") for name in ("strategy", "treatment", "actions"))
    if not (strategy or text or actions):
        return
    nature = Nature(values.get("nature", Nature.THREAT))
    allowed = STRATEGIES[nature]
    if strategy not in allowed:
        usual = Strategy.REDUCE if nature == Nature.THREAT else Strategy.ENHANCE
        if strategy:
            line.notes.append(
                say(
                    _("“{found}” does not fit this kind of risk: “{usual}” is taken."),
                    found=Strategy(strategy).label,
                    usual=usual.label,
                )
            )
        strategy = usual
    over = values.get("state") in (State.MONITORED, State.CLOSED, State.OCCURRED)
    own = bool(
        actions and values.get("owner") and values.get("due") and not over and len(actions) <= LENGTHS["actions"]
    )
    if actions and not own:
        text = "\n".join(part for part in (text, actions) if part and part != text) if text != actions else text
    values["strategy"], values["treatment"] = strategy, text or (actions if own else str(Strategy(strategy).label))
    values["actions"] = actions if own else ""
    if len(values["treatment"]) > LENGTHS["treatment"]:
        reason = _("Holds {n} characters; {most} fit. Shorten it, or choose another field for its column.")
        line.refuse("actions", actions, say(reason, n=len(values["treatment"]), most=LENGTHS["treatment"]))


def _state(line: Line, values: dict[str, Any]) -> str:
    """The state of the file as far as a risk with these facts may be in it; else the nearest before it."""
    level = exposure.level(values.get("current_likelihood"), values.get("current_impact"))
    wanted = values.get("state") or (State.ASSESSED if level is not None else State.IDENTIFIED)
    found = _allowed(wanted, values, level)
    if found != wanted and "state" in values:
        reasons = {
            State.ACCEPTED: _("A sponsor accepts risks here, whatever the file says: ask on the page of the risk."),
            State.IDENTIFIED: _("“{wanted}” needs a rating: it stays “{found}” until then."),
            State.ASSESSED: _("“{wanted}” needs a treatment: it stays “{found}” until then."),
            State.TREATMENT_PLANNED: _("“{wanted}” needs an owner: it stays “{found}” until then."),
        }
        text = reasons[State.ACCEPTED if wanted == State.ACCEPTED else found]
        line.notes.append(say(text, wanted=State(wanted).label, found=State(found).label))
    return found


def _allowed(wanted: str, values: dict[str, Any], level: int | None) -> str:
    if wanted in (State.CLOSED, State.OCCURRED, State.IDENTIFIED):
        return wanted
    if level is None:
        return State.IDENTIFIED
    treated = bool(values.get("treatment"))
    if wanted == State.MONITORED:
        low = level < exposure.HIGH or values.get("nature") == Nature.OPPORTUNITY
        return wanted if treated or low else State.ASSESSED
    if wanted == State.IN_TREATMENT and treated and not values.get("owner"):
        return State.TREATMENT_PLANNED
    if wanted in (State.IN_TREATMENT, State.TREATMENT_PLANNED):
        return wanted if treated else State.ASSESSED
    return State.ASSESSED
