"""Every figure of earned value with its formula and its inputs, so that each can be opened and checked."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from implementation.budget.books import Books
from implementation.budget.earned_value import Position

Kind = Literal["money", "index"]

PV, EV, AC, BAC = (
    _("Planned value (PV)"),
    _("Earned value (EV)"),
    _("Actual cost (AC)"),
    _("Budget at completion (BAC)"),
)
CPI, SPI, EAC = _("Cost index (CPI)"), _("Schedule index (SPI)"), _("Forecast at completion (EAC)")


@dataclass(frozen=True)
class Figure:
    """``words`` say what it means, ``formula`` how it is reckoned, ``inputs`` from what; ``value`` None is told by ``none``."""

    name: Any
    value: Decimal | None
    kind: Kind
    words: Any
    formula: Any
    inputs: list[tuple[Any, Decimal | None, Kind]]
    none: Any = ""


def earned_value_figures(p: Position) -> list[Figure]:
    """What follows from PV, EV, AC and BAC, in the order in which it is read."""
    pv, ev, ac, bac = (PV, p.pv, "money"), (EV, p.ev, "money"), (AC, p.ac, "money"), (BAC, p.bac, "money")
    cpi, spi, eac = (CPI, p.cpi, "index"), (SPI, p.spi, "index"), (EAC, p.eac, "money")
    return [
        Figure(CPI, p.cpi, "index", _("What the work done was worth for each unit of money spent."), "EV ÷ AC", [ev, ac],
               _("Nothing is spent yet.")),
        Figure(SPI, p.spi, "index", _("How much of the work planned until today is done."), "EV ÷ PV", [ev, pv],
               _("No work was planned until today.")),
        Figure(_("Cost variance (CV)"), p.cv, "money", _("Below 0 the work done cost more than planned."), "EV − AC", [ev, ac]),
        Figure(_("Schedule variance (SV)"), p.sv, "money", _("Below 0 less is done than planned, as money."), "EV − PV", [ev, pv]),
        _eac(p, cpi, ac, bac, ev),
        Figure(_("Forecast, if the rest costs what was planned"), p.eac_atypical, "money",
               _("What went wrong does not come again."), "AC + (BAC − EV)", [ac, bac, ev]),
        Figure(_("Forecast, if being late costs too"), p.eac_combined, "money",
               _("The rest at the cost index and the schedule index of the work until now."),
               "AC + (BAC − EV) ÷ (CPI × SPI)", [ac, bac, ev, cpi, spi], _("It needs a cost index and a schedule index above 0.")),
        Figure(_("Still to spend (ETC)"), p.etc, "money", _("By the forecast."), "EAC − AC", [eac, ac]),
        Figure(_("Variance at completion (VAC)"), p.vac, "money", _("Below 0 the work ends dearer than planned."),
               "BAC − EAC", [bac, eac]),
        Figure(_("Needed cost index, to the budget (TCPI)"), p.tcpi_to_budget, "index",
               _("How well the rest must be done to end within the budget; above 1.1 it is seldom reached."),
               "(BAC − EV) ÷ (BAC − AC)", [bac, ev, ac], _("The budget of the work is spent: no index leads back to it.")),
        Figure(_("Needed cost index, to the forecast (TCPI)"), p.tcpi_to_forecast, "index",
               _("How well the rest must be done to end at the forecast."),
               "(BAC − EV) ÷ (EAC − AC)", [bac, ev, eac, ac], _("Nothing is left to spend.")),
    ]  # fmt: skip


def _eac(p: Position, cpi, ac, bac, ev) -> Figure:
    if p.eac_typical is None:
        return Figure(EAC, p.eac, "money", _("No cost index yet, so the rest is taken at its planned cost."),
                      "AC + (BAC − EV)", [ac, bac, ev])  # fmt: skip
    return Figure(EAC, p.eac, "money", _("The rest costs as much for its worth as the work until now."),
                  "BAC ÷ CPI", [bac, cpi])  # fmt: skip


def forecast_figures(books: Books) -> list[Figure]:
    """The forecast of the whole budget."""
    f = books.forecast
    if books.work:
        name, words = (
            _("Forecast of the whole budget"),
            _(
                "The forecast of the work packages, and for all else its part of the budget, or what it has cost where that is more."
            ),
        )
        inputs = [(EAC, f.packages, "money"), (_("All else"), f.rest, "money")]
        formula = _("EAC + the larger of (budget − BAC) and what was spent outside")
        inputs += [(_("Budget"), f.budget, "money"), (BAC, books.position.bac, "money"),
                   (_("Spent outside of work packages"), books.spent_outside, "money")]  # fmt: skip
    else:
        name, words = (
            _("Forecast of the whole budget"),
            _("No work package is planned yet: what was spent, and the budget of what is to come."),
        )
        inputs = [
            (_("Spent"), books.total_spent, "money"),
            (_("Budget of what is to come"), books.planned_ahead, "money"),
        ]
        formula = _("spent + budget of what is to come")
    over = [(_("Forecast"), f.total, "money"), (_("Budget"), f.budget, "money")]
    return [
        Figure(name, f.total, "money", words, formula, inputs),
        Figure(
            _("Budget less forecast"),
            f.variance,
            "money",
            _("Below 0 the programme ends dearer than its budget."),
            _("budget − forecast"),
            over,
        ),
    ]
