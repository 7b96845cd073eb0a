import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from core.models import AuditEntry
from core.refusal import Refused
from implementation.programme.models import Department
from implementation.rollout.actions import adoption_imports
from implementation.rollout.adoption_export import as_csv, as_xlsx
from implementation.rollout.adoption_import import look_into
from implementation.rollout.models import AdoptionFigure, AdoptionImport
from tests.factories import make_programme, user_as
from tests.rollout.factories import make_adoption, make_pilot, make_running_pilot
from tests.rollout.going_live import a_file, bring, make_import, rows, week

pytestmark = pytest.mark.django_db


def figures() -> set:
    return set(
        AdoptionFigure.objects.values_list("department__name", "week", "active_users", "staff", "logins", "records")
    )


def entries(record, verb) -> int:
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def test_a_look_writes_no_figure_and_says_what_it_would_do(programme):
    make_adoption(make_running_pilot(programme), 9, staff=20)

    batch = make_import(programme, *rows(8, 9, 12, module="Customer master data"))

    assert (batch.rows, batch.added, batch.replaced, batch.unchanged, batch.state) == (3, 2, 1, 0, "dry_run")
    assert (AdoptionFigure.objects.count(), entries(batch, "looked at")) == (1, 1)


def test_a_file_is_taken_in_whole_with_one_entry(programme):
    batch = bring(programme, *rows(9, 12))

    assert figures() == {("Sales", week(2), 9, 20, 81, 36), ("Sales", week(1), 12, 20, 108, 48)}
    assert (batch.state, batch.added, entries(batch, "confirm")) == ("imported", 2, 1)


def test_figures_of_a_pilots_people_count_for_the_pilot(programme):
    pilot = make_running_pilot(programme)

    bring(programme, *rows(9, 12, module="master_data"))
    bring(programme, *rows(3, module="master_data", department="Service"))

    assert [item.active_users for item in pilot.adoption.all()] == [9, 12]


def test_the_same_file_again_changes_nothing(programme):
    bring(programme, *rows(9, 12))
    before = list(AdoptionFigure.objects.values())

    again = make_import(programme, *rows(9, 12))

    assert (again.added, again.replaced, again.unchanged) == (0, 0, 2)
    adoption_imports.take_in(again, by=user_as("manager", programme))
    assert list(AdoptionFigure.objects.values()) == before


def test_an_import_is_undone(programme):
    bring(programme, *rows(9, 12))
    before = figures()
    batch = bring(programme, *rows(5, 9, 14))
    assert figures() != before

    undone = adoption_imports.undo_import(batch, by=user_as("manager", programme))

    assert (figures() == before, undone.state, entries(batch, "undo")) == (True, "undone", 1)


def test_what_something_newer_touched_is_not_undone(programme):
    first = bring(programme, *rows(9, 12))
    bring(programme, *rows(9, 13))
    before = figures()

    with pytest.raises(Refused, match="1 figures of this file were changed since"):
        adoption_imports.undo_import(first, by=user_as("manager", programme))

    assert figures() == before


def test_a_bad_row_keeps_the_whole_file_out(programme):
    batch = make_import(programme, *rows(9), f"{week(1)},Sales,Service,30,20,,")
    assert [(item["line"], item["column"], item["reason"]) for item in batch.problems] == [(3, "active", "too_many")]

    with pytest.raises(Refused, match="cannot be used"):
        adoption_imports.take_in(batch, by=user_as("manager", programme))

    assert not AdoptionFigure.objects.exists()


def test_a_name_nobody_knows_is_matched_by_the_person(programme):
    batch = make_import(programme, *rows(9, module="CRM Sales 2"))
    assert [item["reason"] for item in batch.problems] == ["unknown_name"]
    sales = programme.modules.get(key="sales")

    mapping = batch.mapping | {"names": {"module": {"crm sales 2": sales.pk}}}
    adoption_imports.map_columns(batch, mapping=mapping, by=user_as("manager", programme))
    adoption_imports.take_in(batch, by=user_as("manager", programme))

    assert AdoptionFigure.objects.get().module == sales


def test_a_name_is_never_matched_to_another_programmes_module(programme):
    batch = make_import(programme, *rows(9, module="CRM Sales 2"))
    foreign = make_programme().modules.get(key="sales")

    mapping = batch.mapping | {"names": {"module": {"crm sales 2": foreign.pk}}}
    batch = adoption_imports.map_columns(batch, mapping=mapping, by=user_as("manager", programme))

    assert [item["reason"] for item in batch.problems] == ["unknown_name"]


def test_a_file_is_taken_in_once(programme):
    batch = bring(programme, *rows(9))

    with pytest.raises(Refused, match="imported or discarded already"):
        adoption_imports.take_in(batch, by=user_as("manager", programme))


def test_a_discarded_file_writes_nothing(programme):
    batch = make_import(programme)

    adoption_imports.discard(batch, by=user_as("manager", programme))

    assert (AdoptionImport.objects.get().state, AdoptionFigure.objects.count()) == ("discarded", 0)
    with pytest.raises(Refused, match="imported or discarded already"):
        adoption_imports.take_in(batch, by=user_as("manager", programme))


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_who_keeps_no_registers_brings_no_file(programme, role):
    with pytest.raises(PermissionDenied):
        adoption_imports.dry_run(programme, upload=a_file(*rows(9)), by=user_as(role, programme))
    with pytest.raises(PermissionDenied):
        adoption_imports.take_in(make_import(programme), by=user_as(role, programme))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\x00\x01\x02" * 50),
        ("a.xlsx", b"PK\x03\x04 not a workbook"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1")),
        ("a.csv", b"x" * 5_000_001),
        ("a.exe", b"week,module"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(programme, name, content):
    with pytest.raises(Refused):
        adoption_imports.dry_run(programme, upload=SimpleUploadedFile(name, content), by=user_as("manager", programme))

    assert not AdoptionImport.objects.exists()


def test_gbk_with_semicolons_and_chinese_headings_is_read(programme):
    text = f"周;模块;部门;活跃用户;人数\n{week(1)};销售;Sales;9;20\n"

    look = look_into(programme, "采用.csv", text.encode("gb18030"))

    assert (len(look.changes.new), look.missing, look.problems) == (1, [], [])


def test_a_workbook_with_a_title_above_its_headings_is_read(programme):
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Nothing here"])
    sheet = book.create_sheet("Weeks")
    for line in (
        ["Weekly list"],
        [],
        ["Week", "Module", "Department", "Active", "People"],
        [week(1), "Sales", "Sales", 9, 20],
    ):
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)

    look = look_into(programme, "weeks.xlsx", stream.getvalue())

    assert (look.mapping["sheet"], len(look.changes.new), look.problems) == (1, 1, [])


def test_a_file_without_its_columns_asks_for_them(programme):
    look = look_into(programme, "a.csv", b"a,b\n1,2\n")

    assert (set(look.missing), look.reading.lines) == ({"week", "active", "staff", "department", "module"}, [])


@pytest.mark.parametrize(("write", "name"), [(as_csv, "a.csv"), (as_xlsx, "a.xlsx")])
@pytest.mark.parametrize("place", ["Sales", "=cmd|' /C calc'!A0", "+49", "'quoted'", "-", "＝1"])
def test_what_is_taken_away_comes_back_unchanged(programme, write, name, place):
    Department.objects.filter(name="Sales").update(name=place)
    wide = make_running_pilot(programme, way="part", part="Quotes", departments=[])
    make_adoption(wide, 11)
    place_of = Department.objects.get(name=place)
    AdoptionFigure.objects.create(
        module=programme.modules.get(key="sales"),
        department=place_of,
        week=week(3),
        active_users=9,
        staff=20,
        records=7,
    )
    before = list(AdoptionFigure.objects.order_by("pk").values())

    taken = write(programme)
    look = look_into(programme, name, taken)

    assert (look.changes.unchanged, look.changes.new, look.changes.replaced, look.problems) == (2, {}, {}, [])
    assert list(AdoptionFigure.objects.order_by("pk").values()) == before
    if place[0] in "=+-＝" and name == "a.csv":
        assert f"'{place}" in taken.decode("utf-8-sig")


def test_a_planned_pilot_takes_no_figures(programme):
    pilot = make_pilot(programme, module=programme.modules.get(key="sales"), measures=1)

    bring(programme, *rows(9))

    assert not pilot.adoption.exists()
