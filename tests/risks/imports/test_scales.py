"""Other people's scales become 1 to 5 by a rule that is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.imports.scales import Rule, by_share, in_parts, number_in, read_scale, rescaled, top_named, usual_top


@pytest.mark.parametrize(
    ("heading", "top"),
    [
        ("Likelihood (1-5)", 5),
        ("L_1to5", 5),
        ("Impact_1_10", None),
        ("Impact 1–10", 10),
        ("Score /25", 25),
        ("可能性（1至4）", 4),
        ("Вероятность (1 до 3)", 3),
        ("out of 125", 125),
        ("Likelihood", None),
        ("2026-11", None),
    ],
)
def test_a_heading_may_name_the_top_of_its_scale(heading, top):
    assert top_named(heading) == top


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("4", 4),
        ("4 - Likely", 4),
        ("Likely (4)", 4),
        ("3,5", 3.5),
        ("30 %", 30),
        ("High", None),
        ("1-2", None),
        ("４", 4),
    ],
)
def test_a_value_may_hold_one_number(value, number):
    assert number_in(value) == number


@pytest.mark.parametrize(
    ("kind", "values", "top", "ratings", "rule"),
    [
        ("likelihood", ["1", "2", "3", "4", "5"], None, [1, 2, 3, 4, 5], Rule.SAME),
        ("likelihood", ["1", "2", "3"], None, [1, 3, 5], Rule.STRETCHED),
        ("impact", ["1", "2", "3", "4"], None, [1, 2, 4, 5], Rule.STRETCHED),
        ("likelihood", ["1", "2", "3"], 5, [1, 2, 3], Rule.SAME),
        ("impact", ["1", "4", "5", "7", "10"], None, [1, 2, 3, 4, 5], Rule.STRETCHED),
        ("impact", ["0", "1", "2", "3", "4"], 4, [1, 2, 3, 4, 5], Rule.STRETCHED),
        ("level", ["5", "6", "12", "20", "25"], None, [1, 2, 3, 4, 5], Rule.POINTS),
        ("level", ["8", "27", "75", "100", "125"], None, [1, 2, 3, 4, 5], Rule.POINTS),
        ("likelihood", ["5%", "10 %", "11%", "50%", "80%", "95%"], None, [1, 1, 2, 3, 4, 5], Rule.SHARE),
        ("likelihood", ["0.05", "0.3", "0.9"], None, [1, 2, 5], Rule.SHARE),
        ("impact", ["1", "2", "3", "5", "8"], None, [1, 2, 3, 4, 5], Rule.FIBONACCI),
        ("impact", ["1", "3", "5", "8", "13"], None, [1, 3, 3, 4, 5], Rule.FIBONACCI),
        ("likelihood", ["I", "II", "III", "IV", "V"], None, [1, 2, 3, 4, 5], Rule.ROMAN),
        ("likelihood", ["i", "ii", "iii"], None, [1, 3, 5], Rule.ROMAN),
        ("likelihood", ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"], None, [1, 2, 3, 4, 5], Rule.WORDS),
        ("likelihood", ["Low", "Medium", "High"], None, [2, 3, 4], Rule.WORDS),
        ("likelihood", ["VL", "L", "M", "H", "VH"], None, [1, 2, 3, 4, 5], Rule.WORDS),
        ("likelihood", ["极低", "低", "中", "高", "极高"], None, [1, 2, 3, 4, 5], Rule.WORDS),
        ("likelihood", ["不太可能", "可能", "很可能", "幾乎確定"], None, [2, 3, 4, 5], Rule.WORDS),
        ("impact", ["Низкое", "Среднее", "Высокое", "Критическое"], None, [2, 3, 4, 5], Rule.WORDS),
        ("impact", ["Bajo", "Medio", "Alto", "Muy alto"], None, [2, 3, 4, 5], Rule.WORDS),
        ("impact", ["Minor", "Significant", "Serious", "Critical", "Catastrophic"], None, [1, 2, 3, 4, 5], Rule.WORDS),
        ("impact", ["Insignificant", "Minor", "Moderate", "Major", "Severe"], None, [1, 2, 3, 4, 4], Rule.WORDS),
        ("impact", ["Low", "High", "Critical"], None, [2, 4, 5], Rule.WORDS),
        ("level", ["Green", "Amber", "Red"], None, [2, 3, 4], Rule.WORDS),
        ("level", ["Green", "Yellow", "Orange", "Red"], None, [2, 3, 4, 5], Rule.WORDS),
        ("level", ["Low", "Medium", "High", "Critical"], None, [2, 3, 4, 5], Rule.WORDS),
        ("likelihood", ["4 - Likely", "2 - Unlikely", "5 - Certain"], None, [4, 2, 5], Rule.SAME),
        ("likelihood", ["3", "High", "??"], 5, [3, 4, None], Rule.SAME),
        ("likelihood", ["6"], 5, [None], Rule.SAME),
        ("likelihood", ["blue", "??"], None, [None, None], Rule.NONE),
        ("likelihood", [], None, [], Rule.NONE),
    ],
)
def test_every_value_gets_a_rating_by_a_rule(kind, values, top, ratings, rule):
    reading = read_scale(kind, values, top=top)

    assert ([reading.ratings[value] for value in values], reading.rule) == (ratings, rule)


@pytest.mark.parametrize(
    ("values", "top"),
    [
        (["2", "3"], 5),
        (["1", "2", "3"], 3),
        (["1", "2", "4"], 5),
        (["1", "7"], 10),
        (["80"], 100),
        (["High"], None),
        (["200"], 200),
    ],
)
def test_the_smallest_usual_scale_is_taken(values, top):
    assert usual_top(values) == top


@given(st.integers(2, 200), st.data())
def test_a_stretched_scale_keeps_its_ends_and_its_order(top, data):
    low, high = sorted(data.draw(st.tuples(st.integers(1, top), st.integers(1, top))))

    assert rescaled(1, low=1, top=top) == 1
    assert rescaled(top, low=1, top=top) == 5
    assert rescaled(low, low=1, top=top) <= rescaled(high, low=1, top=top)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_points_or_probability_never_rate_lower(one, other):
    low, high = sorted((one, other))

    assert by_share(low) <= by_share(high)
    assert in_parts(low * 25, top=25) <= in_parts(high * 25, top=25)


@given(st.lists(st.text(max_size=12)), st.sampled_from(["likelihood", "impact", "level"]))
def test_whatever_stands_there_is_rated_1_to_5_or_not_at_all(values, kind):
    assert set(read_scale(kind, values).ratings.values()) <= {1, 2, 3, 4, 5, None}
