import base64
import copy
import xml.etree.ElementTree as ElementTree

import pytest

from core.charts import Chart, ChartRefused, figures
from core.charts.svg import height_at, svg
from tests.core.chart_samples import FIGURES, HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "g", "rect", "line", "polyline", "polygon", "circle", "text"}


def draw(figure, **other):
    words = {"title": "Title", "description": "Rising.", "lang": "en"} | other
    return svg(figure, width=figure["layout"]["width"], height=figure["layout"]["height"], **words)


def marks(figure, kind):
    return ElementTree.fromstring(draw(figure)).findall(f".//*[@data-mark='{kind}']")


@pytest.mark.parametrize("name", FIGURES)
def test_every_chart_is_well_formed_plain_svg(name):
    root = ElementTree.fromstring(draw(FIGURES[name]))

    assert root.get("role") == "img"
    assert root.get("aria-label") == "Title. Rising."
    assert root.findtext(f"{SVG}title") == "Title"
    assert root.findtext(f"{SVG}desc") == "Rising."
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= ALLOWED
    assert not {key for part in root.iter() for key in part.attrib if key in ("style", "class", "id")}
    assert "var(" not in draw(FIGURES[name])


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_figure_gives_the_same_text_and_is_left_alone(name):
    before = copy.deepcopy(FIGURES[name])

    assert draw(FIGURES[name]) == draw(copy.deepcopy(FIGURES[name]))
    assert FIGURES[name] == before


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("one line", "point", 6), ("one line", "line", 1), ("one line", "shape", 1), ("lines with a gap", "line", 3),
        ("lines with a gap", "point", 11), ("target", "point", 10), ("grouped bars", "bar", 7),
        ("stacked bars", "bar", 5), ("ranking", "bar", 3), ("running total", "bar", 4), ("running total", "point", 4),
        ("map", "point", 7), ("grid", "cell", 3), ("timeline", "line", 6), ("timeline", "point", 3), ("timeline", "shape", 1),
    ],
)  # fmt: skip
def test_there_is_one_mark_for_each_value(name, kind, count):
    assert len(marks(FIGURES[name], kind)) == count


def test_a_miss_is_a_diamond_in_the_colour_of_bad():
    diamonds = [mark for mark in marks(FIGURES["target"], "point") if mark.tag == f"{SVG}polygon"]

    assert [mark.get("fill") for mark in diamonds] == ["#a92a20", "#a92a20"]


def test_typed_text_is_shown_as_typed():
    root = ElementTree.fromstring(draw(FIGURES["hostile"], title=HOSTILE))

    assert root.findtext(f"{SVG}title") == HOSTILE.replace("\x01", "")
    assert any("<b>bold</b>" in (part.text or "") for part in root.iter(f"{SVG}title"))
    assert not {part.tag for part in root.iter()} & {f"{SVG}script", f"{SVG}img", f"{SVG}b"}


@pytest.mark.parametrize(
    ("lang", "family"), [("zh-Hans", "Noto Sans CJK SC"), ("zh-Hant", "Noto Sans CJK TC"), ("en", "Noto Sans CJK SC")]
)
def test_the_language_chooses_the_font(lang, family):
    root = ElementTree.fromstring(draw(FIGURES["target in Chinese"], lang=lang))

    assert root.get("font-family").split(",")[0] == family
    assert root.get("lang") == lang


def test_without_a_language_the_font_is_that_of_the_page():
    assert "font-family" not in draw(FIGURES["one line"], lang="")


def test_a_picture_address_holds_the_svg():
    chart = Chart(FIGURES["one line"], "Title", "Rising.", [], [])

    head, _, body = chart.as_data_uri("en").partition(",")

    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(body).decode() == chart.as_svg("en")


def change(path, value):
    """The single line chart with one thing changed; the path names keys and list positions."""
    figure = copy.deepcopy(FIGURES["one line"])
    part = figure
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return figure


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("data", 0, "type"), "pie", "'pie'"),
        (("data", 0, "type"), "scatterpolar", "'scatterpolar'"),
        (("data", 0, "fill"), "tozeroy", "'fill'"),
        (("data", 0, "mode"), "none", "'none'"),
        (("data", 0, "marker", "symbol"), "star", "'star'"),
        (("data", 0, "marker", "opacity"), 0.5, "0.5"),
        (("data", 0, "line", "shape"), "spline", "'spline'"),
        (("data", 0, "line", "dash"), "dashdot", "'dashdot'"),
        (("layout", "xaxis", "type"), "multicategory", "'multicategory'"),
        (("layout", "yaxis", "type"), "log", "'log'"),
        (("layout", "yaxis", "type"), None, "None"),
        (("layout", "yaxis2"), {}, "'yaxis2'"),
        (("layout", "xaxis", "rangeslider"), {}, "'rangeslider'"),
        (("layout", "xaxis", "tickformat"), "%b %Y", "%b %Y"),
        (("layout", "polar"), {}, "'polar'"),
        (("layout", "barmode"), "overlay", "'overlay'"),
        (("layout", "shapes", 0, "type"), "circle", "'circle'"),
        (("layout", "annotations", 0, "showarrow"), True, "True"),
        (("layout", "annotations", 0, "text"), "<b>bold</b>", "markup"),
        (("layout", "yaxis", "range"), [70, 75], "outside the axis"),
        (("data", 0, "x", 0), "June", "'June'"),
        (("data", 0, "y", 0), float("nan"), "outside the axis"),
        (("frames",), [], "'frames'"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(path, value, named):
    with pytest.raises(ChartRefused, match=named):
        draw(change(path, value))


def test_a_chart_without_room_is_refused():
    with pytest.raises(ChartRefused, match="no room"):
        svg(FIGURES["ranking"], width=100, height=30, title="Title", description="", lang="en")


def test_an_axis_without_range_and_ticks_gets_its_own():
    figure = change(("layout", "yaxis"), {"type": "linear", "showgrid": True})

    root = ElementTree.fromstring(draw(figure))

    assert [text.text for text in root.iter(f"{SVG}text")][6:12] == ["55", "60", "65", "70", "75", "80"]


@pytest.mark.parametrize(("width", "shown"), [(720, 6), (350, 3), (150, 2)])
def test_words_below_a_chart_keep_apart_by_leaving_out_every_so_many(width, shown):
    months = [f"2026-{n:02}" for n in range(1, 13)]
    figure = figures.line_chart({"Active": list(range(12))}, months, unit="")

    root = ElementTree.fromstring(svg(figure, width=width, height=200, title="", description="", lang="en"))

    below = [text for text in root.iter(f"{SVG}text") if "".join(text.itertext()).startswith("2026-")]
    assert len(below) == shown


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_that_fits_a_phone_is_drawn_whole_and_loses_no_height_to_its_key(name):
    chart = Chart(FIGURES[name], "Title", "", ["A"], [])

    narrow = chart.as_narrow_svg()

    if narrow:
        kinds = ("bar", "point", "cell", "line")
        counted = [[str(drawn).count(f'data-mark="{kind}"') for kind in kinds] for drawn in (narrow, chart.as_svg())]
        assert counted[0] == counted[1]


def test_a_low_chart_with_a_long_key_grows_on_a_phone():
    low = copy.deepcopy(next(figure for figure in FIGURES.values() if len(figure["data"]) > 1))
    low["layout"] |= {"height": 108, "showlegend": True}
    for n, trace in enumerate(low["data"]):
        trace |= {"name": f"A series with a very long name indeed {n}", "showlegend": True}

    drawn = Chart(low, "Title", "", ["A"], []).as_narrow_svg()

    assert ElementTree.fromstring(drawn).get("height") == str(height_at(low, 350))
    assert height_at(low, 350) > 108
