"""Searches outside the request, verdicts, thresholds."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.data_readiness.actions import duplicates as actions
from implementation.data_readiness.models import DuplicatePair, DuplicateRun
from tests.data_readiness.duplicate_factories import PEOPLE, ROLES, make_pair, make_run
from tests.data_readiness.factories import make_file
from tests.factories import user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


@pytest.fixture
def people(programme):
    return make_file(programme, PEOPLE)


def test_a_search_keeps_its_pairs_together_with_its_end(people, manager):
    run = actions.start_search(people, roles=ROLES, by=manager)
    actions.search(run.pk)

    run.refresh_from_db()
    assert (run.state, run.rows, run.pair_count, run.left_out, run.surplus) == ("done", 5, 2, 0, 2)
    assert sorted(run.pairs.values_list("first_row", "second_row")) == [(2, 3), (4, 5)]
    verbs = AuditEntry.objects.filter(label="data_readiness.duplicaterun").order_by("number")
    assert [entry.verb for entry in verbs] == ["asked for duplicates", "begin", "finish"]


def test_no_value_of_a_row_is_kept_with_a_pair_or_in_the_audit_trail(people, manager):
    run = actions.start_search(people, roles=ROLES, by=manager)
    actions.search(run.pk)
    actions.judge(run.pairs.first(), "same", by=manager)

    kept = str(list(DuplicatePair.objects.values())) + str(list(AuditEntry.objects.values("title", "before", "after")))
    assert not any(value in kept for value in ("Sondergeld", "0113 496", "ann@example.org"))


def test_a_search_that_runs_twice_works_once(people, manager):
    run = actions.start_search(people, roles=ROLES, by=manager)
    actions.search(run.pk)
    actions.search(run.pk)

    assert DuplicatePair.objects.count() == 2


def test_a_second_press_is_refused_while_one_is_at_work(people, manager):
    actions.start_search(people, roles=ROLES, by=manager)

    with pytest.raises((Refused, ValidationError), match="searched already"):
        actions.start_search(people, roles=ROLES, by=manager)


def test_only_who_may_asks_for_a_search(programme, people):
    with pytest.raises(PermissionDenied):
        actions.start_search(people, roles=ROLES, by=user_as("member", programme))


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [(ROLES[:3], "for every column"), (["nonsense"] * 6, "for every column"), (["ignored"] * 6, "at least one column")],
)
def test_columns_that_say_nothing_are_refused(people, manager, roles, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.start_search(people, roles=roles, by=manager)

    assert DuplicateRun.objects.count() == 0


def test_rows_that_are_deleted_end_a_search_with_a_sentence(people, manager):
    run = actions.start_search(people, roles=ROLES, by=manager)
    type(people).objects.filter(pk=people.pk).update(state="deleted")
    actions.search(run.pk)

    run.refresh_from_db()
    assert (run.state, run.pair_count) == ("failed", 0)
    assert "deleted" in run.trouble


def test_a_search_between_two_files_finds_who_is_in_both(programme, people, manager):
    other = make_file(programme, "family,first,tel\nWaller,Bo,+44 190 4496001\nNew,Man,0999 888 7777\n")
    run = actions.start_search(
        people, roles=ROLES, other_file=other, other_roles=["surname", "given", "phone"], by=manager
    )
    actions.search(run.pk)

    run.refresh_from_db()
    found = run.pairs.filter(score__gte=run.threshold).values_list(
        "first_file", "first_row", "second_file", "second_row"
    )
    assert (run.rows, sorted(found)) == (7, [(0, 4, 1, 2), (0, 5, 1, 2)])


def stopped(programme, *, tries):
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    return make_run(programme, state="running", tries=tries, beat_at=long_ago, rows=0)


def test_work_that_a_stopped_worker_left_is_taken_up_again(programme):
    run = stopped(programme, tries=1)

    actions.sweep_searches()

    run.refresh_from_db()
    assert (run.state, run.tries, run.pairs.count()) == ("done", 2, 2)


def test_work_that_stopped_three_workers_is_given_up(programme):
    run = stopped(programme, tries=3)

    actions.sweep_searches()

    run.refresh_from_db()
    assert run.state == "failed"
    assert "three times" in run.trouble


def test_a_worker_that_was_overtaken_writes_nothing(programme):
    run = stopped(programme, tries=2)

    actions._keep(run.pk, 1, 5, [], "")

    run.refresh_from_db()
    assert run.state == "running"


def test_a_verdict_is_kept_with_its_person_and_one_audit_entry(programme, manager):
    pair = make_run(programme).pairs.first()

    actions.judge(pair, "different", by=manager)

    pair.refresh_from_db()
    assert (pair.verdict, pair.reviewer, pair.run.surplus) == ("different", manager, 1)
    assert AuditEntry.objects.filter(label="data_readiness.duplicatepair").count() == 1


def test_the_same_verdict_twice_writes_once(programme, manager):
    pair = make_run(programme).pairs.first()
    actions.judge(pair, "same", by=manager)
    actions.judge(pair, "same", by=manager)

    assert AuditEntry.objects.filter(label="data_readiness.duplicatepair").count() == 1


def test_a_verdict_that_is_none_is_refused(programme, manager):
    with pytest.raises(Refused, match="the same"):
        actions.judge(make_run(programme).pairs.first(), "perhaps", by=manager)


def test_a_member_gives_no_verdict(programme):
    with pytest.raises(PermissionDenied):
        actions.judge(make_run(programme).pairs.first(), "same", by=user_as("member", programme))


def test_the_last_verdict_of_the_person_is_undone(programme, manager):
    run = make_run(programme)
    first, second = run.pairs.order_by("turn")
    actions.judge(first, "same", by=manager)
    actions.judge(second, "different", by=manager)

    undone = actions.undo(run, by=manager)

    assert (undone.pk, undone.verdict, undone.reviewer) == (second.pk, "", None)
    assert run.pairs.get(pk=first.pk).verdict == "same"


def test_there_is_nothing_to_undo_before_the_first_verdict(programme, manager):
    with pytest.raises(Refused, match="no verdict"):
        actions.undo(make_run(programme), by=manager)


def test_the_threshold_decides_what_is_too_many(programme, manager):
    run = actions.set_threshold(make_run(programme), 15.0, by=manager)

    assert (run.threshold, run.surplus) == (15.0, 1)


def test_verdicts_count_before_the_threshold(programme):
    run = make_run(programme, pairs=[(2, 3, 20.0)])
    make_pair(run, 4, 5, -3.0, turn=7, verdict="same", by=run.by)

    assert actions.clusters_of(run) == [[(0, 2), (0, 3)], [(0, 4), (0, 5)]]


def test_a_run_is_no_longer_at_work_once_it_has_failed(programme):
    run = make_run(programme, state="queued", rows=0)

    perform(run, "fail", by=None, trouble="x")

    assert not run.is_at_work
