"""Every figure with its formula in words and symbols, and which columns of the year table it rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from implementation.business_case.worth import Worth


@dataclass(frozen=True)
class FigurePage:
    """``columns`` of ``Worth.years`` are shown; ``kinds`` are the lines that it is made of; ``unit``: money, percent, years."""

    name: str
    title: Any
    words: Any
    symbols: str
    unit: str
    value: Callable[[Worth], Any]
    columns: tuple[str, ...]
    kinds: tuple[str, ...] = ("cost", "benefit")
    settings: tuple[str, ...] = ("horizon_years",)


COLUMNS = {
    "costs": _("Costs"),
    "benefits": _("Benefits"),
    "flow": _("Cash flow"),
    "discounted": _("Discounted cash flow"),
    "cumulative": _("Cumulative"),
    "discounted_cumulative": _("Cumulative, discounted"),
}
_FLOW = ("costs", "benefits", "flow")

PAGES = {
    page.name: page
    for page in (
        FigurePage(
            "npv",
            _("Net present value"),
            _("The sum of the cash flows, each divided by (1 + rate) to the power of its year; year 0 counts in full."),
            "NPV = Σ CFₜ ÷ (1 + r)ᵗ,  t = 0 … n",
            "money",
            lambda worth: worth.summary.npv,
            (*_FLOW, "discounted", "discounted_cumulative"),
            settings=("discount_rate", "horizon_years", "floor"),
        ),
        FigurePage(
            "irr",
            _("Internal rate of return"),
            _("The discount rate at which the net present value is nothing."),
            "Σ CFₜ ÷ (1 + IRR)ᵗ = 0",
            "percent",
            lambda worth: worth.irr_percent[0] if worth.summary.irr.kind == "one" else None,
            _FLOW,
        ),
        FigurePage(
            "mirr",
            _("Modified rate of return"),
            _(
                "What is spent is borrowed at the finance rate, what is gained earns the reinvestment rate until the end: "
                "the rate at which the one grows into the other. There is never more than one."
            ),
            "MIRR = (FV(CF⁺, r₂) ÷ PV(CF⁻, r₁))^(1 ÷ n) − 1",
            "percent",
            lambda worth: worth.mirr_percent,
            _FLOW,
            settings=("finance_rate", "reinvest_rate", "discount_rate", "horizon_years"),
        ),
        FigurePage(
            "payback",
            _("Payback"),
            _("Years until the cumulative cash flow stays above nothing; a year’s flow is spread evenly over it."),
            "t* = t₋ + |CUMₜ₋| ÷ CFₜ₋₊₁",
            "years",
            lambda worth: worth.summary.payback,
            (*_FLOW, "cumulative"),
        ),
        FigurePage(
            "discounted-payback",
            _("Discounted payback"),
            _("The same with discounted flows: it is never sooner."),
            "t* = t₋ + |DCUMₜ₋| ÷ DCFₜ₋₊₁",
            "years",
            lambda worth: worth.summary.discounted_payback,
            ("flow", "discounted", "discounted_cumulative"),
            settings=("discount_rate", "horizon_years"),
        ),
        FigurePage(
            "roi",
            _("Return on investment"),
            _("(Benefits − costs) ÷ costs."),
            "ROI = (Σ B − Σ C) ÷ Σ C",
            "percent",
            lambda worth: worth.roi_percent,
            ("costs", "benefits"),
        ),
        FigurePage(
            "tco",
            _("Total cost of ownership"),
            _("All costs of the horizon, not discounted."),
            "TCO = Σ Cₜ,  t = 0 … n",
            "money",
            lambda worth: worth.tco.total,
            ("costs",),
            kinds=("cost",),
        ),
        FigurePage(
            "investment",
            _("Investment"),
            _("What is spent once: acquisition, development and switching."),
            "I = C₁ + C₂ + C₃",
            "money",
            lambda worth: worth.investment,
            ("costs",),
            kinds=("investment",),
            settings=("minimum_investment", "horizon_years"),
        ),
    )
}
