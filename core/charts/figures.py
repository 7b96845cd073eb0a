"""Figures named by their shape: plain values in, {"data": [...], "layout": {...}} out, for plotly.js and for `svg`.

Numbers are int or float, a missing one is None. Dates are ISO text (2026-06 or 2026-06-30). `unit` is written
right after a number, so it brings its own space: " %", "%", "k". Words come from the caller, already translated.
"""

from core.charts.bars import bar_chart, cumulative_chart, ranking_chart, stacked_bars
from core.charts.curves import Curve, curve_chart
from core.charts.frame import Figure, Values
from core.charts.lines import line_chart, target_line_chart
from core.charts.maps import heat_grid, scatter_map
from core.charts.plans import Points, Spans, timeline
from core.charts.swings import swing_chart

__all__ = [
    "Curve",
    "Figure",
    "Points",
    "Spans",
    "Values",
    "bar_chart",
    "cumulative_chart",
    "curve_chart",
    "heat_grid",
    "line_chart",
    "ranking_chart",
    "scatter_map",
    "stacked_bars",
    "swing_chart",
    "target_line_chart",
    "timeline",
]
