"""The figures of a simulation as plain values, remembered until something on the programme changes."""

from dataclasses import dataclass

from implementation.programme.memory import remembered
from implementation.programme.models import Programme
from risks.models import LossLimit
from risks.money import SHARES, Money
from risks.simulation import Losses


@dataclass(frozen=True)
class Band:
    """A year's losses: mean, spread, percentiles by share, mean of the worst twentieth, chance of any loss, the curve."""

    mean: float
    sd: float
    percentiles: dict[float, float]
    tail: float
    any_loss: float
    curve: list[tuple[float, float]]


@dataclass(frozen=True)
class Held:
    """A limit and how often the losses exceed it, in per cent, now and after treatment."""

    limit: LossLimit
    now: float
    treated: float

    @property
    def is_kept_now(self) -> bool:
        return self.now <= float(self.limit.chance)

    @property
    def is_kept_treated(self) -> bool:
        return self.treated <= float(self.limit.chance)


@dataclass(frozen=True)
class Bands:
    now: Band
    treated: Band
    exceeded: dict[float, tuple[float, float]]

    @property
    def ladder(self) -> list[tuple[tuple[int, float], tuple[int, float]]]:
        """(share in per cent, loss) now and after treatment, rung by rung."""
        return [
            ((round(100 * share), self.now.percentiles[share]), (round(100 * share), self.treated.percentiles[share]))
            for share in SHARES
        ]

    def held(self, limits) -> list[Held]:
        return [Held(limit, *self.exceeded[float(limit.amount)]) for limit in limits]


def band(losses: Losses, curve: list[tuple[float, float]]) -> Band:
    return Band(
        mean=losses.mean,
        sd=losses.sd,
        percentiles={share: losses.percentile(share) for share in SHARES},
        tail=losses.mean_beyond(),
        any_loss=100 * losses.exceedance(0),
        curve=[(loss, 100 * share) for loss, share in curve],
    )


def bands(programme: Programme, money: Money, limits) -> Bands:
    """Simulate once; the seed is fixed, so the same register gives the same figures."""

    def work() -> Bands:
        now, treated = money.now, money.treated
        amounts = [float(limit.amount) for limit in limits]
        exceeded = {a: (100 * now.exceedance(a), 100 * treated.exceedance(a)) for a in amounts}
        curve = now.curve()
        after = treated.along(loss for loss, _share in curve)
        return Bands(band(now, curve), band(treated, after), exceeded)

    return remembered(programme, "risk_money", work)
