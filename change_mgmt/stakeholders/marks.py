"""The mark of an attitude: a shape of its own, so that it reads without colour. SVG."""

from core.charts.pen import element, escape, path

#: Attitude -> CSS class, in the order of the key.
KINDS = {-2: "opposes", -1: "doubts", 0: "neutral", 1: "supports", 2: "champions"}


def mark(attitude: int, x: float, y: float, *, size: float = 6) -> str:
    """Centred on a point; ``size`` is half its width."""
    css = f"at at-{KINDS[attitude]}"
    if attitude in (0, 1):
        return element("circle", cx=x, cy=y, r=size - 0.5, class_=css)
    return element("polygon", points=path([(x + dx * size, y + dy * size) for dx, dy in SHAPES[attitude]]), class_=css)


SHAPES = {
    -2: [(-0.42, -1), (0.42, -1), (1, -0.42), (1, 0.42), (0.42, 1), (-0.42, 1), (-1, 0.42), (-1, -0.42)],
    -1: [(0, -1), (1.05, 0.85), (-1.05, 0.85)],
    2: [
        (0, -1.15),
        (0.34, -0.38),
        (1.15, -0.32),
        (0.53, 0.22),
        (0.74, 1.03),
        (0, 0.58),
        (-0.74, 1.03),
        (-0.53, 0.22),
        (-1.15, -0.32),
        (-0.34, -0.38),
    ],
}


def linked(content: str, *, url: str, hint: str) -> str:
    """A part of the picture that leads to a page."""
    return element("a", element("title", escape(hint)) + content, href=url)
