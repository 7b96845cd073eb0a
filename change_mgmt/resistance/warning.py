"""How a department stands: adoption, readiness and training against their limits. Plain Python.

A value that is missing is never read as low: it is said. A worse value never lowers the level.
"""

from dataclasses import dataclass

ADOPTION, READINESS, TRAINING = "adoption", "readiness", "training"
NAMES = (ADOPTION, READINESS, TRAINING)
LOW, FINE, UNKNOWN = "low", "fine", "unknown"
#: What to do, by what is low.
HEAR, TALK, TRAIN, WATCH, MEASURE, NOTHING = "hear", "talk", "train", "watch", "measure", "nothing"


@dataclass(frozen=True)
class Limits:
    """Below these a value is low: per cent active, readiness from 1 to 5, per cent trained."""

    adoption: float = 60.0
    readiness: float = 3.0
    training: float = 80.0


@dataclass(frozen=True)
class Values:
    """What is known; None where nothing is."""

    adoption: float | None = None
    readiness: float | None = None
    training: float | None = None


@dataclass(frozen=True)
class Judgement:
    low: tuple[str, ...]
    fine: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def level(self) -> int:
        """How many of the three are low, 0 to 3."""
        return len(self.low)

    @property
    def is_early_warning(self) -> bool:
        return self.level == len(NAMES)

    @property
    def is_over(self) -> bool:
        """At least one of the three is known to be high enough; not knowing ends no warning."""
        return bool(self.fine)

    @property
    def is_known(self) -> bool:
        return len(self.unknown) < len(NAMES)

    @property
    def proposal(self) -> str:
        """The step that comes first: people who do not want it are heard before they are trained."""
        if self.is_early_warning:
            return HEAR
        steps = ((READINESS, TALK), (TRAINING, TRAIN), (ADOPTION, WATCH))
        found = next((step for name, step in steps if name in self.low), None)
        if found:
            return found
        return MEASURE if self.unknown else NOTHING


def standing(value: float | None, limit: float) -> str:
    """Low below the limit; the limit itself is reached. Compared unrounded."""
    if value is None:
        return UNKNOWN
    return LOW if value < limit else FINE


def judge(values: Values, limits: Limits) -> Judgement:
    found = {name: standing(getattr(values, name), getattr(limits, name)) for name in NAMES}

    def those(kind: str) -> tuple[str, ...]:
        return tuple(name for name in NAMES if found[name] == kind)

    return Judgement(those(LOW), those(FINE), those(UNKNOWN))
