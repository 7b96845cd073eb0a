"""The same figure in Chromium: plotly.js and the SVG writer must put their marks in the same places."""

import copy
import json
from pathlib import Path

import pytest

from core.charts import Chart
from tests.core.chart_samples import FIGURES, HOSTILE

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; "
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self' data:"
)
NEAR = 3  # pixels

# Centres of the marks, in the order of the document; a bar of no height is no mark.
FIND = """([root, query]) => {
  const frame = document.querySelector(root).getBoundingClientRect();
  return [...document.querySelectorAll(root + " " + query)]
    .map((mark) => mark.getBoundingClientRect())
    .filter((box) => box.width > 0 && box.height > 0)
    .map((box) => [box.x + box.width / 2 - frame.x, box.y + box.height / 2 - frame.y]);
}"""
PLOTLY = {"point": ".scatterlayer path.point", "bar": ".barlayer .point > path", "line": ".scatterlayer path.js-line"}


@pytest.fixture
def open_page(chromium):
    """Opens a page with the product's policy and static files; what the browser complains of is in `.complaints`."""
    pages = []

    def open_(body, *, width=1000, scripts=("vendor/plotly/plotly-cartesian.min.js", "pilotage/charts.js")):
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        tags = "".join(f'<script src="/static/{script}" defer></script>' for script in scripts)
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Charts</title>'
            f'<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/pilotage/theme.css">{tags}</head><body><main><h1>Charts</h1>{body}</main></body></html>'
        )
        page.route("**/*", lambda route: _answer(route, html))
        page.goto("http://charts.test/")
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.close()


def _answer(route, html):
    path = route.request.url.removeprefix("http://charts.test")
    if path.startswith("/static/"):
        route.fulfill(path=STATIC / path.removeprefix("/static/"))
    else:
        route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})


def part(figure, title="Share by month"):
    """The chart as the page has it."""
    from django.template.loader import render_to_string

    chart = Chart(figure, title, "Two months missed.", ["Month", "Share"], [["Oct", "99.71 %"], [HOSTILE, "–"]])
    return render_to_string("core/_chart.html", {"chart": chart})


def drawn(page):
    page.wait_for_selector("[data-chart-live] .main-svg")
    return page


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_and_the_svg_agree_on_every_mark(open_page, name):
    figure = FIGURES[name]
    still = Chart(figure, "Title", "", [], []).as_svg()
    page = open_page(
        f'<div id="still">{still}</div><div id="live"></div>', scripts=["vendor/plotly/plotly-cartesian.min.js"]
    )

    page.evaluate("figure => Plotly.newPlot('live', figure.data, figure.layout).then(() => null)", figure)

    for kind, query in PLOTLY.items():
        ours = page.evaluate(FIND, ["#still svg", f"[data-mark='{kind}']"])
        theirs = page.evaluate(FIND, ["#live .main-svg", query])
        if kind == "line":
            assert bool(ours) == bool(theirs)
            continue
        assert len(ours) == len(theirs), kind
        for one, other in zip(sorted(ours), sorted(theirs), strict=True):
            assert one == pytest.approx(other, abs=NEAR), kind


def test_plotly_draws_as_many_cells_in_the_same_frame(open_page):
    still = Chart(FIGURES["grid"], "Title", "", [], []).as_svg()
    page = open_page(
        f'<div id="still">{still}</div><div id="live"></div>', scripts=["vendor/plotly/plotly-cartesian.min.js"]
    )
    page.evaluate("figure => Plotly.newPlot('live', figure.data, figure.layout).then(() => null)", FIGURES["grid"])

    ours = page.evaluate(FIND, ["#still svg", "[data-mark='cell']"])
    theirs = page.evaluate(
        """() => {
          const { _size: size } = document.querySelector("#live")._fullLayout;
          return document.querySelector("#live").calcdata[0][0].z.flatMap((row, j) => row.map((value, i) =>
            [value, size.l + size.w * (i + .5) / 2, size.t + size.h * (j + .5) / 2]))
            .filter(([value]) => Number.isFinite(value)).map(([, x, y]) => [x, y]);
        }"""
    )

    assert len(ours) == len(theirs) == 3
    for one, other in zip(sorted(ours), sorted(theirs), strict=True):
        assert one == pytest.approx(other, abs=NEAR)


def test_plotly_takes_over_under_the_policy(open_page):
    page = drawn(open_page(part(FIGURES["target"])))

    assert page.is_hidden("[data-chart-still]")
    assert page.locator("[data-chart-live] path.point").count() == 10
    assert page.complaints == []


def test_without_plotly_the_svg_stays(open_page):
    page = open_page(part(FIGURES["target"]), scripts=["pilotage/charts.js"])

    assert page.is_visible("[data-chart-still] svg")
    assert page.is_hidden("[data-chart-live]")
    assert page.complaints == []


def test_when_plotly_fails_the_svg_comes_back(open_page):
    page = drawn(open_page(part(FIGURES["target"])))

    page.evaluate("() => { Plotly.react = () => { throw new Error('broken'); }; }")
    page.evaluate("document.documentElement.setAttribute('data-bs-theme', 'dark')")

    page.wait_for_selector("[data-chart-still] svg", state="visible")
    assert page.is_hidden("[data-chart-live]")


def test_a_phone_shows_the_whole_chart_without_scrolling(open_page):
    page = open_page(part(FIGURES["grouped bars"]), width=390)

    page.wait_for_load_state()

    assert page.is_visible(".chart-narrow svg")
    assert page.is_hidden(".chart-wide svg")
    assert page.is_hidden("[data-chart-live]")


def test_where_the_labels_have_no_room_the_wide_svg_stays(open_page):
    figure = copy.deepcopy(FIGURES["target"])
    figure["data"][0] |= {"text": ["a label that is long"] * len(figure["data"][0]["x"])}

    page = open_page(part(figure), width=390)

    assert page.is_visible("[data-chart-still] svg")
    assert page.query_selector(".chart-narrow") is None


def test_a_chart_that_htmx_brings_is_drawn(open_page):
    page = open_page('<div id="place"></div>')

    page.evaluate(
        """html => {
          const place = document.querySelector("#place");
          place.innerHTML = html;
          place.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: place } }));
        }""",
        part(FIGURES["one line"]),
    )

    assert drawn(page).locator("[data-chart-live] path.point").count() == 6


def test_names_typed_by_people_stay_text(open_page):
    page = drawn(open_page(part(FIGURES["hostile"], title=HOSTILE)))

    assert page.locator("main img, main b").count() == 0
    assert page.locator("[data-chart-live] .legendtext tspan, [data-chart-live] .legendtext a").count() == 0
    assert "<img src=x" in page.locator("[data-chart-live] .legendtext").first.text_content()
    assert page.complaints == []


@pytest.mark.parametrize("scripts", [["vendor/plotly/plotly-cartesian.min.js", "pilotage/charts.js"], []])
def test_axe_finds_nothing(open_page, scripts):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(part(FIGURES["target"]) + part(FIGURES["grid"], "How serious"), scripts=scripts)
    if scripts:
        drawn(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    with_axe = page.context.new_cdp_session(page)
    with_axe.send("Page.setBypassCSP", {"enabled": True})
    found = Axe().run(page)

    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []


def test_the_data_block_reads_back_as_the_figure(open_page):
    page = open_page(part(FIGURES["hostile"]), scripts=[])

    assert json.loads(page.text_content("[data-chart-figure]")) == FIGURES["hostile"]
