"""Facts that the apps offer to gates. An app's ``gate_checks.py`` registers functions that look at live records.

>>> @gate_check("risks.no_critical", title=_("No critical risk untreated"), at={"ready_to_pilot": KNOCK_OUT})
... def no_critical(programme, *, gate, limit=4):
...     return met(say(_("**{n}** risks"), n=0), figures={"open": 0}, url="…")
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from implementation.gates.figures import Figure, named

MET, PARTLY, NOT_MET, NOT_APPLICABLE = "met", "partly", "not_met", "not_applicable"
MUST, SHOULD, KNOCK_OUT = "must", "should", "knock_out"

INITIATION, BUSINESS_CASE, CONTRACT_REVIEW = "initiation", "business_case", "contract_review"
READY_TO_PILOT, PILOT_EXIT = "ready_to_pilot", "pilot_exit"
ACCEPTANCE, BENEFITS_REVIEW = "acceptance", "benefits_review"


@dataclass(frozen=True)
class Result:
    """What a check found: a state, one sentence of evidence with the figure in ``**bold**``, the figures, and the page to mend it.

    ``evidence`` is lazy (it is frozen in every language); ``figures`` are plain JSON values, compared to tell what changed since.
    """

    state: str
    evidence: Any
    figures: dict[str, Any] = field(default_factory=dict)
    url: str = ""


def met(evidence, *, figures=None, url="") -> Result:
    return Result(MET, evidence, figures or {}, url)


def partly(evidence, *, figures=None, url="") -> Result:
    return Result(PARTLY, evidence, figures or {}, url)


def not_met(evidence, *, figures=None, url="") -> Result:
    return Result(NOT_MET, evidence, figures or {}, url)


@dataclass(frozen=True)
class Parameter:
    """A threshold of a check: its default, its words, and the bounds within which somebody can meet it.

    ``on_path`` gives another default where the programme goes another way (``{"big_fast": 5}``).
    """

    default: Any
    label: Any
    help: Any = ""
    minimum: Any = None
    maximum: Any = None
    choices: tuple[tuple[Any, Any], ...] = ()
    on_path: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    name: str
    title: Any
    at: dict[str, str]
    weight: int
    thresholds: dict[str, Parameter]
    function: Callable[..., Result]
    order: int
    figures: dict[str, Figure | None] = field(default_factory=dict)

    def defaults(self, strategy: str = "") -> dict[str, Any]:
        return {name: item.on_path.get(strategy, item.default) for name, item in self.thresholds.items()}

    @property
    def parameters(self) -> dict[str, Any]:
        return self.defaults()

    def told(self, figures: dict[str, Any]) -> list[tuple[Any, str]]:
        """The figures of a result in words, without those that repeat a threshold."""
        found = [(self.figure(name), value) for name, value in figures.items()]
        return [(figure.label, figure.told(value)) for figure, value in found if figure]

    def figure(self, name: str) -> Figure | None:
        """One that nobody has described any more is called what the code calls it."""
        return self.figures.get(name, Figure(spelt(name)))

    def given(self, kept: dict[str, Any]) -> dict[str, Any]:
        """The thresholds kept with a criterion; the default where none is kept."""
        return self.defaults() | {name: value for name, value in kept.items() if name in self.thresholds}


_checks: dict[str, Check] = {}
_listeners: list[Callable] = []


def gate_check(
    name: str,
    *,
    title,
    at: dict[str, str],
    weight: int = 10,
    order: int = 50,
    parameters: dict[str, Parameter] | None = None,
    figures: dict[str, Any] | None = None,
    **defaults,
):
    """Register ``function(programme, *, gate, **parameters) -> Result``.

    ``at`` says at which kinds of gate the check counts, and as what (must, should, knock-out); ``weight`` is for should-meet;
    ``parameters`` are the thresholds, kept with each criterion (``defaults`` are thresholds that nobody has described);
    ``figures`` says what the figures of the result are called and how they are read (see ``figures.py``).
    """

    def register(function):
        if name in _checks:
            raise ValueError(f"Gate check {name} is registered twice")
        thresholds = {key: Parameter(value, spelt(key)) for key, value in defaults.items()} | (parameters or {})
        _checks[name] = Check(name, title, at, weight, thresholds, function, order, named(figures or {}))
        return function

    return register


def spelt(key: str) -> str:
    """A name out of the code for want of words: ``own_words`` reads “own words”."""
    return key.replace("_", " ")


def checks() -> dict[str, Check]:
    return dict(sorted(_checks.items(), key=lambda item: (item[1].order, item[0])))


def checks_at(kind: str) -> list[tuple[Check, str]]:
    """The checks that count at a kind of gate, each with its weight class."""
    return [(check, check.at[kind]) for check in checks().values() if kind in check.at]


def after_decision(function):
    """Register ``function(gate, decision, by)`` for apps above that must react, in the same transaction."""
    _listeners.append(function)
    return function


def announce(gate, decision, by) -> None:
    for function in _listeners:
        function(gate, decision, by)
