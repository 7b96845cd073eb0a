"""How the current rating moved: since it was last changed, or since before any treatment."""

from dataclasses import dataclass

from risks.models import RatingChange, Risk

UP, DOWN, SAME = "up", "down", "same"


@dataclass(frozen=True)
class Trend:
    """``was`` is the level before; None where there was none."""

    direction: str
    was: int | None


def trend(risk: Risk) -> Trend:
    """Reads ``risk.ratings`` (newest first), so that a prefetch serves a whole list."""
    changes = [change for change in risk.ratings.all() if change.kind == RatingChange.Kind.CURRENT]
    was = next((change.level_before for change in changes if change.level_before is not None), risk.inherent_level)
    now = risk.current_level
    if was is None or now is None or was == now:
        return Trend(SAME, was)
    return Trend(UP if now > was else DOWN, was)
