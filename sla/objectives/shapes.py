"""What each kind of objective, worked out in each way, needs to be entered; and what it is for."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sla.models import Objective

Kind, Statistic = Objective.Kind, Objective.Statistic


@dataclass(frozen=True)
class Shape:
    """One way to promise something. ``silence`` is how many hours a record speaks for, where nothing else is said."""

    kind: str
    statistic: str
    title: str
    about: str
    fields: tuple[str, ...]
    target: str
    unit: str = ""
    silence: int = 744

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.statistic}"


PERCENT = _("Target, percent")

SHAPES = (
    Shape(
        Kind.AVAILABILITY,
        Statistic.TIME,
        _("Availability"),
        _("The share of the time in which the service was up, by the states of a monitor."),
        ("degraded", "calendar"),
        PERCENT,
        silence=26,
    ),
    Shape(
        Kind.RESPONSE_TIME,
        Statistic.WITHIN,
        _("Response time: share within a limit"),
        _("“95 % of answers within 800 ms”, by the response times of a monitor."),
        ("limit_ms", "calendar"),
        PERCENT,
        silence=26,
    ),
    Shape(
        Kind.RESPONSE_TIME,
        Statistic.PERCENTILE,
        _("Response time: percentile"),
        _("“The 95th percentile is at most 800 ms”, by the response times of a monitor."),
        ("percent", "method", "calendar"),
        _("Target, ms"),
        silence=26,
    ),
    Shape(
        Kind.FIRST_ANSWER,
        Statistic.WITHIN,
        _("First answer to tickets: share within a limit"),
        _("“90 % of urgent tickets answered within one hour”. Pauses do not count."),
        ("limit_hours", "priority", "calendar"),
        PERCENT,
    ),
    Shape(
        Kind.FIRST_ANSWER,
        Statistic.PERCENTILE,
        _("First answer to tickets: percentile"),
        _("“The 90th percentile of the first answer is at most one hour”."),
        ("percent", "method", "priority", "calendar"),
        _("Target, hours"),
    ),
    Shape(
        Kind.RESOLUTION,
        Statistic.WITHIN,
        _("Resolution of tickets: share within a limit"),
        _("“90 % of tickets solved within two working days”. Pauses do not count."),
        ("limit_hours", "priority", "calendar"),
        PERCENT,
    ),
    Shape(
        Kind.RESOLUTION,
        Statistic.PERCENTILE,
        _("Resolution of tickets: percentile"),
        _("“The 90th percentile of the resolution is at most 16 hours”."),
        ("percent", "method", "priority", "calendar"),
        _("Target, hours"),
    ),
    Shape(
        Kind.ERROR_RATE,
        Statistic.SHARE,
        _("Error rate"),
        _("Failed requests of all requests, at most so many percent."),
        ("degraded", "calendar"),
        PERCENT,
        silence=26,
    ),
    Shape(
        Kind.RPO,
        Statistic.WORST,
        _("Recovery point (RPO)"),
        _("How much work may be lost at most; the worst recovery or restore test of the month counts."),
        ("unit",),
        _("Target"),
        "h",
    ),
    Shape(
        Kind.RTO,
        Statistic.WORST,
        _("Recovery time (RTO)"),
        _("How long a recovery may take; the worst recovery or restore test of the month counts."),
        ("unit",),
        _("Target"),
        "h",
    ),
    Shape(
        Kind.INCIDENTS,
        Statistic.SUM,
        _("Security incidents"),
        _("How many there may be in a month. Record 0 for a month without one: no record is no result."),
        (),
        _("At most so many"),
    ),
    Shape(
        Kind.SATISFACTION,
        Statistic.MEAN,
        _("Satisfaction"),
        _("The mean of the marks that people gave."),
        ("unit",),
        _("Target"),
    ),
    Shape(
        Kind.COUNTED,
        Statistic.SUM,
        _("Something counted: sum"),
        _("Reports delivered, trainings held, restore tests done: what is counted, added up."),
        ("unit", "direction"),
        _("Target"),
    ),
    Shape(
        Kind.COUNTED,
        Statistic.MEAN,
        _("Something counted: mean"),
        _("Any value, as its mean."),
        ("unit", "direction"),
        _("Target"),
    ),
    Shape(
        Kind.COUNTED,
        Statistic.WORST,
        _("Something counted: worst value"),
        _("Any value, as the highest of what may be at most so much, or the lowest of what must be at least so much."),
        ("unit", "direction"),
        _("Target"),
    ),
    Shape(
        Kind.COUNTED,
        Statistic.SHARE,
        _("Something counted: share of all"),
        _("So many of so many, in percent: deliveries on time of all deliveries."),
        ("direction", "calendar"),
        PERCENT,
    ),
)
BY_KEY = {shape.key: shape for shape in SHAPES}
#: What every objective is asked for, before and after what its kind needs.
FIRST, LAST = ("name", "clause", "monitor", "target"), ("max_silence_hours", "valid_from")


def shape_of(kind: str, statistic: str = "") -> Shape | None:
    """The shape of a kind; the first where no statistic is named."""
    if statistic:
        return BY_KEY.get(f"{kind}.{statistic}")
    return next((shape for shape in SHAPES if shape.kind == kind), None)
