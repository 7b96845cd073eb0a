import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.models import AuditEntry, Notification
from core.refusal import Refused
from implementation.data_readiness import actions
from implementation.data_readiness.actions import profiles
from implementation.data_readiness.models import DataFile, Profile, QualityRule
from tests.data_readiness.factories import CUSTOMERS, make_file, make_profiled, make_rule, make_source
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def test_a_queued_file_is_profiled_when_that_is_settled(programme, django_capture_on_commit_callbacks):
    found = make_file(programme, state="uploaded", kinds={"email": "email"})
    make_rule(programme, source=found.source)

    with django_capture_on_commit_callbacks(execute=True):
        actions.ask_for_profile(found, by=user_as("consultant", programme))

    profile, result = Profile.objects.get(), Profile.objects.get().results.get()
    found = DataFile.objects.get()
    assert (found.state, found.progress, profile.rows, profile.sound) == ("profiled", 2, 2, 1)
    assert (result.checked, result.passed, profile.score) == (2, 1, 50)
    assert profile.samples == [[3, [["email", "no_email"], ["phone", "empty"]]]]


def test_neither_the_audit_trail_nor_a_message_holds_a_value(programme):
    make_profiled(programme)

    told = "".join(f"{entry.before}{entry.after}{entry.note}{entry.title}" for entry in AuditEntry.objects.all())
    assert not any(value in told for value in ("13800138000", "ann@example.org", "bo@example", "Beijing"))
    assert Notification.objects.count() == 0


def test_the_same_work_asked_twice_is_done_once(programme):
    found = make_file(programme, state="queued")

    first, second = actions.run_profile(found.pk), actions.run_profile(found.pk)

    assert (first.rows, second, Profile.objects.count()) == (2, None, 1)


@pytest.mark.parametrize("role", ["sponsor", "executive", "member"])
def test_only_who_works_with_data_asks_for_a_profile(programme, role):
    with pytest.raises(PermissionDenied):
        actions.ask_for_profile(make_file(programme), by=user_as(role, programme))


def test_deleted_rows_are_not_profiled(programme):
    with pytest.raises(Refused):
        actions.ask_for_profile(make_file(programme, state="deleted"), by=user_as("manager", programme))


def test_a_worker_that_is_stopped_leaves_no_half_of_a_profile(programme, monkeypatch):
    found = make_file(programme, state="queued")
    make_rule(programme, source=found.source)
    monkeypatch.setattr(profiles, "perform", stop_at("finish", profiles.perform))

    with pytest.raises(KeyboardInterrupt):
        actions.run_profile(found.pk)

    assert (Profile.objects.count(), DataFile.objects.get().state) == (0, "profiling")


def stop_at(step, perform):
    def stopped(record, name, **fields):
        if name == step:
            raise KeyboardInterrupt
        return perform(record, name, **fields)

    return stopped


def test_the_sweep_takes_up_what_a_stopped_worker_left_and_gives_up_after_three(programme):
    long_ago = timezone.now() - datetime.timedelta(minutes=30)
    stopped = make_file(programme, state="profiling", tries=11, beat_at=long_ago)
    hopeless = make_file(programme, state="profiling", tries=13, beat_at=long_ago)
    alive = make_file(programme, state="profiling", tries=11, beat_at=timezone.now())

    actions.sweep()

    states = dict(DataFile.objects.values_list("pk", "state"))
    assert states == {stopped.pk: "profiled", hopeless.pk: "failed", alive.pk: "profiling"}
    assert Profile.objects.get().data_file == stopped


def test_a_worker_that_was_overtaken_writes_nothing(programme, monkeypatch):
    found = make_file(programme, state="queued")
    work = profiles._profile

    def overtaken(data_file):
        DataFile.objects.update(tries=2)
        return work(data_file)

    monkeypatch.setattr(profiles, "_profile", overtaken)

    assert (actions.run_profile(found.pk), Profile.objects.count()) == (None, 0)


def test_rows_that_vanished_make_it_fail_with_a_sentence(programme):
    found = make_file(programme, state="queued")
    DataFile.objects.update(file="")

    actions.run_profile(found.pk)

    found = DataFile.objects.get()
    assert (found.state, found.trouble) == ("failed", "The rows of this file are deleted. Upload it again.")


def test_rules_are_asked_of_every_file_of_their_source_and_remembered_as_they_were(programme):
    source = make_source(programme)
    rule = make_rule(programme, "pattern", "phone", source=source, params={"pattern": "99999999999"})
    first = make_profiled(programme, source=source)
    QualityRule.objects.filter(pk=rule.pk).update(params={"pattern": "A"})
    second = make_profiled(programme, source=source)

    told = [(str(profile.results.get()), profile.results.get().passed) for profile in (first, second)]
    assert told == [("phone has the pattern 99999999999", 1), ("phone has the pattern A", 0)]


def test_a_rule_asks_the_newest_file_of_another_source_as_long_as_its_rows_are_there(programme):
    orders, customers = make_source(programme, kind="transaction"), make_source(programme)
    kept = make_profiled(programme, source=customers).data_file
    make_rule(programme, "reference", "customer", source=orders, other=customers, params={"other_column": "number"})
    text = "order,customer\n1,1\n2,9\n"

    before = make_profiled(programme, text, source=orders).results.get()
    actions.delete_rows(kept, by=None)
    after = make_profiled(programme, text, source=orders).results.get()

    assert (before.checked, before.passed, before.missing) == (2, 1, "")
    assert (after.checked, after.passed, after.missing) == (0, 0, "file")


def test_the_order_of_days_is_told_by_the_whole_column(programme):
    rows = "".join(f"{n % 12 + 1}/{n % 9 + 1}/2026,x\n" for n in range(700))
    text = f"seen,note\n{rows}12/25/2026,x\n"

    profile = make_profiled(programme, text, kinds={"seen": "date"})

    assert profile.columns[0]["reasons"] == {}


def test_profiling_twice_gives_the_same(programme):
    first, second = make_profiled(programme), make_profiled(programme)

    assert (first.columns, first.samples) == (second.columns, second.samples)
    assert len(CUSTOMERS.splitlines()) == first.rows + 1
