"""Bars of who is trained, with the gap set apart."""

from change_mgmt.coverage import Cover
from core.charts import figures
from core.charts.tokens import ON_SERIES, SERIES

GAP = 3


def coverage_bars(covers: dict[str, Cover], *, trained: str, missing: str) -> figures.Figure:
    """One lying bar for each label: trained strong, still to train pale."""
    parts = {
        trained: [cover.trained for cover in covers.values()],
        missing: [cover.missing for cover in covers.values()],
    }
    figure = figures.stacked_bars(parts, list(covers))
    gap = figure["data"][1]
    gap["marker"]["color"], gap["textfont"]["color"] = SERIES[GAP], ON_SERIES[GAP]
    return figure
