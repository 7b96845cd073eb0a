"""The pages of duplicates: review by keys or buttons, clusters, merge plan; and what they keep from whom."""

import csv
import io

import pytest
from django.urls import reverse

from core import sheets
from implementation.data_readiness.models import DuplicateRun, SampleAccess
from tests.data_readiness.duplicate_factories import PEOPLE, ROLES, make_pair, make_run
from tests.data_readiness.factories import make_file
from tests.factories import make_programme

pytestmark = pytest.mark.django_db


def page(client, name, *args, **params):
    return client.get(reverse(name, args=args), params)


def test_the_review_shows_both_rows_and_marks_what_differs(programme, as_role):
    run = make_run(programme)

    text = page(as_role("consultant"), "duplicate_review", programme.pk, run.pk).content.decode()

    assert "Sondergeld" in text
    assert "Sondergedl" in text
    assert text.count("differs") == 2  # the number and the surname
    assert "a slip apart" in text
    assert "0 of 2 reviewed" in text


def test_a_verdict_leads_to_the_next_pair(programme, as_role):
    run = make_run(programme)
    first, second = run.pairs.order_by("turn")
    address = reverse("duplicate_review", args=[programme.pk, run.pk])

    answer = as_role("manager").post(address, {"pair": first.pk, "verdict": "same"})

    first.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, f"{address}?pair={second.pk}")
    assert first.verdict == "same"


def test_the_filters_stay_from_pair_to_pair(programme, as_role):
    run = make_run(programme, pairs=[(2, 3, 20.0), (4, 5, 20.0), (2, 6, 1.0)])
    first, second, _other = run.pairs.order_by("turn")
    address = reverse("duplicate_review", args=[programme.pk, run.pk])

    answer = as_role("manager").post(f"{address}?band={first.band}", {"pair": first.pk, "verdict": "later"})

    assert answer.url == f"{address}?band={first.band}&pair={second.pk}"


def test_the_last_verdict_can_be_undone(programme, as_role):
    run = make_run(programme)
    client, pair = as_role("manager"), run.pairs.order_by("turn").first()
    client.post(reverse("duplicate_review", args=[programme.pk, run.pk]), {"pair": pair.pk, "verdict": "different"})

    answer = client.post(reverse("undo_verdict", args=[programme.pk, run.pk]))

    pair.refresh_from_db()
    assert (answer.url, pair.verdict) == (pair.get_absolute_url(), "")


def test_looking_at_rows_is_recorded_once_an_hour(programme, as_role):
    run = make_run(programme)
    client = as_role("consultant")
    for _time in range(2):
        page(client, "duplicate_review", programme.pk, run.pk)

    looked = SampleAccess.objects.get()
    assert (looked.data_file, looked.what, looked.rows) == (run.data_file, "pairs", 4)


def test_deleted_rows_are_said_and_figures_stay(programme, as_role):
    run = make_run(programme)
    type(run.data_file).objects.filter(pk=run.data_file_id).update(state="deleted")
    client = as_role("manager")

    for name in ("duplicate_run", "duplicate_review", "duplicate_clusters"):
        text = page(client, name, programme.pk, run.pk).content.decode()
        assert "The uploaded rows are deleted." in text
        assert "Sondergeld" not in text
    assert SampleAccess.objects.count() == 0


def test_a_pair_of_another_search_is_not_found(programme, as_role):
    run, other = make_run(programme), make_run(make_programme())
    pair = other.pairs.first()
    address = reverse("duplicate_review", args=[programme.pk, run.pk])
    client = as_role("manager")

    assert client.get(address, {"pair": pair.pk}).status_code == 404
    assert client.post(address, {"pair": pair.pk, "verdict": "same"}).status_code == 404


@pytest.mark.parametrize("given", [{"pair": "x"}, {"pair": "²"}, {"pair": "9" * 40}, {}])
def test_a_post_that_names_no_pair_is_not_found(programme, as_role, given):
    address = reverse("duplicate_review", args=[programme.pk, make_run(programme).pk])

    assert as_role("manager").post(address, given | {"verdict": "same"}).status_code == 404


def test_clusters_show_one_record_for_each(programme, as_role):
    text = page(as_role("manager"), "duplicate_clusters", programme.pk, make_run(programme).pk).content.decode()

    assert text.count("One record") == 2
    assert "Cluster 2" in text


def merge_plan(programme, client, kind, run):
    return client.get(reverse(f"merge_plan_{kind}", args=[programme.pk, run.pk])).content


def test_the_merge_plan_names_what_stays_and_where_values_come_from(programme, as_role):
    run = make_run(programme)

    rows = list(csv.reader(io.StringIO(merge_plan(programme, as_role("manager"), "csv", run).decode("utf-8-sig"))))

    assert rows[0][:6] == ["Cluster", "Row", "What to do", "Into row", "number", "number: from row"]
    assert [row[:4] for row in rows[1:]] == [
        ["1", "2", "Keep", "2"],
        ["1", "3", "Merge", "2"],
        ["2", "4", "Keep", "4"],
        ["2", "5", "Merge", "4"],
    ]
    assert rows[1][6:10] == ["Ann", "2", "Sondergeld", "2"]
    assert SampleAccess.objects.get().what == "merge_plan"


def test_the_merge_plan_as_a_workbook_holds_no_formula(programme, as_role):
    data = make_file(programme, PEOPLE.replace("Ann,Sondergeld", "=1+1,Sondergeld"))
    run = make_run(programme, data_file=data)

    [sheet] = sheets.read("plan.xlsx", merge_plan(programme, as_role("manager"), "xlsx", run))

    assert sheet.formulas == set()
    assert sheet.rows[1].cells[6] in ("'=1+1", "=1+1")


def test_a_search_is_asked_for_with_the_guessed_columns(programme, as_role):
    data = make_file(programme, PEOPLE)
    client, address = as_role("manager"), reverse("find_duplicates", args=[programme.pk, data.pk])

    shown = client.get(address).content.decode()
    answer = client.post(address, {f"a-column_{at}": role for at, role in enumerate(ROLES)})

    run = DuplicateRun.objects.get()
    assert shown.count("selected") >= len(ROLES)
    assert (answer.status_code, answer.url, run.roles) == (302, run.get_absolute_url(), ROLES)


@pytest.mark.parametrize("given", [{}, {"a-column_0": "nonsense"}, {"other": "999999"}])
def test_a_form_that_makes_no_sense_starts_nothing(programme, as_role, given):
    data = make_file(programme, PEOPLE)

    answer = as_role("manager").post(reverse("find_duplicates", args=[programme.pk, data.pk]), given)

    assert (answer.status_code, DuplicateRun.objects.count()) == (200, 0)


def test_a_file_of_another_programme_is_not_offered(programme, as_role):
    data, foreign = make_file(programme, PEOPLE), make_file(make_programme(), PEOPLE)
    roles = {f"a-column_{at}": role for at, role in enumerate(ROLES)}

    as_role("manager").post(reverse("find_duplicates", args=[programme.pk, data.pk]), roles | {"other": foreign.pk})

    assert DuplicateRun.objects.count() == 0


def test_the_run_says_how_good_a_threshold_is_once_enough_is_reviewed(programme, as_role):
    run = make_run(programme, pairs=[], pair_count=24)
    for at in range(24):
        make_pair(run, 10 + at, 100 + at, 11.0, turn=at, verdict="same" if at % 4 else "different", by=run.by)

    text = page(as_role("manager"), "duplicate_run", programme.pk, run.pk).content.decode()

    assert "Estimated from 24 reviewed pairs" in text
    assert "75 %" in text


@pytest.mark.parametrize("given", ["", "abc", "1e9", "nan"])
def test_a_threshold_that_is_none_changes_nothing(programme, as_role, given):
    run = make_run(programme)

    as_role("manager").post(reverse("duplicate_threshold", args=[programme.pk, run.pk]), {"threshold": given})

    run.refresh_from_db()
    assert run.threshold == 1.585


def test_an_executive_sees_figures_and_no_way_to_the_rows(programme, as_role):
    run = make_run(programme)

    text = page(as_role("executive"), "duplicate_run", programme.pk, run.pk).content.decode()

    assert "Rows too many" in text
    assert reverse("duplicate_review", args=[programme.pk, run.pk]) not in text


def queries(client, address, watched):
    with watched as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["duplicate_runs", "duplicate_run", "duplicate_review", "duplicate_clusters"])
def test_pages_ask_as_often_with_one_row_as_with_thirty(programme, as_role, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, run = as_role("manager"), make_run(programme, pairs=[(2, 3, 20.0)])
    address = reverse(name, args=[programme.pk] + ([run.pk] if name != "duplicate_runs" else []))
    client.get(address)
    one = queries(client, address, CaptureQueriesContext(connection))
    for at in range(30):
        make_pair(run, 10 + 2 * at, 11 + 2 * at, 12.0, turn=1 + at)
        if name == "duplicate_runs":
            make_run(programme, pairs=())

    assert queries(client, address, CaptureQueriesContext(connection)) == one
