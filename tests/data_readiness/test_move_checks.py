import pytest

from implementation.data_readiness.move_checks import duplicates, rehearsed
from tests.data_readiness.duplicate_factories import make_rehearsal, make_run
from tests.data_readiness.factories import make_file, make_source

pytestmark = pytest.mark.django_db


def test_without_a_source_nothing_is_known_of_duplicates(programme):
    assert duplicates(programme, gate=None).state == "not_met"


def test_the_newest_search_of_each_source_of_customers_counts(programme):
    source = make_source(programme)
    make_run(programme, data_file=make_file(programme, source=source), rows=100, surplus=50)
    make_run(programme, data_file=make_file(programme, source=source), rows=100, surplus=2)

    result = duplicates(programme, gate=None)

    assert (result.state, result.figures) == ("met", {"sources": 1, "worst": "2.0", "unsearched": []})


@pytest.mark.parametrize(("percent", "state"), [(2, "not_met"), (3, "met")])
def test_the_share_is_held_against_the_threshold_unrounded(programme, percent, state):
    make_run(programme, rows=1000, surplus=21)

    assert duplicates(programme, gate=None, percent=percent).state == state


def test_a_source_that_was_not_searched_leaves_it_partly(programme):
    make_run(programme, rows=100, surplus=0)
    make_source(programme, "Cards")

    result = duplicates(programme, gate=None)

    assert (result.state, result.figures["unsearched"]) == ("partly", ["Cards"])


@pytest.mark.parametrize(
    ("states", "result"),
    [
        ([], "not_met"),
        (["signed"], "met"),
        (["signed", "planned"], "met"),
        (["signed", "run"], "not_met"),
        (["reconciled"], "not_met"),
    ],
)
def test_the_newest_rehearsal_that_ran_counts(programme, states, result):
    make_source(programme)
    for state in states:
        make_rehearsal(programme, state=state)

    assert rehearsed(programme, gate=None).state == result


def test_too_many_rejected_rows_are_not_good_enough(programme):
    make_source(programme)
    make_rehearsal(programme, state="signed", read=100, loaded=90, rejected=10)

    assert rehearsed(programme, gate=None, percent=5).state == "not_met"


def test_one_domain_of_two_is_partly(programme):
    make_source(programme)
    make_source(programme, kind="product")
    make_rehearsal(programme, state="signed")

    result = rehearsed(programme, gate=None)

    assert (result.state, result.figures["domains"], result.figures["signed"]) == ("partly", 2, 1)
    assert len(result.figures["open"]) == 1
