"""A Plotly figure as a crisp, standalone SVG: for paper, for e-mail and for a page without JavaScript."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from core.charts.axes import Axis, axis
from core.charts.grammar import ChartRefused, Figure, check
from core.charts.labels import LINE_HEIGHT, SIZE
from core.charts.labels import width as text_width
from core.charts.marks import bars, heatmap, scatter
from core.charts.pen import element, escape, label, lines, stroke
from core.charts.tokens import INK, INK_2, LINE, PAPER

__all__ = ["ChartRefused", "svg"]

SWATCH = 10
LEGEND_ROW = 19
TICK_GAP = 4
LEAST_ROOM = 150

FONTS = {
    "zh-Hans": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif",
    "zh-Hant": "Noto Sans CJK TC, PingFang TC, Microsoft JhengHei, sans-serif",
}
FONTS_ELSE = "Noto Sans CJK SC, Noto Sans, Segoe UI, sans-serif"


def svg(figure: Figure, *, width: int, height: int, title: str, description: str, lang: str) -> str:
    """The figure as SVG, `width` by `height` pixels; the same figure always gives the same text.

    `lang` chooses the fonts ("zh-Hans", "zh-Hant", anything else Latin first); with "" the SVG takes the font
    of the page it stands in. Raises ChartRefused naming the trace, axis or property that cannot be drawn.
    """
    check(figure)
    layout = figure["layout"]
    legend, legend_height = _legend_of(figure, width)
    x, y = _axes(figure, width, height, legend_height)
    parts = [
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description)}</desc>" if description else "",
        element("rect", width=width, height=height, fill=PAPER),
        *_grid(x, y),
        *_shapes(layout, x, y, {"below", "between"}),
        *_marks(figure, x, y),
        *_shapes(layout, x, y, {"above"}),
        *_tick_labels(x, y),
        *(_annotation(each, x, y) for each in layout.get("annotations", [])),
        legend,
    ]
    return element(
        "svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", width=width,
        height=height, role="img", aria_label=f"{title}. {description}" if description else title,
        **_language(lang), font_size=layout.get("font", {}).get("size", SIZE),
    )  # fmt: skip


def height_at(figure: Figure, width: int) -> int:
    """The height at another width: where the key needs more rows, the chart grows by them."""
    layout = figure["layout"]
    rows = [max(layout.get("margin", {}).get("t", 12), _legend_of(figure, w)[1]) for w in (width, layout["width"])]
    return int(layout["height"] + max(0, rows[0] - rows[1]))


def fits(figure: Figure, width: int) -> bool:
    """Whether the words beside the points of each trace have the room, and every bar its place."""
    margin = figure["layout"].get("margin", {})
    room = width - margin.get("l", 48) - margin.get("r", 16)
    return room >= LEAST_ROOM and all(
        _words_of(trace) <= room for trace in figure["data"] if trace["type"] == "scatter"
    )


def _legend_of(figure: Figure, width: int) -> tuple[str, float]:
    layout = figure["layout"]
    named = list(_legend_entries(figure["data"])) if layout.get("showlegend") else []
    return _legend(layout.get("legend", {}), named, width)


def _words_of(trace: dict[str, Any]) -> float:
    texts = trace.get("text") or []
    return sum(text_width(str(text)) for text in ([texts] if isinstance(texts, str) else texts) if text)


def _language(lang: str) -> dict[str, Any]:
    if not lang:
        return {}
    return {"lang": lang, "xml:lang": lang, "font_family": FONTS.get(lang, FONTS_ELSE)}


def _axes(figure: Figure, width: int, height: int, legend_height: float) -> tuple[Axis, Axis]:
    layout = figure["layout"]
    margin = layout.get("margin", {})
    left, right = margin.get("l", 48), width - margin.get("r", 16)
    top, bottom = max(margin.get("t", 12), legend_height), height - margin.get("b", 28)
    if right - left < 20 or bottom - top < 20:
        raise ChartRefused(f"{width} by {height} pixels leave no room for the figure.")
    looks = [layout.get(name, {}) for name in ("xaxis", "yaxis")]
    values = [
        [value for trace in figure["data"] for value in trace[letter] if value is not None] for letter in ("x", "y")
    ]
    return (
        axis(looks[0], values[0], start=left, end=right),
        axis(looks[1], values[1], start=bottom, end=top),
    )


def _grid(x: Axis, y: Axis) -> Iterator[str]:
    for one, other, letters in ((x, y, "xy"), (y, x, "yx")):
        look = one.look
        for tick, _ in one.ticks:
            heavy = tick == 0 and one.kind == "linear" and look.get("zeroline")
            if not heavy and not look.get("showgrid"):
                continue
            at = one.place_position(tick)
            ends = {
                f"{letters[0]}1": at, f"{letters[0]}2": at, f"{letters[1]}1": other.start, f"{letters[1]}2": other.end,
            }  # fmt: skip
            colour = look.get("zerolinecolor" if heavy else "gridcolor", LINE)
            yield element("line", **ends, stroke=colour, stroke_width=1)


def _tick_labels(x: Axis, y: Axis) -> Iterator[str]:
    for one in (x, y):
        font = {"color": INK_2} | one.look.get("tickfont", {})
        away = one.look.get("ticklabelstandoff", 0)
        for tick, text in _apart(one, font) if one is x else one.ticks:
            at = one.place_position(tick)
            if one is x:
                yield label(text, at, y.start + 4 + away, font=font, anchor="middle", vertical="top")
            else:
                yield label(text, x.start - 3 - away, at, font=font, anchor="end")


def _apart(x: Axis, font: dict[str, Any]) -> tuple[tuple[float, str], ...]:
    """Every tick below the chart, or every second, third … where their words would run into one another."""
    halves = [text_width(text, font.get("size", SIZE)) / 2 for _tick, text in x.ticks]
    places = [x.place_position(tick) for tick, _text in x.ticks]
    for stride in range(1, len(x.ticks)):
        kept = list(zip(places[::stride], halves[::stride], strict=True))
        if all(b - a >= right + left + TICK_GAP for (a, right), (b, left) in pairwise(kept)):
            return x.ticks[::stride]
    return x.ticks[:1]


def _marks(figure: Figure, x: Axis, y: Axis) -> Iterator[str]:
    """In Plotly's order, whatever the order of the traces: cells, then bars, then lines and points."""
    layout = figure["layout"]
    kinds: dict[str, list[dict[str, Any]]] = {"heatmap": [], "bar": [], "scatter": []}
    for trace in figure["data"]:
        kinds[trace["type"]].append(trace)
    for trace in kinds["heatmap"]:
        yield from heatmap(trace, x, y)
    yield from bars(
        kinds["bar"], x, y, mode=layout.get("barmode", "group"), gap=layout.get("bargap", 0.2),
    )  # fmt: skip
    for trace in kinds["scatter"]:
        yield from scatter(trace, x, y)


def _shapes(layout: dict[str, Any], x: Axis, y: Axis, layers: set[str]) -> Iterator[str]:
    for shape in layout.get("shapes", []):
        if shape.get("layer", "above") not in layers:
            continue
        x0, x1 = (_place(shape[name], shape.get("xref", "x"), x) for name in ("x0", "x1"))
        y0, y1 = (_place(shape[name], shape.get("yref", "y"), y) for name in ("y0", "y1"))
        if shape["type"] == "line":
            yield element("line", x1=x0, x2=x1, y1=y0, y2=y1, **stroke(shape.get("line", {})), data_mark="shape")
        else:
            yield element(
                "rect", x=min(x0, x1), y=min(y0, y1), width=abs(x1 - x0), height=abs(y1 - y0),
                fill=shape.get("fillcolor", "none"), data_mark="shape",
            )  # fmt: skip


def _annotation(look: dict[str, Any], x: Axis, y: Axis) -> str:
    horizontal = look.get("xanchor", "center")
    return label(
        look["text"],
        _place(look["x"], look.get("xref", "x"), x) + look.get("xshift", 0),
        _place(look["y"], look.get("yref", "y"), y) - look.get("yshift", 0),
        font={"color": INK_2} | look.get("font", {}),
        anchor={"left": "start", "center": "middle", "right": "end"}[horizontal],
        vertical=look.get("yanchor", "middle"),
    )


def _place(value: Any, reference: str, along: Axis) -> float:
    if reference == "paper":
        return along.start + float(value) * (along.end - along.start)
    if reference not in ("x", "y"):
        raise ChartRefused(f"A place relative to {reference!r} is not drawn.")
    if along.kind == "category" and isinstance(value, str):
        raise ChartRefused(
            f"Beside the marks a category is given by its number, not as {value!r}: Plotly reads digits."
        )
    return along.place(value)


def _legend_entries(traces: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for trace in traces:
        if trace.get("showlegend", True) and trace.get("name"):
            yield trace["name"], _legend_mark(trace)


def _legend_mark(trace: dict[str, Any]) -> str:
    """The trace's mark in a box of SWATCH by SWATCH pixels around 0,0."""
    look = trace.get("marker", {})
    if trace["type"] == "scatter" and "lines" in trace["mode"]:
        return element("line", x1=-SWATCH / 2, x2=SWATCH / 2, y1=0, y2=0, **stroke(trace.get("line", {})))
    colour = look.get("color", INK)
    colour = colour if isinstance(colour, str) else colour[0]
    if trace["type"] == "scatter":
        edge = look.get("line", {})
        return element("circle", r=4, fill=colour, stroke=edge.get("color"), stroke_width=edge.get("width"))
    return element("rect", x=-SWATCH / 2, y=-SWATCH / 2, width=SWATCH, height=SWATCH, rx=2, fill=colour)


def _legend(look: dict[str, Any], entries: Sequence[tuple[str, str]], room: float) -> tuple[str, float]:
    """Rows of swatch and name from the top left corner, and the height they take; ("", 0) without entries."""
    if not entries:
        return "", 0.0
    font = {"color": INK_2} | look.get("font", {})
    size = font.get("size", SIZE)
    heading = look.get("title", {}).get("text", "")
    at, row = 0.0, 0
    parts = []
    if heading:
        parts.append(label(heading, 0, LINE_HEIGHT / 2, font=font))
        at = text_width(lines(heading)[0], size) + 18
    for name, mark in entries:
        needed = SWATCH + 6 + text_width(lines(name)[0], size)
        if at and at + needed > room:
            at, row = 0.0, row + 1
        middle = row * LEGEND_ROW + LINE_HEIGHT / 2
        parts.append(element("g", mark, transform=f"translate({at + SWATCH / 2:.2f} {middle:.2f})"))
        parts.append(label(name, at + SWATCH + 6, middle, font=font))
        at += needed + 18
    return "".join(parts), (row + 1) * LEGEND_ROW + 8.0
