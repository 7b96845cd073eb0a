"""Figures that place things on a plane: named points, and a grid of levels."""

from collections.abc import Sequence
from typing import Any

from core.charts.frame import (
    WIDTH,
    Figure,
    broken,
    heading,
    layout,
    note,
    number_axis,
    tallest,
    widest,
    word_axis,
)
from core.charts.labels import LINE_HEIGHT, plain
from core.charts.tokens import INK, LEVELS, ON_LEVELS, SERIES, WASH

# x, y, xanchor, yanchor, xshift, yshift of the words in the quarters of a scatter map.
_CORNERS = (
    (0, 1, "left", "top", 8, -4),
    (1, 1, "right", "top", -8, -4),
    (0, 0, "left", "bottom", 8, 4),
    (1, 0, "right", "bottom", -8, 4),
)


def scatter_map(
    points: Sequence[tuple[str, float, float]], *, x_title: str, y_title: str, low: float, high: float,
    corners: tuple[str, str, str, str] = ("", "", "", ""), size: tuple[int, int] = (WIDTH, 420),
) -> Figure:  # fmt: skip
    """Named points (label, x, y) on a square scale from low to high; no label stands on another.

    `corners` are the words of the quarters: top left, top right, bottom left, bottom right.
    """
    left, bottom, right, top = 40, 46, 16, 30
    wide, tall = size[0] - left - right, size[1] - top - bottom
    middle = (low + high) / 2
    ends_x, ends_y = _padded(low, high, 0.06), _padded(low, high, 0.13)
    spots = [(_share(x, ends_x) * wide, _share(y, ends_y) * tall) for _, x, y in points]
    labels = [broken(name, 150, 1) for name, _, _ in points]
    words = [
        note(label, x, y, colour=INK, xanchor=anchor, xshift=9 if anchor == "left" else -9, yshift=shift)
        for (_, x, y), label, (anchor, shift) in zip(points, labels, _sides(spots, labels, wide, tall), strict=True)
    ]
    on_paper: dict[str, Any] = {"xref": "paper", "yref": "paper"}
    quarters = [
        note(plain(word), x, y, **on_paper, xanchor=across, yanchor=up, xshift=shift, yshift=lift)
        for word, (x, y, across, up, shift, lift) in zip(corners, _CORNERS, strict=True)
        if word
    ]
    titles = [
        note(plain(x_title), 1, 0, strong=True, **on_paper, xanchor="right", yanchor="top", yshift=-26),
        note(plain(y_title), 0, 1, strong=True, **on_paper, yanchor="bottom", xshift=6 - left, yshift=6),
    ]
    cross = {"type": "line", "layer": "between", "line": {"color": SERIES[3], "width": 1}}
    axis = number_axis([low, high], grid=False)
    return {
        "data": [{
            "type": "scatter", "mode": "markers", "x": [x for _, x, _ in points], "y": [y for _, _, y in points],
            "marker": {"color": SERIES[0], "size": 9}, "cliponaxis": False, "hoverinfo": "text",
            "hovertext": [plain(f"{name}: {x:g}, {y:g}") for name, x, y in points],
        }],
        "layout": layout(
            xaxis=axis | {"range": ends_x}, yaxis=axis | {"range": ends_y}, left=left, right=right, top=top, bottom=bottom, size=size,
            shapes=[
                {"type": "rect", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 1,
                 "fillcolor": WASH, "line": {"width": 0}, "layer": "below"},
                cross | {"xref": "x", "x0": middle, "x1": middle, "yref": "paper", "y0": 0, "y1": 1},
                cross | {"yref": "y", "y0": middle, "y1": middle, "xref": "paper", "x0": 0, "x1": 1},
            ],
            annotations=quarters + words + titles,
        ),
    }  # fmt: skip


def heat_grid(
    columns: Sequence[str], rows: Sequence[str], levels: Sequence[Sequence[int | None]], *,
    texts: Sequence[Sequence[str]], x_title: str = "", y_title: str = "", size: tuple[int, int] = (480, 280),
) -> Figure:  # fmt: skip
    """Cells coloured by level 0 to 4, the first row on top, each with its text. None is an empty cell."""
    down = word_axis(rows, room=140, downwards=True)
    left = 14 + widest(down["ticktext"])
    across = word_axis(columns, room=(size[0] - left - 16) / max(len(columns), 1) - 8)
    words = [
        note(plain(text), column, row, colour=ON_LEVELS[cell], xanchor="center")
        for row, line in enumerate(levels)
        for column, cell in enumerate(line)
        if cell is not None and (text := texts[row][column])
    ]
    for word in words:
        word["font"]["weight"] = 600
    if x_title:
        words.append(note(plain(x_title), 0.5, 0, xref="paper", yref="paper", xanchor="center", yanchor="top",
                          yshift=-8 - tallest(across["ticktext"])))  # fmt: skip
    if y_title:
        words.append(heading(y_title, left=left))
    return {
        "data": [{
            "type": "heatmap", "x": list(columns), "y": list(rows), "z": [list(row) for row in levels],
            "zmin": -0.5, "zmax": 4.5, "showscale": False, "xgap": 2, "ygap": 2,
            "colorscale": [[share / 5, colour] for i, colour in enumerate(LEVELS) for share in (i, i + 1)],
            "hoverinfo": "text",
            "hovertext": [[plain(f"{row}, {column}: {text}") for column, text in zip(columns, line, strict=True)]
                          for row, line in zip(rows, texts, strict=True)],
        }],
        "layout": layout(
            xaxis=across, yaxis=down, left=left, top=28 if y_title else 4, size=size,
            bottom=(26 if x_title else 10) + tallest(across["ticktext"]), annotations=words,
        ),
    }  # fmt: skip


def _padded(low: float, high: float, share: float) -> list[float]:
    return [low - (high - low) * share, high + (high - low) * share]


def _share(value: float, ends: Sequence[float]) -> float:
    return (value - ends[0]) / (ends[1] - ends[0])


def _sides(
    spots: Sequence[tuple[float, float]], labels: Sequence[str], wide: float, high: float
) -> list[tuple[str, int]]:
    """For each label which of its ends is at the point and how many pixels up it goes, so that no two overlap."""
    taken: list[tuple[float, float, float, float]] = [(x - 6, x + 6, y - 6, y + 6) for x, y in set(spots)]
    sides = []
    for (x, y), label in zip(spots, labels, strict=True):
        long = widest([label])
        tries = [
            (side, (step + 1) // 2 * LINE_HEIGHT * (1 if step % 2 else -1))
            for step in range(2 * len(spots) + 1)
            for side in ("left", "right")
        ]
        boxes = {
            (side, lift): (
                *((x + 8, x + 9 + long) if side == "left" else (x - 9 - long, x - 8)),
                y + lift - 7,
                y + lift + 7,
            )
            for side, lift in tries
        }
        choice = next(
            (each for each, box in boxes.items()
             if box[0] >= 0 and box[1] <= wide and box[2] >= 16 and box[3] <= high - 16
             and not any(_meet(box, other) for other in taken)),
            tries[0],
        )  # fmt: skip
        taken.append(boxes[choice])
        sides.append(choice)
    return sides


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes (left, right, lower, upper) overlap."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
