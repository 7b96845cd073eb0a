"""SVG elements as text: everything that comes from outside is escaped here, and nowhere else."""

import html
import re
from collections.abc import Sequence
from typing import Any

from core.charts.grammar import ChartRefused
from core.charts.labels import LINE_HEIGHT, SIZE
from core.charts.tokens import INK_2

# XML 1.0 has no way to write these, escaped or not.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAK = re.compile(r"<br\s*/?>")


def escape(text: str) -> str:
    """The text for an XML attribute or element."""
    return html.escape(_FORBIDDEN.sub("", text), quote=True)


def element(name: str, content: str = "", /, **attributes: Any) -> str:
    """One element; `content` is markup already, attribute values are escaped, None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def titled(text: str | None) -> str:
    """What a pointer shows over a mark."""
    return f"<title>{escape(' '.join(lines(text)))}</title>" if text else ""


def lines(text: str) -> list[str]:
    """The lines of a Plotly label as typed. Raises ChartRefused for markup other than <br>."""
    pieces = _BREAK.split(str(text))
    if any("<" in piece for piece in pieces):
        raise ChartRefused(f"The label {text!r} has markup, which the SVG writer does not draw.")
    return [html.unescape(piece) for piece in pieces]


def label(
    text: str, x: float, y: float, *, font: dict[str, Any], anchor: str = "start", vertical: str = "middle"
) -> str:
    """Text at a point: `anchor` is start, middle or end; `vertical` says which part of it stands on the point."""
    size = font.get("size", SIZE)
    step = LINE_HEIGHT * size / SIZE
    written = lines(text)
    below = {"top": 0.0, "middle": -0.5, "bottom": -1.0}[vertical] * step * len(written)
    return "".join(
        element(
            "text",
            escape(line),
            x=x,
            y=y + below + step * index + step / 2 + size * 0.35,
            text_anchor=None if anchor == "start" else anchor,
            font_size=None if size == SIZE else size,
            font_weight=font.get("weight"),
            fill=font.get("color", INK_2),
        )
        for index, line in enumerate(written)
        if line
    )


def stroke(look: dict[str, Any]) -> dict[str, Any]:
    """The stroke attributes of a Plotly line: colour, width in pixels, dash as '4px,3px'."""
    dash = look.get("dash", "solid")
    return {
        "stroke": look.get("color", INK_2),
        "stroke_width": look.get("width", 2),
        "stroke_dasharray": None if dash == "solid" else _dash(dash),
    }


def path(points: Sequence[tuple[float, float]]) -> str:
    """The `points` attribute of a polyline or polygon."""
    return " ".join(f"{_value(x)},{_value(y)}" for x, y in points)


def _dash(dash: str) -> str:
    if not re.fullmatch(r"\d+px(,\d+px)*", dash):
        raise ChartRefused(f"line.dash is {dash!r}; the SVG writer draws 'solid' and lengths such as '4px,3px'.")
    return dash.replace("px", "").replace(",", " ")


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value + 0.0:.2f}".rstrip("0").rstrip(".").replace("-0.00", "0")
    return str(value)
