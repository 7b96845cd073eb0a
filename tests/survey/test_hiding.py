"""What may be told of answers by group: examples, and laws over all answers there can be."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change_mgmt.survey.hiding import LEAST, OTHERS, Published, Row, Tally, published, tallied

GROUPS = ["a", "b", "c", "d", "e", OTHERS]
STATEMENTS = 2
ANSWERS = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.tuples(*[st.integers(1, 5)] * STATEMENTS)), min_size=0, max_size=40
)


def told(answers, groups=GROUPS) -> Published:
    return published(tallied(answers, groups, STATEMENTS))


def counts(**numbers) -> dict[str, Tally]:
    return {key: Tally(n, (3 * n,)) for key, n in numbers.items()}


@pytest.mark.parametrize(
    ("given", "alone", "pool"),
    [
        ({"a": 5, "b": 9}, {"a": 5, "b": 9}, None),
        ({"a": 7, "b": 3, "c": 2}, {"a": 7}, (("b", "c"), 5)),
        # One small group alone would be the difference between the total and the others.
        ({"a": 9, "b": 6, "c": 2}, {"a": 9}, (("b", "c"), 8)),
        ({"a": 6, "b": 6, "c": 4}, {"b": 6}, (("a", "c"), 10)),
        ({"a": 5, "b": 1}, {}, (("a", "b"), 6)),
        ({"a": 3, "b": 4}, {}, (("a", "b"), 7)),
        # A group that nobody answered from takes nobody else along.
        ({"a": 5, "b": 0}, {"a": 5}, (("b",), 0)),
        ({"a": 6, OTHERS: 8}, {"a": 6}, ((OTHERS,), 8)),
        ({"a": 6, "b": 12, OTHERS: 1}, {"b": 12}, (("a", OTHERS), 7)),
    ],
)
def test_small_groups_are_told_together(given, alone, pool):
    found = published(counts(**given))

    assert {row.keys[0]: row.tally.answers for row in found.alone} == alone
    assert (found.pool and (found.pool.keys, found.pool.tally.answers)) == pool
    assert found.total == Tally(sum(given.values()), (3 * sum(given.values()),))


@pytest.mark.parametrize("given", [{}, {"a": 0}, {"a": 4}, {"a": 2, "b": 2}])
def test_of_fewer_than_five_answers_nothing_is_told(given):
    assert published(counts(**given)) == Published(None, (), None)


def test_answers_are_summed_by_group_and_statement():
    answers = [("a", (1, 5)), ("b", (2, 2)), ("a", (4, 4))]

    assert tallied(answers, ["a", "b", "c"], 2) == {"a": Tally(2, (5, 9)), "b": Tally(1, (2, 2)), "c": Tally(0, (0, 0))}


def test_the_pool_sums_what_is_in_it():
    answers = [("a", (1, 5))] * 3 + [("b", (2, 4))] * 2 + [("c", (5, 5))] * 5

    assert told(answers, ["a", "b", "c"]).pool == Row(("a", "b"), Tally(5, (7, 23)))


@given(ANSWERS)
def test_every_number_of_answers_told_is_none_or_five_at_least(answers):
    found = told(answers)

    numbers = [row.tally.answers for row in found.rows] + ([found.total.answers] if found.total else [])
    assert [n for n in numbers if 0 < n < LEAST] == []


@given(ANSWERS)
def test_rows_are_parts_of_the_total_and_none_is_told_twice(answers):
    found = told(answers)

    if found.total is None:
        assert (len(answers) < LEAST, found.rows) == (True, ())
        return
    assert sorted(key for row in found.rows for key in row.keys) == sorted(GROUPS)
    assert sum(row.tally.answers for row in found.rows) == found.total.answers == len(answers)
    for place in range(STATEMENTS):
        assert sum(row.tally.sums[place] for row in found.rows) == found.total.sums[place]


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_says_nothing(answers, chance):
    other = list(answers)
    chance.shuffle(other)

    assert told(other) == told(answers)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_what_is_told_knows_of_a_hidden_group_only_what_the_pool_sums_to(answers, chance):
    """Deal what was chosen in the pool anew among the people of the pool: nothing that is told changes."""
    found = told(answers)
    hidden = found.pool.keys if found.pool else ()
    inside = [place for place, (group, _values) in enumerate(answers) if group in hidden]
    dealt = [answers[place][1] for place in inside]
    chance.shuffle(dealt)

    other = list(answers)
    for place, values in zip(inside, dealt, strict=True):
        other[place] = (answers[place][0], values)

    assert told(other) == found


@given(ANSWERS, st.integers(0, 39), st.integers(0, 39))
def test_a_point_moved_from_one_person_of_the_pool_to_another_changes_nothing(answers, one, other):
    """The same law for sums that are kept while the single answers are not."""
    found = told(answers)
    hidden = found.pool.keys if found.pool else ()
    inside = [place for place, (group, _values) in enumerate(answers) if group in hidden]
    if not inside:
        return
    giver, taker = inside[one % len(inside)], inside[other % len(inside)]
    changed = list(answers)
    first, second = changed[giver][1][0], changed[taker][1][0]
    if giver == taker or first == 1 or second == 5:
        return
    changed[giver] = (changed[giver][0], (first - 1, changed[giver][1][1]))
    changed[taker] = (changed[taker][0], (second + 1, changed[taker][1][1]))

    assert told(changed) == found


def rank(rows: list[list[int]]) -> int:
    """Of a matrix, by elimination with fractions."""
    left, found = [[Fraction(x) for x in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left = [[x - row[column] / pivot[column] * y for x, y in zip(row, pivot, strict=True)] for row in left]
        found += 1
    return found


@given(ANSWERS)
def test_no_sum_of_what_is_told_isolates_a_group_of_fewer_than_five(answers):
    """Each told row is a vector over the groups that were answered from; a small group's own vector is in no span of them."""
    tallies = tallied(answers, GROUPS, STATEMENTS)
    found = published(tallies)
    there = [key for key in GROUPS if tallies[key].answers]
    vectors = [[int(key in row.keys) for key in there] for row in found.rows] + (
        [[1] * len(there)] if found.total else []
    )

    isolated = [
        key
        for key in there
        if tallies[key].answers < LEAST and rank([*vectors, [int(each == key) for each in there]]) == rank(vectors)
    ]

    assert isolated == []


@given(ANSWERS)
def test_who_stands_alone_follows_from_numbers_and_not_from_what_was_chosen(answers):
    same_numbers = [(group, (1,) * STATEMENTS) for group, _values in answers]

    assert [row.keys for row in told(answers).rows] == [row.keys for row in told(same_numbers).rows]
