"""The pages lead from a file to its rows; each can be corrected, and none writes before the last."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.sheets import write_csv
from risks.models import Risk, RiskImport
from tests.factories import make_programme, user_as
from tests.risks.factories import make_risk
from tests.risks.imports.factories import HEADINGS, ROWS, make_draft, make_imported

pytestmark = pytest.mark.django_db


def to(name, record):
    return reverse(name, args=[record.programme_id, record.pk])


def sent(client, programme, name="register.csv", data=None):
    file = SimpleUploadedFile(name, write_csv(HEADINGS, ROWS) if data is None else data)
    return client.post(reverse("risk_imports", args=[programme.pk]), {"file": file}, follow=True)


def test_a_register_is_brought_in_page_by_page(programme, as_role):
    client = as_role("manager")

    answer = sent(client, programme)
    record = RiskImport.objects.get()
    assert answer.redirect_chain[-1][0] == to("risk_import_columns", record)
    answer = client.post(to("risk_import_columns", record), {"field-0-5": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == to("risk_import_values", record)
    assert "Numbers from 1 to 5: they stay as they are." in answer.content.decode()
    answer = client.post(to("risk_import_values", record), {"likelihood-0": "5"}, follow=True)
    assert answer.redirect_chain[-1][0] == to("risk_import_rows", record)
    assert Risk.objects.count() == 0
    answer = client.post(to("risk_import_rows", record), {"seen": answer.context["seen"]}, follow=True)

    assert answer.redirect_chain[-1][0] == to("risk_import", record)
    assert "Imported: 2 new risks, 0 changed." in answer.content.decode()
    assert list(Risk.objects.values_list("title", "current_likelihood", "state")) == [
        ("Data is late", 5, "assessed"),
        ("Nobody trains", 2, "assessed"),
    ]


def test_pressing_twice_imports_once(programme, as_role):
    client = as_role("manager")
    record = make_draft(programme)
    seen = client.get(to("risk_import_rows", record)).context["seen"]

    for _press in range(2):
        answer = client.post(to("risk_import_rows", record), {"seen": seen}, follow=True)

    assert "This file was imported already." in answer.content.decode()
    assert Risk.objects.count() == 2


def test_a_preview_that_is_old_is_shown_again(programme, as_role):
    client, record = as_role("manager"), make_draft(programme)
    seen = client.get(to("risk_import_rows", record)).context["seen"]
    make_risk(programme, title="Nobody trains")

    answer = client.post(to("risk_import_rows", record), {"seen": seen})

    assert "Look at the rows again." in answer.content.decode()
    assert Risk.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "This file is empty. Choose another one."),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1"), "workbook of the old kind"),
        ("a.docx", b"PK", "Choose a CSV, TSV or TXT file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(programme, as_role, name, data, words):
    answer = sent(as_role("manager"), programme, name, data)

    assert words in answer.content.decode()
    assert RiskImport.objects.count() == 0


def test_no_file_is_asked_for(programme, as_role):
    answer = as_role("manager").post(reverse("risk_imports", args=[programme.pk]), {})

    assert "Choose the file first." in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"field-0-1": ""}, "choose the column that names the risk"),
        ({"field-0-0": "title"}, "2 columns are “Risk”. Keep one of them."),
    ],
)
def test_columns_that_make_no_register_are_refused(programme, as_role, fields, words):
    record = make_draft(programme)

    answer = as_role("manager").post(to("risk_import_columns", record), fields)

    assert words in answer.content.decode()
    record.refresh_from_db()
    assert record.plan["sheets"][0]["fields"][:2] == ["key", "title"]


def test_another_line_of_headings_is_chosen(programme, as_role):
    record = make_draft(programme, headings=["a", "b"], rows=[["Risk", "Owner"], ["Late", ""]])

    as_role("manager").post(to("risk_import_sheets", record), {"use-0": "on", "header-0": "2"})

    record.refresh_from_db()
    assert (record.plan["sheets"][0]["header"], record.plan["sheets"][0]["fields"]) == (2, ["title", "owner"])


def test_no_sheet_at_all_is_refused(programme, as_role):
    record = make_draft(programme)

    answer = as_role("manager").post(to("risk_import_sheets", record), {"header-0": "1"})

    assert "Choose at least one sheet." in answer.content.decode()


def test_a_person_of_another_programme_is_never_an_owner(programme, as_role):
    stranger = user_as("manager", make_programme())
    record = make_draft(programme, rows=[["1", "Late", "4", "3", "Somebody", "Open"]])

    as_role("manager").post(to("risk_import_values", record), {"owner-0": str(stranger.pk)})

    record.refresh_from_db()
    assert record.plan["values"]["owner"] == {"Somebody": ""}


def test_an_upload_is_its_person_s_until_it_is_imported(programme, as_role):
    draft, done = make_draft(programme), make_imported(programme, rows=[["9", "Late", "1", "1", "", ""]])
    client = as_role("consultant")

    assert [client.get(to("risk_import_rows", draft)).status_code, client.get(to("risk_import", done)).status_code] == [
        403,
        200,
    ]
    page = client.get(reverse("risk_imports", args=[programme.pk])).context
    assert (list(page["drafts"]), list(page["earlier"])) == ([], [done])


def test_an_upload_of_another_programme_is_not_found(programme, as_role):
    record = make_draft(make_programme())

    answer = as_role("manager").get(reverse("risk_import_rows", args=[programme.pk, record.pk]))

    assert answer.status_code == 404


def test_what_is_imported_has_no_pages_of_preparation(programme, as_role):
    record, client = make_imported(programme), as_role("manager")
    pages = ("risk_import_sheets", "risk_import_columns", "risk_import_values", "risk_import_rows")

    assert [client.get(to(name, record)).status_code for name in pages] == [404] * 4


def test_an_upload_is_put_away(programme, as_role):
    record = make_draft(programme)

    as_role("manager").post(to("discard_risk_import", record))

    assert RiskImport.objects.count() == 0


def test_an_import_is_undone_after_a_look_at_what_stays(programme, as_role):
    record, client = make_imported(programme), as_role("consultant")

    page = client.get(to("undo_risk_import", record))
    answer = client.post(to("undo_risk_import", record), follow=True)

    assert (page.context["made"], page.context["stay"]) == (2, [])
    assert "The import is undone: 2 rows went back, 0 stay." in answer.content.decode()
    assert Risk.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["risk_import_sheets", "risk_import_columns", "risk_import_values", "risk_import_rows"]
)
def test_thirty_rows_take_as_many_queries_as_one(programme, as_role, name):
    client, taken = as_role("manager"), []
    for some in (1, 30):
        record = make_draft(programme, rows=[[str(n), f"Risk {n}", "4", "3", "", "Open"] for n in range(some)])
        client.get(to(name, record))
        with CaptureQueriesContext(connection) as queries:
            client.get(to(name, record))
        taken.append(len(queries))

    assert taken[0] == taken[1]


def test_the_list_and_the_result_take_as_many_queries_for_thirty(programme, as_role):
    client, taken = as_role("manager"), []
    for some in (1, 30):
        rows = [[f"{some}-{n}", f"Risk {some} {n}", "4", "3", "", "Open"] for n in range(some)]
        record = make_imported(programme, rows=rows)
        counts = []
        for address in (reverse("risk_imports", args=[programme.pk]), to("risk_import", record)):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        taken.append(counts)

    assert taken[0] == taken[1]
