"""Tables and terms that the tests of credits share."""

from decimal import Decimal

from sla.credits import Basis, Direction, Month, Per, Shape, Terms, Tier


def tier(lower: str, upper: str | None, earns: str) -> Tier:
    return Tier(lower=Decimal(lower), upper=None if upper is None else Decimal(upper), earns=Decimal(earns))


# Amazon S3 Service Level Agreement, version of 31 July 2019.
S3 = (tier("99.0", "99.9", "10"), tier("95.0", "99.0", "25"), tier("0", "95.0", "100"))
STEPS = Terms(shape=Shape.STEPS, tiers=S3)
#: Hours to mend, at most 4: less is better.
HOURS_OVER = (tier("4", "8", "10"), tier("8", None, "25"))
DAYS = Terms(shape=Shape.DAYS, tiers=(tier("99", "99.9", "3"), tier("95", "99", "7"), tier("0", "95", "15")))
POINTS = Terms(shape=Shape.POINTS, step=Decimal("0.1"), percent=Decimal(2))
PRO_RATA = Terms(shape=Shape.PRO_RATA, basis=Basis.PROMISED, factor=Decimal(1))
OF_WHOLE = Terms(shape=Shape.PRO_RATA, basis=Basis.WHOLE, factor=Decimal(2))
LINEAR = Terms(
    shape=Shape.LINEAR,
    first_level=Decimal("99.9"),
    first_percent=Decimal(0),
    last_level=Decimal("99"),
    last_percent=Decimal(30),
)
BY_HOUR = Terms(shape=Shape.HOURS, step=Decimal(1), amount=Decimal(50))
FIXED = Terms(shape=Shape.FIXED, per=Per.BREACH, amount=Decimal(120))
BY_INCIDENT = Terms(shape=Shape.FIXED, per=Per.INCIDENT, amount=Decimal(40))
EVERY = [STEPS, DAYS, POINTS, PRO_RATA, OF_WHOLE, LINEAR, BY_HOUR, FIXED, BY_INCIDENT]


def month(measured, target="99.9", **fields) -> Month:
    level = Decimal(measured) if isinstance(measured, str) else measured
    return Month(measured=level, target=Decimal(target), **fields)


def late(measured: str, target: str = "4", **fields) -> Month:
    """An objective of which less is better."""
    return month(measured, target, direction=Direction.AT_MOST, **fields)
