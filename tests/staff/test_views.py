"""The pages of the list."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from implementation.staff import registry
from implementation.staff.models import Employee, StaffFile
from implementation.staff.registry import Held
from tests.factories import make_programme, user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def test_an_empty_list_says_what_to_do(programme, as_role):
    page = as_role("manager").get(reverse("staff", args=[programme.pk]))

    assert "Nobody is on the list yet" in page.content.decode()
    assert reverse("import_staff", args=[programme.pk]) in page.content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ada", "Bea"]),
        ("?q=ada@", ["Ada"]),
        ("?q=clerk", ["Bea"]),
        ("?level=top", ["Bea"]),
        ("?only=without_address", ["Bea"]),
        ("?only=left", ["Cleo"]),
        ("?sort=level", ["Bea", "Ada"]),
        ("?department=99999999", []),
        ("?department=x&level=x&only=x&sort=x", ["Ada", "Bea"]),
    ],
)
def test_the_list_is_narrowed_and_sorted_by_its_address(programme, as_role, query, names):
    make_employee(programme, name="Ada", email="ada@example.org")
    make_employee(programme, name="Bea", email="", level="top", post="Clerk")
    make_employee(programme, name="Cleo", has_left=True)
    make_employee(make_programme(), name="Elsewhere")

    page = as_role("manager").get(reverse("staff", args=[programme.pk]) + query)

    assert [person.name for person in page.context["page"]] == names


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_thirty(programme, as_role, django_assert_num_queries):
    client, address = as_role("manager"), reverse("staff", args=[programme.pk])
    make_employee(programme)
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _each in range(29):
        make_employee(programme)

    with django_assert_num_queries(len(one)):
        client.get(address)


def test_a_person_is_added_and_changed_on_a_form(programme, as_role):
    client = as_role("consultant")
    given = {"name": "Ada", "email": "ada@example.org", "level": "middle", "post": "Clerk"}

    client.post(reverse("new_employee", args=[programme.pk]), given)
    person = Employee.objects.get()
    client.post(reverse("edit_employee", args=[programme.pk, person.pk]), given | {"name": "Ada B.", "revision": 0})

    kept = Employee.objects.get()
    assert (kept.name, kept.level, kept.revision) == ("Ada B.", "middle", 1)


def test_an_address_that_is_taken_is_refused_on_the_form(programme, as_role):
    make_employee(programme, email="ada@example.org")

    page = as_role("manager").post(
        reverse("new_employee", args=[programme.pk]), {"name": "Ada", "email": "Ada@example.org", "level": "top"}
    )

    assert "is on the list already" in page.content.decode()
    assert Employee.objects.count() == 1


def test_the_page_of_a_person_shows_what_the_apps_hold(programme, as_role, monkeypatch):
    lines = [Held("Trainings", 3, "/somewhere/"), Held("Secrets", 1, permission="programme.view_audit")]
    monkeypatch.setattr(registry, "_lines", [lambda employee: lines])
    person = make_employee(programme)

    page = as_role("manager").get(person.get_absolute_url())

    assert [line.what for line in page.context["held"]] == ["Trainings", "Secrets"]


def test_a_person_of_another_programme_is_not_found(programme, as_role):
    other = make_employee(make_programme())

    answer = as_role("manager").get(reverse("employee", args=[programme.pk, other.pk]))

    assert answer.status_code == 404


def test_the_buttons_mark_remove_and_forget(programme, as_role):
    client, person = as_role("manager"), make_employee(programme)
    args = [programme.pk, person.pk]

    client.post(reverse("employee_left", args=args))
    left = Employee.objects.get().has_left
    client.post(reverse("employee_left", args=args), {"back": "1"})
    back = Employee.objects.get().has_left
    client.post(reverse("forget_employee", args=args))
    forgotten = Employee.objects.get().forgotten_at
    client.post(reverse("remove_employee", args=args))

    assert (left, back, forgotten is not None, Employee.objects.count()) == (True, False, True, 0)


def test_a_pasted_table_is_looked_at_and_then_saved(programme, as_role):
    client = as_role("manager")

    answer = client.post(reverse("import_staff", args=[programme.pk]), {"pasted": "Name\tE-mail\nAda\tada@example.org"})
    nothing_yet = Employee.objects.count()
    page = client.get(answer.url)
    client.post(answer.url, {"mark": page.context["plan"].mark})

    assert (nothing_yet, list(Employee.objects.values_list("name", flat=True))) == (0, ["Ada"])


def test_a_second_press_finds_nothing_left_to_save(programme, as_role):
    client = as_role("manager")
    address = client.post(reverse("import_staff", args=[programme.pk]), {"pasted": "Name\nAda"}).url
    mark = client.get(address).context["plan"].mark
    client.post(address, {"mark": mark})

    answer = client.post(address, {"mark": mark})

    assert (answer.status_code, Employee.objects.count()) == (404, 1)


def test_a_file_is_dropped_with_its_names(programme, as_role):
    client = as_role("manager")
    file = SimpleUploadedFile("people.csv", b"Name\nAda\n")
    client.post(reverse("import_staff", args=[programme.pk]), {"table": file})
    pk = StaffFile.objects.get().pk

    client.post(reverse("drop_staff_file", args=[programme.pk, pk]))

    assert (StaffFile.objects.count(), Employee.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "given", [{}, {"pasted": "Who\nAda"}, {"table": SimpleUploadedFile("x.xls", b"\xd0\xcf\x11\xe0")}]
)
def test_what_is_no_table_is_refused_on_the_page(programme, as_role, given):
    page = as_role("manager").post(reverse("import_staff", args=[programme.pk]), given)

    assert page.status_code == 200
    assert not StaffFile.objects.exists()


def test_the_export_holds_who_the_address_asks_for(programme, as_role):
    make_employee(programme, name="Ada", level="top", email="ada@example.org")
    make_employee(programme, name="Bea")
    user_as("manager", programme)

    answer = as_role("manager").get(reverse("export_staff", args=[programme.pk]) + "?format=csv&level=top")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines == ["Name,E-mail,Department,Level,Post,Language", "Ada,ada@example.org,Sales,Top management,,"]
