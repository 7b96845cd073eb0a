"""A swim-lane diagram as SVG, one for each band. Presentation attributes only: pages forbid style attributes."""

from collections.abc import Iterator, Sequence

from change_mgmt.processes.diagram.layout import (
    BOX,
    HEAD,
    LINE,
    MOST_LABEL,
    PILL,
    SMALL,
    TAG,
    TEXT,
    Band,
    Box,
    Mark,
    Pill,
    Row,
)
from change_mgmt.processes.diagram.layout import Line as Way
from change_mgmt.processes.flow import DECISION, TOUCH, WAIT
from core.charts.labels import wrap
from core.charts.pen import element, escape, path
from core.charts.tokens import INK, INK_2, LINE_2, PAPER, SERIES, WASH

EDGE, TINT, DULL = "#868e99", "#e9f0f9", "#eceff2"
FONTS = {
    "zh-Hans": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif",
    "zh-Hant": "Noto Sans CJK TC, PingFang TC, Microsoft JhengHei, sans-serif",
}
FONTS_ELSE = "Noto Sans CJK SC, Noto Sans, Segoe UI, sans-serif"


def svg(
    band: Band,
    *,
    title: str,
    description: str,
    customers: frozenset[int] = frozenset(),
    width: float = 0,
    lang: str = "",
) -> str:
    """One band, at least ``width`` wide so that bands of one side end alike; the lanes of ``customers`` are tinted.

    The same band always gives the same text.
    """
    wide = max(band.width, width)
    parts = [
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>",
        element("rect", width=wide, height=band.height, fill=PAPER),
        *(_row(row, wide, tinted=row.key in customers) for row in band.rows),
        *(_way(line) for line in band.lines),
        *(_pill(pill) for pill in band.pills),
        *(_mark(mark) for mark in band.marks),
        *(_box(box) for box in band.boxes),
        *(_label(line.label, line.points[0]) for line in band.lines if line.label),
        *(_label(p.label, (p.box_x, p.y)) for p in band.pills if p.label),
    ]
    look = {"lang": lang, "xml:lang": lang, "font_family": FONTS.get(lang, FONTS_ELSE)} if lang else {}
    return element(
        "svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {wide:g} {band.height:g}",
        width=f"{wide:g}", height=f"{band.height:g}", role="img", aria_label=f"{title}. {description}",
        font_size=f"{TEXT:g}", **look,
    )  # fmt: skip


def _row(row: Row, width: float, *, tinted: bool) -> str:
    ground = element("rect", x=0, y=row.y, width=width, height=row.height, fill=TINT, opacity=0.45) if tinted else ""
    return "".join(
        (
            ground,
            element("rect", x=0, y=row.y, width=HEAD - 8, height=row.height, fill=WASH),
            element("line", x1=0, x2=width, y1=row.y + 0.5, y2=row.y + 0.5, stroke=LINE_2),
            element("line", x1=0, x2=width, y1=row.y + row.height, y2=row.y + row.height, stroke=LINE_2),
            *_text(row.lines, 8, row.y + row.height / 2 - LINE * len(row.lines) / 2, weight=600),
        )
    )


def _text(lines: Sequence[str], x: float, y: float, *, weight: int | None = None) -> Iterator[str]:
    for place, words in enumerate(lines):
        baseline = y + LINE * place + LINE / 2 + TEXT * 0.35
        yield element("text", escape(words), x=x, y=baseline, fill=INK, font_weight=weight)


def _box(box: Box) -> str:
    kind = box.step.kind
    inset = 17.0 if kind == DECISION else 9.0
    head = f"{box.number}  {box.tag}" if box.tag else str(box.number)
    first = box.y + (box.height - SMALL - LINE * len(box.lines)) / 2
    words = wrap(head, BOX - 2 * inset, lines=1, size=TAG)
    return "".join(
        (
            _shape(box),
            *(
                element("text", escape(line), x=box.x + inset, y=first + 10, fill=INK_2, font_size=f"{TAG:g}")
                for line in words
            ),
            *_text(box.lines, box.x + inset, first + SMALL),
        )
    )


def _shape(box: Box) -> str:
    step = box.step
    look = {
        "fill": DULL if step.automated else TINT if step.kind == TOUCH else PAPER,
        "stroke": SERIES[0] if step.kind == TOUCH else INK if step.kind == DECISION else EDGE,
        "stroke_width": "2" if step.kind == TOUCH else "1.25",
        "stroke_dasharray": "5 3" if step.kind == WAIT else None,
    }
    if step.kind == DECISION:
        x, right, top, bottom = box.x, box.right, box.y, box.y + box.height
        points = [(x + 10, top), (right - 10, top), (right, box.middle), (right - 10, bottom), (x + 10, bottom)]
        return element("polygon", points=path([*points, (x, box.middle)]), **look)
    drawn = element("rect", x=box.x, y=box.y, width=BOX, height=box.height, rx=5, **look)
    if step.automated:
        drawn += element("line", x1=box.x + 4, x2=box.x + 4, y1=box.y + 5, y2=box.y + box.height - 5, stroke=EDGE)
    return drawn


def _way(line: Way) -> str:
    x, y = line.points[-1]
    ends = [*line.points[:-1], (x - 6, y)]
    head = path([(x, y), (x - 7, y - 4), (x - 7, y + 4)])
    return element("polyline", points=path(ends), fill="none", stroke=INK_2, stroke_width="1.25") + element(
        "polygon", points=head, fill=INK_2
    )


def _pill(pill: Pill) -> str:
    y, middle = pill.y, pill.x + pill.width / 2
    end = pill.x if pill.leaves else pill.x + pill.width
    head = path([(pill.box_x, y), (pill.box_x - 7, y - 4), (pill.box_x - 7, y + 4)])
    return "".join(
        (
            element("line", x1=pill.box_x, x2=end, y1=y, y2=y, stroke=INK_2, stroke_width="1.25"),
            "" if pill.leaves else element("polygon", points=head, fill=INK_2),
            element("rect", x=pill.x, y=y - PILL / 2, width=pill.width, height=PILL, rx=8, fill=PAPER, stroke=INK_2),
            element(
                "text", escape(pill.words), x=middle, y=y + TAG * 0.35, fill=INK, font_size=f"{TAG:g}",
                text_anchor="middle",
            ),
        )
    )  # fmt: skip


def _mark(mark: Mark) -> str:
    if not mark.ends:
        return element("circle", cx=mark.x, cy=mark.y, r=5, fill=INK) + element(
            "line", x1=mark.x, x2=mark.x + 17, y1=mark.y, y2=mark.y, stroke=INK
        )
    stem = element("line", x1=mark.x - 11, x2=mark.x - 6, y1=mark.y, y2=mark.y, stroke=INK)
    ring = element("circle", cx=mark.x, cy=mark.y, r=5.5, fill=PAPER, stroke=INK, stroke_width="1.5")
    return stem + ring + element("circle", cx=mark.x, cy=mark.y, r=2.5, fill=INK)


def _label(words: str, at: tuple[float, float]) -> str:
    shown = wrap(words, MOST_LABEL, lines=1, size=TAG)[0]
    return element("text", escape(shown), x=at[0] + 5, y=at[1] - 3, fill=INK, font_size=f"{TAG:g}")
