"""The list as a table: headings in three languages, every row's fate, all or nothing."""

import time

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry
from core.refusal import Refused
from core.sheets import Column, Page, Unreadable, write_xlsx
from implementation.programme.models import Department
from implementation.staff.models import Employee, StaffFile
from implementation.staff.table.export import as_csv, as_xlsx
from implementation.staff.table.plan import plan
from implementation.staff.table.reading import rows_of
from implementation.staff.table.writing import take_over
from tests.factories import user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def rows(*given: dict) -> list:
    return [[place, values] for place, values in enumerate(given, start=2)]


def kept(programme, *given: dict, by=None) -> StaffFile:
    return StaffFile.objects.create(programme=programme, by=by or user_as("manager", programme), rows=rows(*given))


@pytest.mark.parametrize(
    "text",
    [
        "Name,E-mail,Department,Level\nAda,ada@example.org,Sales,Front line\n",
        "姓名\t电子邮件\t部门\t级别\nAda\tada@example.org\tSales\t一线\n",
        "員工姓名;電子郵件;部門;層級\nAda;ada@example.org;Sales;front line\n",
        "Staff list 2026\nNAME,e-mail,Dept,LEVEL\nAda,ada@example.org,Sales,staff\n",
    ],
)
def test_headings_are_understood_in_three_languages(programme, text):
    found = plan(programme, rows_of("people.csv", text.encode()))

    [line] = found.lines
    assert line.values == {
        "name": "Ada", "email": "ada@example.org", "department": "Sales", "level": "front_line"
    }  # fmt: skip
    assert line.kind == "new"


def test_a_workbook_is_read(programme):
    book = write_xlsx([Page("People", [Column("Name"), Column("Post")], [["Ada", "Clerk"]])])

    assert rows_of("people.xlsx", book) == [[2, {"name": "Ada", "post": "Clerk"}]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Who,Where\nAda,Sales\n", "No column is called “Name”"),
        ("Name,E-mail\n", "The file has no rows under its headings"),
        ("", "holds no cells"),
    ],
)
def test_a_table_without_people_is_refused_with_a_sentence(programme, text, sentence):
    with pytest.raises(Unreadable, match=sentence):
        rows_of("people.csv", text.encode())


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"email": "ada@example.org"}, "The row names nobody."),
        ({"name": "A" * 121}, "Name: longer than 120 characters."),
        ({"name": "Ada", "email": "ada at home"}, "“ada at home” is no e-mail address."),
        ({"name": "Ada", "level": "king"}, "Level: “king” is not known."),
        ({"name": "Ada", "language": "Latin"}, "Language: “Latin” is not known."),
    ],
)
def test_a_bad_row_says_what_is_wrong(programme, values, sentence):
    [line] = plan(programme, rows(values)).lines

    assert (line.kind, [str(error) for error in line.errors]) == ("bad", [sentence])


def test_a_person_twice_in_the_file_is_refused(programme):
    by_email = plan(
        programme, rows({"name": "Ada", "email": "a@example.org"}, {"name": "Bea", "email": "A@example.org"})
    )
    by_place = plan(programme, rows({"name": "Ada", "department": "Sales"}, {"name": " ada ", "department": "SALES"}))

    for found in (by_email, by_place):
        assert [line.kind for line in found.lines] == ["new", "bad"]
        assert [str(error) for error in found.lines[1].errors] == ["This person stands in the file twice."]


def test_one_person_named_in_two_ways_is_refused(programme):
    make_employee(programme, name="Ada", email="ada@example.org")

    found = plan(programme, rows({"name": "Ada", "email": "ada@example.org"}, {"name": "Ada", "department": "Sales"}))

    assert [line.kind for line in found.lines] == ["same", "bad"]


def test_an_address_says_who_is_meant_and_name_and_department_where_there_is_none(programme):
    ada = make_employee(programme, name="Ada", email="ada@example.org")
    bea = make_employee(programme, name="Bea", email="")

    found = plan(
        programme,
        rows(
            {"name": "Ada Renamed", "email": "ADA@example.org"},
            {"name": "Bea", "department": "Sales", "email": "bea@example.org"},
            {"name": "Cleo"},
        ),
    )

    assert [(line.kind, line.employee) for line in found.lines] == [("changed", ada), ("changed", bea), ("new", None)]
    assert found.lines[0].changes == [("name", "Ada", "Ada Renamed"), ("email", "ada@example.org", "ADA@example.org")]


def test_two_people_of_one_name_ask_for_the_address(programme):
    for _each in range(2):
        make_employee(programme, name="Ada")

    [line] = plan(programme, rows({"name": "Ada", "department": "Sales"})).lines

    assert [str(error) for error in line.errors] == [
        "Several people of this department have this name: give the e-mail address."
    ]


def test_a_table_is_written_whole_with_one_entry(programme):
    ada = make_employee(programme, name="Ada", email="ada@example.org")
    gone = make_employee(programme, name="Gone")
    before = AuditEntry.objects.count()
    file = kept(
        programme,
        {"name": "Ada", "email": "ada@example.org", "post": "Clerk"},
        {"name": "Bea", "email": "bea@example.org", "level": "middle"},
    )

    counts = take_over(file, mark=plan(programme, file.rows).mark, by=file.by, missing_left=True)

    assert counts == {"new": 1, "changed": 1, "left": 1}
    assert list(Employee.objects.order_by("name").values_list("name", "post", "level", "has_left")) == [
        ("Ada", "Clerk", "front_line", False),
        ("Bea", "", "middle", False),
        ("Gone", "", "front_line", True),
    ]
    entry = AuditEntry.objects.latest("pk")
    assert (AuditEntry.objects.count() - before, entry.verb, entry.after) == (1, "staff imported", counts)
    assert not StaffFile.objects.exists()
    assert (ada.pk, gone.pk) == tuple(
        Employee.objects.order_by("name").exclude(name="Bea").values_list("pk", flat=True)
    )


def test_who_is_not_in_the_file_stays_unless_that_is_asked_for(programme):
    make_employee(programme, name="Stays")
    file = kept(programme, {"name": "Bea"})

    take_over(file, mark=plan(programme, file.rows).mark, by=file.by)

    assert Employee.objects.here().count() == 2


def test_new_departments_are_made_on_confirmation(programme):
    file = kept(programme, {"name": "Ada", "department": "Night shift"}, {"name": "Bea", "department": "night  shift"})
    found = plan(programme, file.rows)

    take_over(file, mark=found.mark, by=file.by)

    assert found.departments == ["Night shift"]
    assert list(Employee.objects.values_list("department__name", flat=True)) == ["Night shift", "Night shift"]
    assert Department.objects.filter(organisation=programme.organisation, name="Night shift").count() == 1


def test_one_bad_row_keeps_every_row_out(programme):
    file = kept(programme, {"name": "Ada", "department": "Night shift"}, {"name": "Bea", "email": "nowhere"})

    with pytest.raises(Refused, match="Mend the marked rows"):
        take_over(file, mark=plan(programme, file.rows).mark, by=file.by)

    assert not Employee.objects.exists()
    assert not Department.objects.filter(name="Night shift").exists()


def test_a_list_that_changed_since_it_was_looked_at_is_looked_at_again(programme):
    file = kept(programme, {"name": "Ada", "email": "ada@example.org"})
    mark = plan(programme, file.rows).mark
    make_employee(programme, name="Ada", email="ada@example.org")

    with pytest.raises(Refused, match="The list has changed since you looked"):
        take_over(file, mark=mark, by=file.by)


def test_a_member_cannot_bring_a_table(programme):
    file = kept(programme, {"name": "Ada"}, by=user_as("member", programme))

    with pytest.raises(PermissionDenied):
        take_over(file, mark=plan(programme, file.rows).mark, by=file.by)


def test_accounts_with_the_same_address_are_linked(programme):
    member = user_as("member", programme)
    file = kept(programme, {"name": "Max", "email": member.email.upper()})

    take_over(file, mark=plan(programme, file.rows).mark, by=file.by)

    assert Employee.objects.get().user == member


def test_who_had_left_and_is_in_the_file_is_back(programme):
    make_employee(programme, name="Ada", email="ada@example.org", has_left=True)
    file = kept(programme, {"name": "Ada", "email": "ada@example.org"})

    counts = take_over(file, mark=plan(programme, file.rows).mark, by=file.by)

    assert (counts["changed"], Employee.objects.get().has_left) == (1, False)


@pytest.mark.parametrize(("name", "export"), [("people.csv", as_csv), ("people.xlsx", as_xlsx)])
def test_an_export_brought_back_changes_nothing(programme, name, export):
    make_employee(programme, name="=cmd()", post="Clerk", language="zh-hant")
    make_employee(programme, name="Bea", email="", level="top", department=None)
    content = export(Employee.objects.select_related("department"))

    found = plan(programme, rows_of(name, content))

    assert found.counts == {"new": 0, "changed": 0, "same": 2, "bad": 0}


def test_a_long_table_is_planned_and_written_with_few_queries(programme, django_assert_max_num_queries):
    file = kept(
        programme, *({"name": f"E {n}", "email": f"e{n}@example.org", "department": "Sales"} for n in range(1000))
    )
    mark = plan(programme, file.rows).mark

    began = time.monotonic()
    with django_assert_max_num_queries(35):
        take_over(file, mark=mark, by=file.by)

    assert Employee.objects.count() == 1000
    assert time.monotonic() - began < 5
