"""What a business case is worth: NPV, IRR, MIRR, XIRR, payback, ROI and total cost of ownership.

Flows are amounts by year, the first at time 0 (today), in the currency of the organisation; costs are
positive amounts, and a rate of 8 % is 0.08. Amounts and rates may be Decimal, int or float (a float is read
as it prints). Results are unrounded Decimals of 28 digits, so that comparisons are not decided by rounding:
money is rounded once, half up, where it is shown or stored. Rates of return come from a search and are
floats.
"""

from implementation.business_case.finance.amounts import Amount
from implementation.business_case.finance.flows import cumulative, discounted, npv, payback, roi
from implementation.business_case.finance.rates import Irr, irr, mirr, xirr
from implementation.business_case.finance.summary import Summary, summary
from implementation.business_case.finance.tco import CostLine, Tco, tco

__all__ = [
    "Amount",
    "CostLine",
    "Irr",
    "Summary",
    "Tco",
    "cumulative",
    "discounted",
    "irr",
    "mirr",
    "npv",
    "payback",
    "roi",
    "summary",
    "tco",
    "xirr",
]
