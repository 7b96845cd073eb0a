"""The colours of a chart, as the theme names them (light). A print engine knows no CSS variable."""

INK = "#1a1f26"
INK_2 = "#4c5560"
PAPER = "#ffffff"
WASH = "#f6f7f8"
LINE = "#e2e5e9"
LINE_2 = "#c8cdd4"
BAD = "#a92a20"

SERIES = ("#1f4f8f", "#4672ad", "#9dbbdc", "#d0d7df", "#66707c")
"""c1 to c5, in the order in which they are given to series."""

ON_SERIES = (PAPER, PAPER, INK, INK, PAPER)
"""The colour of text that stands on each series colour."""

LEVELS = ("#eef0ee", "#f6ebcf", "#f3d692", "#eda77c", "#9c2218")
"""lv0 to lv4, pale to dark: higher is darker, so grey print keeps the order."""

ON_LEVELS = (INK, INK, INK, INK, "#fff")
"""White on the darkest level in both themes, so it is not PAPER, which turns dark."""
