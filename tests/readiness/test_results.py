import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.readiness.results import Level, level, levels, weakest_first

SCORES = st.dictionaries(st.sampled_from("abc"), st.integers(1, 5), min_size=1)


def said(*scores):
    return {str(place): score for place, score in enumerate(scores)}


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([said(4, 4, 4)] * 3, Level(3, 4, 4, 4, 4)),
        ([said(1, 3), said(2), said(5, 5, 5), said(4)], Level(4, 3.25, 3, 2, 4.25)),
        ([said(1), {}, said(3), said(5)], Level(3, 3, 3, 2, 4)),
        ([said(1), said(5)], None),
        ([said(1), said(5), {}], None),
        ([], None),
    ],
)
def test_a_level_puts_at_least_three_people_together(people, expected):
    assert level(people) == expected


@pytest.mark.parametrize("score", [0, 6])
def test_a_score_off_the_scale_is_refused(score):
    with pytest.raises(ValueError, match="A score lies between 1 and 5"):
        level([said(3), said(3), said(score)])


def test_the_weakest_comes_first_and_of_equals_the_one_seen_most_differently():
    together, apart, weak = Level(3, 3, 3, 3, 3), Level(3, 3, 3, 1, 5), Level(3, 2, 2, 2, 2)

    assert weakest_first({"together": together, "unknown": None, "apart": apart, "weak": weak}) == [
        "weak",
        "apart",
        "together",
    ]
    assert (together.is_apart, apart.is_apart, apart.spread) == (False, True, 4)


@given(st.lists(SCORES, min_size=3, max_size=12), st.randoms())
def test_the_order_of_the_answers_does_not_matter(people, random):
    shuffled = random.sample(people, len(people))

    first, again = levels({"one": people})["one"], levels({"one": shuffled})["one"]

    assert (first.median, first.lower, first.upper) == (again.median, again.lower, again.upper)
    assert first.mean == pytest.approx(again.mean)


@given(st.lists(SCORES, min_size=3, max_size=12), st.data())
def test_a_better_answer_never_lowers_a_dimension(people, data):
    who = data.draw(st.integers(0, len(people) - 1))
    what = data.draw(st.sampled_from(sorted(people[who])))
    better = [dict(person) for person in people]
    better[who][what] = min(5, better[who][what] + 1)

    before, after = level(people), level(better)

    slack = 1e-9
    assert after.mean >= before.mean - slack and after.median >= before.median - slack
    assert after.lower >= before.lower - slack and after.upper >= before.upper - slack
