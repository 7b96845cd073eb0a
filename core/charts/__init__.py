"""A chart is a figure with its words and its numbers: drawn on the page, printed on paper, read as a table."""

import base64
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.charts.svg import ChartRefused, fits, height_at, svg
from core.text import MARKS

__all__ = ["Chart", "ChartRefused", "Markup"]

#: What a phone of 390 pixels leaves for a chart.
PHONE = 350

_NUMBER = re.compile(r"[+\-−–]?[\d.,\s]*\d\s?%?|[–—]?")
_UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


class Markup(str):
    """Text that is markup already: a template writes it as it is."""

    def __html__(self) -> str:
        return self


@dataclass(frozen=True)
class Chart:
    """A figure from `core.charts.figures`, its title, its message in a sentence, and the table beside it.

    `rows` has one sequence for each row, as many cells as `columns`; the first cell names the row. Cells are
    written as they are, so numbers come formatted.
    """

    figure: dict[str, Any]
    title: str
    description: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def as_svg(self, lang: str = "") -> Markup:
        """The chart as SVG; without a language it takes the font of the page it stands in."""
        return self._drawn(self.figure["layout"]["width"], lang)

    def as_narrow_svg(self) -> Markup:
        """The chart for the screen of a phone; nothing where its labels would not have the room."""
        return self._drawn(PHONE, "") if fits(self.figure, PHONE) else Markup()

    def _drawn(self, width: int, lang: str) -> Markup:
        height = height_at(self.figure, width)
        return Markup(
            svg(self.figure, width=width, height=height, title=self.title, description=self.description, lang=lang)
        )

    def as_data_uri(self, lang: str) -> str:
        """The chart for <img src="…"> in a document that is printed; the alternative text is `alternative`."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.as_svg(lang).encode()).decode()

    def as_json(self) -> Markup:
        """The figure for a <script type="application/json"> block. Raises ValueError for NaN or infinity."""
        return Markup(json.dumps(self.figure, ensure_ascii=False, allow_nan=False).translate(_UNSAFE))

    @property
    def alternative(self) -> str:
        """What a reader hears instead of the picture."""
        return f"{self.title}{MARKS['.']}{self.description}" if self.description else self.title

    @property
    def table(self) -> list[tuple[Any, list[tuple[Any, bool]]]]:
        """Each row as its name and its cells, a cell with whether it is a number (and stands to the right)."""
        return [(row[0], [(cell, _NUMBER.fullmatch(str(cell)) is not None) for cell in row[1:]]) for row in self.rows]
