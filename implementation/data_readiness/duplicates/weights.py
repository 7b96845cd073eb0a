"""How much each field speaks for or against, in bits (log2 of how much likelier the agreement is between copies of one record).

After Fellegi and Sunter (1969): weight = log2(m / u), m the chance that copies of one record agree so, u that strangers do.
u of an equal value is how often the value occurs, so a rare surname weighs more than a common one (Winkler 1989). One table for
all files; decision 0027 says where the figures come from.
"""

import math
from dataclasses import dataclass

from implementation.data_readiness.duplicates.roles import ColumnRole as R


@dataclass(frozen=True)
class Weighing:
    same: float  # m: copies are equal
    close: float  # m: copies differ by a slip
    near: float  # how many values lie as close to a value as a slip
    differ: float  # bits when they differ
    rare: float  # u of the rarest value: nothing is rarer than this among people and companies at large
    ceiling: float = 20.0  # bits at most


WEIGHING: dict[R, Weighing] = {
    R.GIVEN: Weighing(0.80, 0.12, 4, -3.0, 1 / 2_000),
    R.SURNAME: Weighing(0.82, 0.12, 3, -3.5, 1 / 20_000),
    R.NAME: Weighing(0.70, 0.25, 3, -5.0, 1 / 60_000),
    R.COMPANY: Weighing(0.70, 0.25, 3, -5.0, 1 / 60_000),
    R.NUMBER: Weighing(0.85, 0.08, 4, -3.0, 1 / 400, 6.0),
    R.ADDRESS: Weighing(0.65, 0.25, 4, -2.0, 1 / 10_000, 11.0),
    R.CITY: Weighing(0.85, 0.06, 3, -1.5, 1 / 2_000, 7.0),
    R.POSTCODE: Weighing(0.85, 0.08, 4, -1.5, 1 / 3_000, 8.0),
    R.STATE: Weighing(0.92, 0.03, 4, -1.0, 1 / 60, 3.0),
    R.PHONE: Weighing(0.60, 0.06, 40, -1.0, 1 / 60_000, 14.0),
    R.EMAIL: Weighing(0.60, 0.06, 3, -1.0, 1 / 100_000, 15.0),
    R.BIRTH: Weighing(0.88, 0.08, 30, -4.0, 1 / 25_000, 13.0),
    R.ID: Weighing(0.88, 0.09, 12, -5.0, 1 / 1_000_000),
    R.CATEGORY: Weighing(0.60, 0.02, 3, -0.5, 1 / 60, 3.0),
}
PLACE = (
    R.CITY,
    R.POSTCODE,
    R.STATE,
)  # these say nearly the same thing; the strongest counts in full, the others by this share
SHARED = 0.3
# What a household, a firm or a building shares: where the names differ, all of it together counts at most so many bits.
COMMON = (R.SURNAME, R.COMPANY, R.ADDRESS, R.NUMBER, R.PHONE, *PLACE)
COMMON_CEILING = 8.0
PRIOR_FLOOR = 1_000  # a small file tells little of how common a value is
CERTAIN = 40.0  # bits of two rows that are equal in every cell
SWAPPED = -1.5  # bits off where given name and surname stand in each other's place
THRESHOLD = 1.585  # bits from which a pair counts: three to one
KEPT_FROM = -4.0  # pairs down to here are kept for review, so that what the threshold misses can be estimated


def prior(rows: int) -> float:
    """log2 of the odds that two rows taken at random are copies, one in two rows having one."""
    return -math.log2(max(rows, PRIOR_FLOOR)) - 1


def chance(bits: float) -> float:
    """The probability that stands behind a sum of bits."""
    return 1 / (1 + 2 ** -max(min(bits, 60.0), -60.0))
