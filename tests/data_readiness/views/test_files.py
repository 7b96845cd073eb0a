import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.sheets import read
from implementation.data_readiness.models import DataFile, Profile, SampleAccess
from tests.data_readiness.factories import CUSTOMERS, make_file, make_profiled, make_rule, make_source
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db
VALUES = ("13800138000", "ann@example.org", "bo@example", "Ann")


def page(name, record, programme):
    return reverse(name, args=[programme.pk, record.pk])


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_an_upload_to_its_figures(programme, as_role, django_capture_on_commit_callbacks):
    source, client = make_source(programme), as_role("consultant")
    make_rule(programme, source=source)
    upload = SimpleUploadedFile("customers.csv", CUSTOMERS.encode("gb18030"))

    sent = client.post(page("upload_data", source, programme), {"file": upload, "country": "CN"})
    found = DataFile.objects.get()
    check = text_of(client.get(sent.url))
    given = {f"kind-{place}": column["kind"] for place, column in enumerate(found.columns)}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page("profile_data", found, programme), given | {"personal-1": "on"})
    figures = text_of(client.get(sent.url))

    assert "13800138000" in check and "The first rows" in check
    assert ("50.0 %" in figures, "This is no e-mail address." in figures) == (True, True)
    assert [column["personal"] for column in DataFile.objects.get().columns] == [False, True, False, False, False]


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "manager"])
def test_the_page_of_figures_shows_no_value_about_people_to_anybody(programme, as_role, role):
    profile = make_profiled(programme, kinds={"email": "email", "phone": "phone", "name": "person"})

    shown = text_of(as_role(role).get(page("data_file", profile.data_file, programme)))

    assert [value for value in VALUES if value in shown] == []
    assert ("Rows with faults" in shown) == (role == "manager")


@pytest.mark.parametrize("role", ["sponsor", "executive", "member"])
def test_who_does_not_work_with_data_sees_no_first_rows(programme, as_role, role):
    found = make_file(programme, state="uploaded")

    shown = text_of(as_role(role).get(page("data_file", found, programme)))

    assert [value for value in VALUES if value in shown] == []
    assert SampleAccess.objects.count() == 0


def test_every_look_at_values_is_recorded_and_shown(programme, as_role):
    profile = make_profiled(programme, kinds={"email": "email"})
    client, found = as_role("consultant"), profile.data_file

    rows = text_of(client.get(page("data_bad_rows", found, programme)))
    client.get(page("data_bad_rows_xlsx", found, programme))

    looks = list(SampleAccess.objects.order_by("pk").values_list("what", "rows", "by"))
    consultant = user_as("consultant", programme).pk
    assert ("bo@example" in rows, "ann@example.org" in rows) == (True, False)
    assert looks == [("bad_rows", 1, consultant), ("download", 1, consultant)]
    assert "Downloaded rows with faults" in text_of(client.get(page("data_file", found, programme)))


def test_rows_with_faults_come_as_a_workbook_with_the_reason_beside_the_cell(programme, as_role):
    profile = make_profiled(programme, "no,mail\n1,=cmd|calc\n2,b@example.org\n", kinds={"mail": "email"})

    answer = as_role("manager").get(page("data_bad_rows_xlsx", profile.data_file, programme))

    rows = [row.cells for row in read("a.xlsx", answer.content)[0].rows]
    assert rows == [
        ["Line", "no", "mail", "What is wrong: mail"],
        [2, "1", "=cmd|calc", "This is no e-mail address."],
    ]
    assert answer["Cache-Control"] == "no-store"


def test_rows_with_faults_are_gone_with_the_rows(programme, as_role):
    profile = make_profiled(programme, kinds={"email": "email"})
    client, found = as_role("manager"), profile.data_file

    client.post(page("delete_data_rows", found, programme))

    assert "bo@example" not in text_of(client.get(page("data_bad_rows", found, programme)))
    assert "the figures that stay" in text_of(client.get(found.get_absolute_url()))
    assert client.get(page("data_bad_rows_xlsx", found, programme)).status_code == 409


def test_a_file_is_read_in_another_way(programme, as_role):
    found = make_file(programme, "Title\nno;mail\n1;x\n", state="uploaded")
    given = {"encoding": "utf-8", "delimiter": ";", "header_row": "2", "country": "HK"}

    as_role("manager").post(page("read_data_otherwise", found, programme), given)

    fresh = DataFile.objects.get()
    assert ([column["name"] for column in fresh.columns], fresh.row_count, fresh.country) == (["no", "mail"], 1, "HK")


@pytest.mark.parametrize(
    "given",
    [
        {"encoding": "zebra"},
        {"header_row": "-1"},
        {"header_row": "x"},
        {"delimiter": "zebra"},
        {"country": ["CN", "HK"]},
    ],
)
def test_a_way_of_reading_that_does_not_exist_changes_nothing(programme, as_role, given):
    found = make_file(programme, state="uploaded")
    usual = {"encoding": "utf-8", "delimiter": ",", "header_row": "9", "country": "ZZZ"}

    answer = as_role("manager").post(page("read_data_otherwise", found, programme), usual | given)

    assert (answer.status_code, DataFile.objects.get().header_row) == (200, 1)


def test_an_encoding_that_does_not_fit_is_refused_with_a_sentence(programme, as_role):
    found = make_file(programme, "no,name\n1,王伟\n", state="uploaded")
    given = {"encoding": "utf-16", "delimiter": ",", "header_row": "1", "country": "CN"}

    answer = as_role("manager").post(page("read_data_otherwise", found, programme), given)

    assert (answer.status_code, DataFile.objects.get().encoding) == (200, "utf-8")
    assert "characters of this file cannot be read" in answer.content.decode()


def test_a_file_that_is_no_table_is_refused_beside_the_field(programme, as_role):
    source = make_source(programme)
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7 whatever")

    answer = as_role("manager").post(page("upload_data", source, programme), {"file": upload, "country": "CN"})

    assert "Choose a CSV" in text_of(answer)
    assert DataFile.objects.count() == 0


def test_a_second_press_does_not_queue_twice(programme, as_role):
    found = make_file(programme, state="uploaded")
    client, address = as_role("manager"), page("profile_data", found, programme)

    answers = [client.post(address).status_code for _press in range(2)]

    assert (answers, Profile.objects.count()) == ([302, 409], 0)


def test_the_pages_of_another_programme_are_not_there(programme, as_role):
    found = make_profiled(make_programme()).data_file
    client = as_role("manager")

    names = ("data_file", "data_bad_rows", "data_bad_rows_xlsx", "delete_data_rows", "keep_data_rows")
    assert {client.get(page(name, found, programme)).status_code for name in names} == {404}


def test_the_bytes_have_no_address(programme, client):
    found = make_file(programme)

    assert client.get(f"/media/{found.file.name}").status_code == 404
    assert client.get(f"/{found.file.name}").status_code == 404


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_page_of_figures_asks_as_often_with_30_rules_and_looks_as_with_one(programme, as_role):
    source = make_source(programme)
    make_rule(programme, source=source)
    few = make_profiled(programme, source=source)
    for number in range(29):
        make_rule(programme, "pattern", source=source, params={"pattern": "9" * (number + 1)})
    many = make_profiled(programme, source=source)
    for data_file in (few.data_file, many.data_file):
        count = 1 if data_file == few.data_file else 19
        SampleAccess.objects.bulk_create(
            SampleAccess(data_file=data_file, what="bad_rows", by=user_as("manager", programme)) for _n in range(count)
        )

    client = as_role("manager")
    assert queries(client, many.get_absolute_url()) == queries(client, few.get_absolute_url())


@pytest.mark.parametrize("state", ["uploaded", "profiled", "deleted"])
def test_the_page_of_a_file_leads_to_its_duplicates_as_long_as_it_has_rows(programme, as_role, state):
    found = make_file(programme, state=state)
    address = page("find_duplicates", found, programme)

    shown = {
        role: address in text_of(as_role(role).get(page("data_file", found, programme)))
        for role in ("manager", "executive")
    }

    assert shown == {"manager": state != "deleted", "executive": False}
