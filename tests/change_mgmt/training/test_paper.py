from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change_mgmt.training.paper import score, shuffled


def question(number, right=(0,), options=3):
    return {
        "id": str(number),
        "kind": "single",
        "words": {"en": f"Question {number}"},
        "options": [{"id": str(place), "words": {}, "right": place in right} for place in range(options)],
    }


@pytest.mark.parametrize(
    ("answers", "points"),
    [
        ({"1": ["0"], "2": ["0", "1"], "3": ["2"]}, 100),
        ({"1": ["0"], "2": ["0"], "3": ["2"]}, 66),
        ({"1": ["0"], "2": ["0", "1", "2"], "3": ["0"]}, 33),
        ({"1": ["nonsense"], "9": ["0"]}, 0),
        ({}, 0),
    ],
)
def test_a_question_counts_when_exactly_its_right_answers_are_given(answers, points):
    paper = [question(1), question(2, right=(0, 1)), question(3, right=(2,))]

    assert score(paper, answers) == points


def test_an_empty_paper_has_no_points():
    assert score([], {}) == 0


@given(st.integers(1, 30), st.integers(2, 6), st.randoms(use_true_random=False))
def test_shuffling_loses_no_question_and_no_answer_and_changes_no_score(questions, options, chance):
    plain = [question(number, right=(number % options,), options=options) for number in range(questions)]
    answers = {str(number): [str(number % options)] for number in range(0, questions, 2)}

    paper = shuffled(plain, chance=Random(chance.getrandbits(32)))

    assert sorted(item["id"] for item in paper) == sorted(item["id"] for item in plain)
    assert all(
        sorted(option["id"] for option in item["options"]) == [str(place) for place in range(options)] for item in paper
    )
    assert score(paper, answers) == score(plain, answers) == len(answers) * 100 // questions
