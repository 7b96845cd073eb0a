import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.pdf import Pdf, PdfUnavailable
from core.refusal import Refused
from implementation.reports import actions
from implementation.reports.models import ReportFile
from tests.factories import make_user, user_as
from tests.reports.factories import make_report, make_words

pytestmark = pytest.mark.django_db
State = ReportFile.State


@pytest.fixture
def drawing(monkeypatch):
    """Drawing without the engine: bytes that name the language."""
    monkeypatch.setattr(actions, "document", lambda facts, language: Pdf(f"%PDF {language}".encode(), True, 4))


def entries(verb):
    return AuditEntry.objects.filter(label="reports.progressreport", verb=verb)


def test_publishing_numbers_freezes_and_queues(programme):
    first, second = make_report(programme), make_report(programme)

    assert [first.number, second.number] == [1, 2]
    assert second.facts["previous"] == {"number": 1, "until": first.period_end.isoformat()}
    assert [(f.language, f.state) for f in first.files.all()] == [
        ("en", State.QUEUED),
        ("zh-hans", State.QUEUED),
        ("zh-hant", State.QUEUED),
    ]
    assert first.by_role == "manager"
    assert list(broken_links()) == []


def test_publishing_leaves_one_audit_entry(programme):
    report = make_report(programme)

    assert [line.object_id for line in entries("created")] == [report.pk]


def test_sponsor_and_executives_hear_of_it(programme):
    readers = [user_as(role, programme) for role in ("sponsor", "executive")]
    user_as("member", programme)

    make_report(programme)

    heard = Notification.objects.filter(text__startswith="Progress report 1 is published")
    assert sorted(heard.values_list("user_id", flat=True)) == sorted(person.pk for person in readers)


@pytest.mark.parametrize("role", ["consultant", "executive", "member", "vendor_contact"])
def test_only_manager_and_sponsor_publish(programme, role):
    with pytest.raises(PermissionDenied):
        make_report(programme, by=user_as(role, programme))

    assert not programme.progressreports.exists()


def test_a_stranger_publishes_nothing(programme):
    with pytest.raises(PermissionDenied):
        make_report(programme, by=make_user())


def test_the_second_of_two_who_publish_the_same_number_is_refused(programme):
    make_report(programme)

    with pytest.raises(Refused, match="Someone else published a report meanwhile"):
        actions.publish(programme, by=user_as("sponsor", programme), number=1, **make_words())

    assert programme.progressreports.count() == 1


def test_what_is_published_cannot_be_changed_or_deleted(programme):
    report = make_report(programme)
    report.headline = "All is well."

    with pytest.raises(PermissionDenied), transaction.atomic():
        report.save()
    with pytest.raises(PermissionDenied), transaction.atomic():
        report.delete()


def test_facts_that_were_altered_are_found(programme):
    report = make_report(programme)
    type(report).objects.filter(pk=report.pk).update(facts=report.facts | {"overall": "altered"})

    assert list(broken_links()) == [
        f"reports.progressreport {report.pk} (Progress report 1): its frozen facts were altered"
    ]


def test_drawing_keeps_bytes_and_hash_and_puts_them_on_record(programme, drawing):
    file = make_report(programme).files.get(language="zh-hans")

    assert actions.draw(file.pk)

    file.refresh_from_db()
    assert (file.state, file.pages, file.tries, file.size) == (State.DONE, 4, 1, 12)
    assert actions.stored_bytes(file) == b"%PDF zh-hans"
    assert [line.after["sha256"] for line in entries("drawn")] == [file.sha256]


def test_drawing_twice_changes_nothing(programme, drawing):
    file = make_report(programme).files.get(language="en")
    actions.draw(file.pk)
    before = ReportFile.objects.values().get(pk=file.pk)

    assert not actions.draw(file.pk)
    assert ReportFile.objects.values().get(pk=file.pk) == before
    assert entries("drawn").count() == 1


def test_a_file_that_another_worker_was_given_meanwhile_is_not_kept_twice(programme, monkeypatch):
    file = make_report(programme).files.get(language="en")

    def slow(facts, language):
        ReportFile.objects.filter(pk=file.pk).update(changed_at=timezone.now())
        return Pdf(b"late", True, 1)

    monkeypatch.setattr(actions, "document", slow)

    assert not actions.draw(file.pk)
    assert ReportFile.objects.get(pk=file.pk).pdf.name == ""


def test_without_the_libraries_the_file_fails_and_says_what_to_install(programme, monkeypatch):
    def fail(facts, language):
        raise PdfUnavailable("PDF needs Pango: apt-get install libpango-1.0-0")

    monkeypatch.setattr(actions, "document", fail)
    file = make_report(programme).files.get(language="en")

    assert not actions.draw(file.pk)

    file.refresh_from_db()
    assert (file.state, file.error) == (State.FAILED, "PDF needs Pango: apt-get install libpango-1.0-0")


def test_what_failed_is_drawn_again_on_request(programme, drawing, django_capture_on_commit_callbacks):
    report = make_report(programme)
    report.files.filter(language="en").update(state=State.FAILED, tries=3, error="Full disk")

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.draw_again(report, by=user_as("sponsor", programme)) == 1

    assert report.files.get(language="en").state == State.DONE
    assert [line.after for line in entries("drawn again")] == [{"languages": ["en"]}]


def test_nothing_is_drawn_again_when_nothing_failed(programme):
    with pytest.raises(Refused, match="nothing to draw again"):
        actions.draw_again(make_report(programme), by=user_as("manager", programme))


def test_drawing_again_needs_the_right_role(programme):
    report = make_report(programme)

    with pytest.raises(PermissionDenied):
        actions.draw_again(report, by=user_as("executive", programme))


def test_the_sweep_takes_up_what_a_killed_worker_left(programme, drawing, django_capture_on_commit_callbacks):
    report = make_report(programme)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    report.files.filter(language="en").update(state=State.RUNNING, tries=1, changed_at=long_ago)
    report.files.filter(language="zh-hans").update(changed_at=long_ago)

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.sweep() == 2

    states = dict(report.files.values_list("language", "state"))
    assert states == {"en": State.DONE, "zh-hans": State.DONE, "zh-hant": State.QUEUED}


def test_the_sweep_sets_aside_what_stops_every_time(programme):
    report = make_report(programme)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    report.files.update(state=State.RUNNING, tries=actions.TRIES, changed_at=long_ago)

    assert actions.sweep() == 0
    assert set(report.files.values_list("state", flat=True)) == {State.FAILED}


def test_a_file_that_is_not_ready_is_refused(programme):
    with pytest.raises(Refused, match="not ready yet"):
        actions.stored_bytes(make_report(programme).files.first())


def test_a_file_that_was_altered_or_lost_is_not_handed_out(programme, drawing):
    file = make_report(programme).files.get(language="en")
    actions.draw(file.pk)
    file.refresh_from_db()

    with open(file.pdf.path, "ab") as stored:
        stored.write(b"more")
    with pytest.raises(Refused, match="altered after it was published"):
        actions.stored_bytes(file)

    file.pdf.storage.delete(file.pdf.name)
    with pytest.raises(Refused, match="missing on the server"):
        actions.stored_bytes(file)
