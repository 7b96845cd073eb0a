"""The paper of a test: questions and answers in an order of its own, and how many points were reached.

A paper is plain JSON: ``[{"id", "kind", "words", "options": [{"id", "words", "right"}]}]``. It is kept whole with each try,
so that a question which is mended later changes no score.
"""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

FULL = 100
Paper = list[dict[str, Any]]


def shuffled(questions: Iterable[Mapping[str, Any]], *, chance: Random) -> Paper:
    """Every question once, every answer once, in an order that ``chance`` gives."""
    paper = [
        {**question, "options": chance.sample(question["options"], len(question["options"]))} for question in questions
    ]
    chance.shuffle(paper)
    return paper


def score(paper: Paper, answers: Mapping[str, Iterable[str]]) -> int:
    """Of 100, rounded down, so that nobody passes by rounding. A question counts when exactly its right answers are given."""
    if not paper:
        return 0
    return sum(is_right(question, answers.get(str(question["id"]), ())) for question in paper) * FULL // len(paper)


def is_right(question: Mapping[str, Any], given: Iterable[str]) -> bool:
    return {str(option["id"]) for option in question["options"] if option["right"]} == set(given)
