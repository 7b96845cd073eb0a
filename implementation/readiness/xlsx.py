"""The results of a round as a workbook."""

from django.utils.translation import gettext as _

from core.sheets import Column, Page, write_xlsx
from implementation.readiness.standing import Standing


def workbook(standing: Standing) -> bytes:
    columns = [
        Column(_("Dimension"), 30),
        Column(_("Layer"), 24),
        Column(_("People"), 10),
        Column(_("Mean"), 10),
        Column(_("Median"), 10),
        Column(_("Lower quartile"), 14),
        Column(_("Upper quartile"), 14),
        Column(_("Change since the round before"), 20),
    ]
    return write_xlsx([Page(_("Readiness"), columns, [_row(line) for line in standing.lines], frozen=1)])


def _row(line) -> list:
    head = [str(line.dimension.label), str(line.dimension.layer.label)]
    if line.level is None:
        return [*head, None, None, None, None, None, None]
    level = line.level
    change = None if line.change is None else round(line.change, 2)
    return [*head, level.people, level.mean, level.median, level.lower, level.upper, change]
