"""Monthly results, worked out when measurements, exclusions or terms change: pages read them and never the records."""

from sla.availability import State
from sla.rollup.months import month_of, months_between, months_touched, next_month, window
from sla.rollup.preparing import Prepared, prepare
from sla.rollup.reading import live_sources
from sla.rollup.writing import NEW_RECORDS, TERMS, TIME_WENT_ON, apply, roll_up

CONDITIONS = tuple(State)

__all__ = [
    "CONDITIONS",
    "NEW_RECORDS",
    "TERMS",
    "TIME_WENT_ON",
    "Prepared",
    "apply",
    "live_sources",
    "month_of",
    "months_between",
    "months_touched",
    "next_month",
    "prepare",
    "roll_up",
    "window",
]
