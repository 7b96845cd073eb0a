"""What criteria add up to, and what has changed since."""

import pytest

from implementation.gates.changes import changed_since
from implementation.gates.checklist import look_at
from implementation.gates.models import Criterion
from tests.gates.factories import make_gate

pytestmark = pytest.mark.django_db


def test_what_is_not_met_stands_first_and_the_worst_on_top(programme):
    gate = make_gate(programme, ("should", "not_met"), ("must", "met"), ("must", "partly"), ("knock_out", "not_met"))

    todo = [(line.criterion.kind, line.result.state) for line in look_at(gate).todo]

    assert todo == [("knock_out", "not_met"), ("must", "partly"), ("should", "not_met")]


@pytest.mark.parametrize(
    ("results", "score"),
    [
        (["met", "not_met"], 50),
        (["partly", "met", "not_met"], 50),
        (["met", "not_applicable"], 100),
        ([], None),
    ],
)
def test_the_score_counts_half_for_partly_met(programme, results, score):
    gate = make_gate(programme, ("must", "met"), *(("should", result) for result in results))

    assert look_at(gate).score == score


def test_changes_are_told_as_better_or_worse(programme):
    gate = make_gate(programme, ("must", "met"), ("must", "not_met"), ("must", "met"))
    facts = look_at(gate).facts
    first, second, _third = gate.criteria.all()
    Criterion.objects.filter(pk=first.pk).update(result="partly")
    Criterion.objects.filter(pk=second.pk).update(result="met")

    changes = changed_since(facts, look_at(gate))

    assert {pk: change.tone for pk, change in changes.items()} == {first.pk: "warn", second.pk: "ok"}


def test_the_checklist_asks_the_same_number_of_questions_for_more_criteria_by_hand(
    programme, django_assert_max_num_queries
):
    gate = make_gate(programme, *([("must", "met")] * 30))

    with django_assert_max_num_queries(5):
        look_at(gate).facts
