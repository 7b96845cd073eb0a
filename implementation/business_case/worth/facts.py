"""What a confirmation keeps: settings, scenarios, lines and figures; money to the cent, rates to four decimals."""

from decimal import Decimal
from typing import Any

from core.evidence import plain, words_of
from core.text import rounded
from implementation.business_case.models.case import SETTINGS
from implementation.business_case.simulation import SEED, TRIALS
from implementation.business_case.worth.beside import Beside, side_by_side
from implementation.business_case.worth.reading import Row
from implementation.business_case.worth.uncertainty import Uncertainty
from implementation.business_case.worth.worth import Worth

#: How many lines of the tornado are kept, the widest.
WIDEST = 5


def facts_of(worth: Worth) -> dict[str, Any]:
    """``simulation`` is there only where a line has a range."""
    case = worth.case
    drawn = Uncertainty(worth)
    found = {} if drawn.is_certain else {"simulation": simulation_of(drawn)}
    return plain(
        {
            "number": case.number,
            "currency": case.programme.organisation.currency,
            **{name: getattr(case, name) for name in SETTINGS},
            "scenario": str(worth.scenario or ""),
            "lines": [line_facts(row) for row in worth.rows],
            "figures": figures_of(worth),
            "years": [
                {name: value if name == "year" else cents(value) for name, value in year.items()}
                for year in worth.years
            ],
            "tco": {name: cents(total) for name, total in worth.tco.category_totals.items()},
            "scenarios": [_scenario(one) for one in side_by_side(case)],
            **found,
        }
    )


def line_facts(row: Row) -> dict[str, Any]:
    line = row.line
    return {
        "pk": line.pk,
        "previous": line.previous_id,
        "kind": line.kind,
        "category": line.category,
        "title": line.title,
        "shape": line.shape,
        "low": line.low,
        "likely": line.likely,
        "high": line.high,
        "growth": line.growth,
        "start_month": line.start_month,
        "end_month": line.end_month,
        "goal": str(line.goal) if line.goal else "",
        "amounts": [cents(amount) for amount in row.amounts],
    }


def figures_of(worth: Worth) -> dict[str, Any]:
    s = worth.summary
    return {
        "npv": cents(s.npv),
        "is_above_floor": s.is_above_floor,
        "irr_kind": s.irr.kind,
        "irr_percent": [fine(rate) for rate in worth.irr_percent],
        "mirr_percent": fine(worth.mirr_percent),
        "payback": fine(s.payback),
        "discounted_payback": fine(s.discounted_payback),
        "roi_percent": fine(worth.roi_percent),
        "discounted_roi_percent": fine(worth.discounted_roi_percent),
        "total_costs": cents(s.total_costs),
        "total_benefits": cents(s.total_benefits),
        "investment": cents(worth.investment),
        "risk": cents(worth.risk),
    }


def simulation_of(drawn: Uncertainty) -> dict[str, Any]:
    """What the chosen scenario may be worth; ``correlation`` and ``above_floor`` in per cent, the rest in money."""
    outcome = drawn.outcome
    return {
        "trials": TRIALS,
        "seed": SEED,
        "correlation": drawn.correlation,
        "p10": cents(outcome.low),
        "p50": cents(outcome.median),
        "p90": cents(outcome.high),
        "mean": cents(outcome.mean),
        "above_floor": fine(drawn.above_floor),
        "tornado": [
            {"title": line.title, "at_low": cents(swing.at_low), "at_high": cents(swing.at_high)}
            for line, swing in drawn.swings[:WIDEST]
        ],
    }


def _scenario(one: Beside) -> dict[str, Any]:
    scenario = one.scenario
    return {
        "pk": scenario.pk,
        "previous": scenario.previous_id,
        "title": scenario.title,
        "mode": words_of(scenario, "mode"),
        "is_chosen": scenario.is_chosen,
        "is_nothing": scenario.is_nothing,
        "gain": None if one.gain is None else cents(one.gain),
        "figures": figures_of(one.worth),
        "discounted_cumulative": [cents(value) for value in one.worth.summary.discounted_cumulative],
        "lines": [line_facts(row) for row in one.worth.rows],
    }


def cents(value: Decimal | float) -> str:
    return str(rounded(value, 2))


def fine(value: Decimal | float | None) -> str | None:
    return None if value is None else str(rounded(value, 4))
