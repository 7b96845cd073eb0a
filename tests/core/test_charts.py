import json

import plotly.graph_objects as go
import pytest
from django.utils import translation

from core.charts import Chart, figures
from core.charts.labels import plain, spread, width, wrap
from core.charts.ticks import nice_ticks, number
from tests.core.chart_samples import FIGURES, HOSTILE, MONTHS


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_valid_for_plotly_and_holds_plain_values_only(name):
    figure = FIGURES[name]

    go.Figure(figure)

    assert set(figure) == {"data", "layout"}
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (99.3, 99.97, [99.2, 99.4, 99.6, 99.8, 100.0]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (-1680, 1640, [-2000, -1000, 0, 1000, 2000]),
        (3, 3, [2.0, 2.5, 3.0, 3.5, 4.0]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
    ],
)
def test_ticks_are_round_and_enclose_the_values(low, high, ticks):
    assert nice_ticks(low, high) == ticks


@pytest.mark.parametrize(("low", "high"), [(float("nan"), 1), (0, float("inf")), (2, 1)])
def test_there_is_no_scale_for_what_is_no_number(low, high):
    with pytest.raises(ValueError, match="No scale"):
        nice_ticks(low, high)


@pytest.mark.parametrize(
    ("value", "places", "text"), [(1234.5, 1, "1,234.5"), (-28, 0, "−28"), (-0.001, 2, "0.00"), (99.7099, 2, "99.71")]
)
def test_a_number_has_commas_and_a_true_minus(value, places, text):
    assert number(value, places) == text


def test_chinese_is_as_wide_as_high_and_breaks_between_characters():
    assert width("数据", 12) == 24
    assert wrap("数据安全与存放地点。", 60, lines=3) == ["数据安全与", "存放地点。"]
    assert wrap("Integration with stock and finance", 110) == ["Integration with", "stock and finance"]
    assert wrap("one two three four five six", 40, lines=2)[-1].endswith("…")


def test_labels_are_spread_in_their_order_and_stay_inside():
    assert spread([10, 11, 50], gap=15, low=0, high=100) == [10, 25, 50]
    assert spread([99, 98], gap=15, low=0, high=100) == [100, 85]


def test_a_miss_is_decided_on_the_value_and_not_on_the_number_as_written():
    figure = figures.target_line_chart(
        MONTHS[:2], [99.8999, 99.9], target=99.9, name="share", miss_word="missed", places=2
    )

    assert figure["data"][0]["marker"]["symbol"] == ["diamond", "circle"]
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["99.90 missed", "99.90", "99.90"]


def test_names_on_one_spot_stand_apart():
    figure = figures.scatter_map([(str(i), 3, 3) for i in range(8)], x_title="x", y_title="y", low=1, high=5)

    places = [(note["xanchor"], note["yshift"]) for note in figure["layout"]["annotations"] if note["text"].isdigit()]

    assert len(set(places)) == 8


@pytest.mark.parametrize(
    "draw",
    [
        lambda: figures.line_chart({"a": []}, []),
        lambda: figures.line_chart({str(i): [1] for i in range(6)}, ["1"]),
        lambda: figures.line_chart({"a": [1, 2]}, ["2026-02", "2026-01"], dates=True),
        lambda: figures.ranking_chart(["same", "same"], [1, 2]),
        lambda: figures.stacked_bars({"a": [-1]}, ["x"]),
        lambda: figures.timeline(["Stage"], spans=[]),
        lambda: figures.timeline(["Stage"], spans=[figures.Spans("a", 0, 0, [(0, "2026-02-02", "2026-02-01")])]),
    ],
    ids=[
        *("no value", "more series than colours", "dates out of order", "two of one name", "negative part"),
        *("plan without bars", "bar that ends before it begins"),
    ],
)
def test_a_figure_that_would_mislead_is_refused(draw):
    with pytest.raises(ValueError):
        draw()


def test_plotly_shows_a_name_as_typed():
    assert plain('<b>&"') == '&lt;b&gt;&amp;"'


def test_the_data_block_cannot_be_left():
    chart = Chart(FIGURES["hostile"], "Title", "Description", [], [])

    written = chart.as_json()

    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == chart.figure


def test_what_is_no_number_never_reaches_the_page():
    chart = Chart({"data": [{"y": [float("nan")]}], "layout": {}}, "Title", "", [], [])

    with pytest.raises(ValueError):
        chart.as_json()


def test_the_table_names_its_rows_and_knows_numbers():
    chart = Chart({}, "Title", "", ["Month", "Share", "State"], [["Oct", "99.71 %", "missed"], ["Nov", "–", HOSTILE]])

    assert chart.table == [
        ("Oct", [("99.71 %", True), ("missed", False)]),
        ("Nov", [("–", True), (HOSTILE, False)]),
    ]


def test_what_is_heard_instead_of_a_picture_is_punctuated_in_the_language_of_the_reader():
    chart = Chart({}, "累计现金流", "第 3 年收回投资。", [], [])

    assert Chart({}, "Title", "Rising.", [], []).alternative == "Title. Rising."
    assert Chart({}, "Title", "", [], []).alternative == "Title"
    with translation.override("zh-hans"):
        assert chart.alternative == "累计现金流。第 3 年收回投资。"
