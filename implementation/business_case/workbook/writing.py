"""Four sheets: the lines as they can be brought back, what they come to by year, the scenarios, the settings."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.sheets import Column, Page, write_xlsx
from core.text import rounded, say
from implementation.business_case.grid import is_open
from implementation.business_case.grid.columns import columns
from implementation.business_case.grid.values import value_of
from implementation.business_case.models import BusinessCase
from implementation.business_case.models.case import SETTINGS
from implementation.business_case.words import YEAR
from implementation.business_case.workbook.headings import HEADINGS
from implementation.business_case.worth import Worth, side_by_side
from implementation.business_case.worth.reading import Row

WIDTHS = {"title": 40, "scenario": 28, "category": 26, "goal": 32, "number": 8}


def workbook(case: BusinessCase) -> bytes:
    beside = side_by_side(case)
    worths = [item.worth for item in beside]
    return write_xlsx([_lines(case, worths), _by_year(case, worths), _scenarios(case, worths), _settings(case)])


def _lines(case: BusinessCase, worths: list[Worth]) -> Page:
    names = [name for name in HEADINGS if not _beyond(case, name)]
    found = columns(case)
    rows = [
        [row.line.pk, str(worth.scenario), row.line.get_kind_display(), *(_cell(column, row) for column in found)]
        for worth in worths
        for row in [*worth.costs, *worth.benefits]
    ]
    heads = [Column(HEADINGS[name], WIDTHS.get(name, 14)) for name in names]
    return Page(_("Lines"), heads, rows, frozen=4)


def _beyond(case: BusinessCase, name: str) -> bool:
    return name.startswith("y") and name[1:].isdigit() and int(name[1:]) > case.horizon_years


def _cell(column, row: Row) -> Any:
    line = row.line
    if column.name == "category":
        return line.get_category_display()
    if column.name == "shape":
        return line.get_shape_display()
    if column.name == "goal":
        return line.goal.title if line.goal else None
    if not is_open(line.shape, column) and column.name != "likely":
        return None
    value = value_of(column, row)
    return None if column.year is not None and not value else value


def _by_year(case: BusinessCase, worths: list[Worth]) -> Page:
    years = [Column(say(YEAR, n=year), 14) for year in case.years]
    heads = [
        Column(_("Scenario"), 28),
        Column(_("Line"), 40),
        Column(_("Category"), 26),
        *years,
        Column(_("Total"), 16),
    ]
    return Page(_("By year"), heads, [row for worth in worths for row in _year_rows(worth)], frozen=2)


def _year_rows(worth: Worth) -> Iterator[list[Any]]:
    name = str(worth.scenario)
    for row in [*worth.costs, *worth.benefits]:
        amounts = [rounded(amount, 2) for amount in row.amounts]
        yield [name, row.line.title, row.line.get_category_display(), *amounts, rounded(row.total, 2)]
    s = worth.summary
    for words, values in (
        (_("Costs"), s.costs),
        (_("Benefits"), s.benefits),
        (_("Cash flow"), s.flows),
        (_("Discounted cash flow"), s.discounted_flows),
    ):
        yield [name, words, None, *(rounded(value, 2) for value in values), rounded(sum(values), 2)]
    yield [name, _("Cumulative"), None, *(rounded(value, 2) for value in s.cumulative)]
    yield [name, _("Cumulative, discounted"), None, *(rounded(value, 2) for value in s.discounted_cumulative)]


def _scenarios(case: BusinessCase, worths: list[Worth]) -> Page:
    heads = [Column(_("Figure"), 36), *(Column(str(worth.scenario), 22) for worth in worths)]
    figures = [
        (_("Net present value"), lambda w: _to(w.summary.npv)),
        (_("Internal rate of return, %"), lambda w: ", ".join(str(_to(rate)) for rate in w.irr_percent) or _("None")),
        (_("Modified rate of return, %"), lambda w: _to(w.mirr_percent)),
        (_("Payback, years"), lambda w: _to(w.summary.payback)),
        (_("Discounted payback, years"), lambda w: _to(w.summary.discounted_payback)),
        (_("Return on investment, %"), lambda w: _to(w.roi_percent)),
        (_("Total cost of ownership"), lambda w: _to(w.tco.total)),
        (_("Investment"), lambda w: _to(w.investment)),
        (_("Set aside for risks"), lambda w: _to(w.risk)),
    ]
    return Page(_("Scenarios"), heads, [[words, *(of(worth) for worth in worths)] for words, of in figures], frozen=1)


def _to(value: Decimal | None) -> Any:
    return "–" if value is None else rounded(value, 2)


def _settings(case: BusinessCase) -> Page:
    heads = [Column(_("Setting"), 36), Column(_("Value"), 60)]
    rows: list[list[Any]] = [
        [_("Business case"), str(case)],
        [_("Currency"), case.programme.organisation.currency],
    ]
    rows += [[str(BusinessCase._meta.get_field(name).verbose_name), getattr(case, name)] for name in SETTINGS]
    return Page(_("Settings"), heads, rows)
