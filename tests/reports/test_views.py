import datetime
import hashlib

import pytest
from django.urls import reverse
from django.utils import timezone

from core.pdf import Pdf
from implementation.reports import actions
from implementation.reports.models import ReportFile
from tests.factories import make_programme, make_user, user_as
from tests.reports.factories import make_drawn_report, make_report, make_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawing(monkeypatch):
    monkeypatch.setattr(actions, "document", lambda facts, language: Pdf(f"%PDF {language}".encode(), True, 4))


def text(response) -> str:
    return response.content.decode()


def post(client, programme, **fields):
    return client.post(reverse("new_report", args=[programme.pk]), make_words(**fields))


def test_an_empty_list_says_what_a_report_is_and_who_writes_it(programme, as_role):
    assert "Write a report" in text(as_role("manager").get(reverse("reports", args=[programme.pk])))
    assert "The manager or the sponsor writes it." in text(
        as_role("executive").get(reverse("reports", args=[programme.pk]))
    )


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_thirty(
    programme, as_role, drawing, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, url = as_role("sponsor"), reverse("reports", args=[programme.pk])
    make_drawn_report(programme)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _ in range(29):
        make_drawn_report(programme)

    with django_assert_num_queries(len(one)):
        page = client.get(url)

    assert "Page 1 of 2" in text(page)


def test_the_draft_shows_the_period_since_the_last_report(programme, as_role):
    today = timezone.localdate(timezone=programme.organisation.zone)
    make_report(programme, period_end=today - datetime.timedelta(days=1))

    page = text(as_role("manager").get(reverse("new_report", args=[programme.pk])))

    assert "Write report 2" in page
    assert page.count(f'value="{today.isoformat()}"') == 2
    assert "What report 1 said would come next" in page


def test_the_preview_shows_what_is_written_so_far_without_errors(programme, as_role):
    page = text(post(as_role("manager"), programme, headline="Half a sentence", done="", step="preview"))

    assert '<h2 class="t1">Half a sentence</h2>' in page
    assert "Not saved." not in page
    assert not programme.progressreports.exists()


def test_htmx_gets_the_preview_alone(programme, as_role):
    page = as_role("manager").post(
        reverse("new_report", args=[programme.pk]),
        make_words(step="preview", period_start=""),
        headers={"HX-Request": "true"},
    )

    assert text(page).startswith('<section class="sec" id="preview">')


def test_publishing_asks_first(programme, as_role):
    page = text(post(as_role("manager"), programme, step="check"))

    assert "Publish report 1?" in page
    assert "cannot be withdrawn" in page
    assert not programme.progressreports.exists()


def test_publishing_leads_to_the_report(programme, as_role):
    answer = post(as_role("manager"), programme, step="publish", number=1)

    report = programme.progressreports.get()
    assert answer.url == report.get_absolute_url()
    assert report.done.splitlines() == ["Customer file cleaned.", "Two sessions held."]


def test_a_number_that_was_taken_meanwhile_is_refused(programme, as_role):
    make_report(programme)

    answer = post(as_role("manager"), programme, step="publish", number=1)

    assert answer.status_code == 409
    assert programme.progressreports.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"period_start": "2001-01-01"}, "choose that day or a later one"),
        ({"period_end": "2999-01-01"}, "choose today or an earlier day"),
        ({"period_start": timezone.localdate(), "period_end": timezone.localdate() - datetime.timedelta(days=3)}, "choose a later end"),
        ({"headline": ""}, "This field is required"),
        ({"headline": "x" * 141}, "at most 140 characters"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("step", ["check", "publish"])
def test_bad_entries_are_refused_in_the_form(programme, as_role, fields, sentence, step):
    page = text(post(as_role("manager"), programme, step=step, **fields))

    assert sentence in page
    assert "Not saved." in page
    assert not programme.progressreports.exists()


def test_a_report_waits_for_its_files_and_says_where_to_look(programme, as_role):
    report = make_report(programme)

    page = text(as_role("executive").get(report.get_absolute_url()))

    assert "Look again" in page
    assert f'hx-get="{report.get_absolute_url()}"' in page


def test_htmx_gets_the_files_alone_and_stops_when_they_are_there(programme, as_role, drawing):
    report = make_drawn_report(programme)

    page = text(as_role("executive").get(report.get_absolute_url(), headers={"HX-Request": "true"}))

    assert page.startswith('<section class="box" id="files">')
    assert page.count("(PDF)") == 3
    assert "Look again" not in page


def test_the_frozen_page_stays_when_the_records_move_on(programme, as_role):
    report = make_report(programme)
    stage = programme.stages.first()
    type(stage).objects.filter(pk=stage.pk).update(name="Renamed meanwhile")

    page = text(as_role("sponsor").get(report.get_absolute_url()))

    assert stage.name in page
    assert "Renamed meanwhile" not in page


def test_a_failed_file_can_be_drawn_again_by_who_may_publish(programme, as_role, drawing):
    report = make_report(programme)
    ReportFile.objects.update(state="failed")

    assert "Draw the failed files again" in text(as_role("manager").get(report.get_absolute_url()))
    assert "Draw the failed files again" not in text(as_role("executive").get(report.get_absolute_url()))
    assert as_role("manager").post(reverse("redraw_report", args=[programme.pk, report.pk])).status_code == 302


def test_a_file_is_downloaded_as_it_was_published(programme, as_role, drawing):
    report = make_drawn_report(programme)
    make_drawn_report(programme)
    file = report.files.get(language="zh-hans")

    answer = as_role("executive").get(reverse("download_report", args=[programme.pk, report.pk, "zh-hans"]))

    assert answer.content == b"%PDF zh-hans"
    assert hashlib.sha256(answer.content).hexdigest() == file.sha256
    assert answer.headers["Content-Disposition"].endswith('-1-zh-Hans.pdf"')


def test_a_file_in_no_known_language_is_not_found(programme, as_role):
    report = make_report(programme)

    assert as_role("sponsor").get(reverse("download_report", args=[programme.pk, report.pk, "fr"])).status_code == 404


@pytest.mark.parametrize("role", ["member", "vendor_contact"])
def test_reports_are_for_those_who_steer(programme, as_role, role):
    report = make_report(programme)

    client = as_role(role)
    for url in (
        reverse("reports", args=[programme.pk]),
        report.get_absolute_url(),
        reverse("download_report", args=[programme.pk, report.pk, "en"]),
        reverse("new_report", args=[programme.pk]),
    ):
        assert client.get(url).status_code == 403


def test_a_stranger_and_another_programme_find_nothing(programme, client):
    report = make_report(programme)
    other = make_programme()
    client.force_login(make_user())
    assert client.get(report.get_absolute_url()).status_code == 404

    client.force_login(user_as("sponsor", other))
    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(reverse("report", args=[other.pk, report.pk])).status_code == 404
    assert client.get(reverse("download_report", args=[other.pk, report.pk, "en"])).status_code == 404
