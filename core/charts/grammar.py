"""What a figure may say. The SVG writer draws all of it and nothing beside it.

Plotly knows thousands of properties and ignores what it does not know. On paper that would be a chart that
quietly lacks something, so whatever is not listed here is refused by name.
"""

from collections.abc import Mapping
from typing import Any


class ChartRefused(ValueError):
    """The figure says something that the SVG writer does not draw."""


Figure = dict[str, Any]

FONT = {"family", "size", "color", "weight"}
LINE = {"color", "width", "dash", "shape"}
HOVER = {"hoverinfo", "hovertext", "hoverlabel"}

TRACES = {
    "scatter": HOVER | {
        "type", "mode", "x", "y", "name", "line", "marker", "text", "textposition", "textfont", "showlegend",
        "cliponaxis", "connectgaps",
    },
    "bar": HOVER | {
        "type", "x", "y", "name", "orientation", "marker", "text", "textposition", "textfont", "textangle",
        "insidetextanchor", "constraintext", "showlegend", "cliponaxis",
    },
    "heatmap": HOVER | {"type", "x", "y", "z", "zmin", "zmax", "colorscale", "showscale", "xgap", "ygap"},
}  # fmt: skip
LAYOUT = {
    "template", "width", "height", "autosize", "margin", "font", "xaxis", "yaxis", "barmode", "bargap", "showlegend",
    "legend", "shapes", "annotations", "paper_bgcolor", "plot_bgcolor", "hovermode", "hoverlabel", "dragmode",
}  # fmt: skip
AXIS = {
    "type", "range", "tickmode", "tickvals", "ticktext", "tickformat", "tickfont", "ticks", "tickangle",
    "ticklabelstandoff", "showgrid", "gridcolor", "gridwidth", "zeroline", "zerolinecolor", "zerolinewidth",
    "showline", "fixedrange", "categoryorder", "categoryarray",
}  # fmt: skip
LEGEND = {"orientation", "x", "xref", "xanchor", "y", "yref", "yanchor", "title", "font", "traceorder", "itemclick",
          "itemdoubleclick", "bgcolor"}  # fmt: skip
SHAPE = {"type", "x0", "x1", "y0", "y1", "xref", "yref", "line", "fillcolor", "layer"}
ANNOTATION = {
    "text",
    "x",
    "y",
    "xref",
    "yref",
    "xanchor",
    "yanchor",
    "xshift",
    "yshift",
    "showarrow",
    "font",
    "align",
}

AXIS_TYPES = {"linear", "date", "category"}
BAR_MODES = {"group", "relative"}
MODES = {"lines", "markers", "text", "lines+markers", "lines+markers+text", "markers+text", "lines+text"}
SYMBOLS = {"circle", "diamond"}
TICK_FORMATS = {"%Y", "%Y-%m", "%Y-%m-%d"}
ANCHORS = {"left", "center", "right", "top", "middle", "bottom"}


def check(figure: Figure) -> None:
    """Raises ChartRefused at the first thing in the figure that is not in this grammar."""
    known(figure, {"data", "layout"}, "figure")
    for trace in figure["data"]:
        _check_trace(trace)
    layout = figure["layout"]
    known(layout, LAYOUT, "layout")
    one_of(layout.get("barmode", "group"), BAR_MODES, "layout.barmode")
    known(layout.get("font", {}), FONT, "layout.font")
    known(layout.get("margin", {}), {"l", "r", "t", "b"}, "layout.margin")
    known(layout.get("legend", {}), LEGEND, "layout.legend")
    for name in ("xaxis", "yaxis"):
        _check_axis(layout.get(name, {}), f"layout.{name}")
    for shape in layout.get("shapes", []):
        known(shape, SHAPE, "shape")
        one_of(shape.get("type"), {"line", "rect"}, "shape.type")
        known(shape.get("line", {}), LINE, "shape.line")
    for annotation in layout.get("annotations", []):
        known(annotation, ANNOTATION, "annotation")
        one_of(annotation.get("showarrow"), {False}, "annotation.showarrow")
        one_of(annotation.get("xanchor", "center"), ANCHORS, "annotation.xanchor")
        one_of(annotation.get("yanchor", "middle"), ANCHORS, "annotation.yanchor")
        known(annotation.get("font", {}), FONT, "annotation.font")


def known(part: Mapping[str, Any], names: set[str], where: str) -> None:
    """Raises ChartRefused when `part` has a property that is not among `names`."""
    for name in part:
        if name not in names:
            raise ChartRefused(f"{where} has the property {name!r}, which the SVG writer does not draw.")


def one_of(value: Any, allowed: set[Any], where: str) -> None:
    """Raises ChartRefused when `value` is not among those allowed."""
    if value not in allowed:
        raise ChartRefused(f"{where} is {value!r}, which the SVG writer does not draw.")


def _check_trace(trace: Mapping[str, Any]) -> None:
    kind = trace.get("type")
    one_of(kind, set(TRACES), "trace type")
    known(trace, TRACES[str(kind)], f"{kind} trace")
    known(trace.get("textfont", {}), FONT, f"{kind}.textfont")
    if kind == "scatter":
        one_of(trace.get("mode"), MODES, "scatter.mode")
        known(trace.get("line", {}), LINE, "scatter.line")
        one_of(trace.get("line", {}).get("shape", "linear"), {"linear", "hv"}, "scatter.line.shape")
        one_of(trace.get("connectgaps", False), {False}, "scatter.connectgaps")
        known(trace.get("marker", {}), {"color", "size", "symbol", "line", "opacity"}, "scatter.marker")
        one_of(trace.get("marker", {}).get("opacity", 1), {1}, "scatter.marker.opacity")
        symbols = trace.get("marker", {}).get("symbol", "circle")
        for symbol in [symbols] if isinstance(symbols, str) else symbols:
            one_of(symbol, SYMBOLS, "scatter.marker.symbol")
    elif kind == "bar":
        one_of(trace.get("orientation", "v"), {"v", "h"}, "bar.orientation")
        known(trace.get("marker", {}), {"color", "line"}, "bar.marker")
        one_of(trace.get("textposition", "none"), {"inside", "outside", "none"}, "bar.textposition")
    else:
        one_of(trace.get("showscale"), {False}, "heatmap.showscale")
    known(trace.get("marker", {}).get("line", {}), {"color", "width"}, f"{kind}.marker.line")


def _check_axis(axis: Mapping[str, Any], where: str) -> None:
    known(axis, AXIS, where)
    one_of(axis.get("type"), AXIS_TYPES, f"{where}.type")
    one_of(axis.get("showline", False), {False}, f"{where}.showline")
    one_of(axis.get("ticks", ""), {""}, f"{where}.ticks")
    one_of(axis.get("tickangle", 0), {0}, f"{where}.tickangle")
    known(axis.get("tickfont", {}), FONT, f"{where}.tickfont")
    if "tickformat" in axis:
        one_of(axis["tickformat"], TICK_FORMATS, f"{where}.tickformat")
