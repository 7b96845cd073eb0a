"""A file of costs: looked at, taken in, undone."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import AuditEntry
from core.refusal import Refused
from core.sheets import Column, Page, Unreadable, write_xlsx
from implementation.budget import actions
from implementation.budget.models import ActualCost
from tests.budget.factories import a_file, make_cost, make_import, make_package, today
from tests.factories import user_as

pytestmark = pytest.mark.django_db
DAY = today().isoformat()


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def test_a_dry_run_enters_nothing(programme):
    batch = make_import(programme)

    assert (batch.state, batch.rows, batch.added, batch.doubles, batch.problems) == ("dry_run", 1, 1, 0, [])
    assert ActualCost.objects.count() == 0


def test_an_import_enters_every_row_with_one_audit_entry(programme, manager):
    package = make_package(programme)
    batch = make_import(
        programme, f'{DAY},acquisition,"1,200.50",数据之家,R-1,许可,Clean the data', f"{DAY},staff,80,,,,"
    )
    before = AuditEntry.objects.count()

    done = actions.take_in(batch, by=manager)

    found = ActualCost.objects.order_by("-amount").values_list("category", "amount", "supplier", "package", "batch")
    assert list(found)[1] == ("staff", Decimal(80), "", None, batch.pk)
    assert (done.state, done.added, AuditEntry.objects.count() - before) == ("imported", 2, 1)
    assert found[0][1:4] == (Decimal("1200.50"), "数据之家", package.pk)


def test_a_workbook_is_read_as_well(programme, manager):
    rows = [[today(), "Staff", 80.25, "Supplier", "R-9"]]
    columns = [Column(name) for name in ("Date", "Category", "Amount", "Supplier", "Reference")]
    upload = SimpleUploadedFile("costs.xlsx", write_xlsx([Page("Costs", columns, rows)]))

    actions.take_in(actions.dry_run(programme, upload=upload, by=manager), by=manager)

    assert ActualCost.objects.get().amount == Decimal("80.25")


def test_each_bad_cell_is_named_and_nothing_is_written(programme, manager):
    batch = make_import(programme, f"{DAY},Staff,80,,,,", f"soon,Parties,{80},,,,")

    assert [(item["cell"], item["reason"]) for item in batch.problems] == [
        ("A3", "bad_day"),
        ("B3", "unknown_category"),
    ]
    with pytest.raises(Refused, match="cannot be used"):
        actions.take_in(batch, by=manager)
    assert ActualCost.objects.count() == 0


def test_doubles_are_shown_left_out_and_taken_when_wanted(programme, manager):
    make_cost(programme, 80, category="staff", reference="R-1")
    batch = make_import(programme, f"{DAY},Staff,80,,r-1,,", f"{DAY},Staff,90,,R-2,,")

    assert (batch.added, batch.doubles) == (1, 1)
    mapping = batch.mapping | {"doubles": True}
    actions.take_in(actions.map_columns(batch, mapping=mapping, by=manager), by=manager)

    assert ActualCost.objects.count() == 3


def test_a_file_that_is_on_record_already_imports_nothing(programme, manager):
    rows = f"{DAY},Staff,80,,R-1,,"
    actions.take_in(make_import(programme, rows), by=manager)

    with pytest.raises(Refused, match="nothing to import"):
        actions.take_in(make_import(programme, rows), by=manager)


def test_a_second_press_is_refused(programme, manager):
    batch = make_import(programme)
    actions.take_in(batch, by=manager)

    with pytest.raises(Refused, match="imported or discarded already"):
        actions.take_in(batch, by=manager)


def test_an_import_is_undone_while_nobody_touched_it(programme, manager):
    batch = make_import(programme)
    actions.take_in(batch, by=manager)

    assert actions.undo_import(batch, by=manager).state == "undone"
    assert ActualCost.objects.count() == 0


def test_an_import_with_a_correction_is_not_undone(programme, manager):
    batch = make_import(programme)
    actions.take_in(batch, by=manager)
    actions.reverse_cost(ActualCost.objects.get(), amount=Decimal(1), on=today(), why="Credit note", by=manager)

    with pytest.raises(Refused, match="1 entries of this file were corrected"):
        actions.undo_import(batch, by=manager)
    assert ActualCost.objects.count() == 2


def test_an_executive_brings_no_file(programme):
    with pytest.raises(PermissionDenied):
        actions.dry_run(programme, upload=a_file(), by=user_as("executive", programme))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04 no workbook"])
def test_what_is_no_table_is_refused_with_a_sentence(programme, manager, content):
    upload = SimpleUploadedFile("costs.xlsx", content)

    with pytest.raises(Unreadable):
        actions.dry_run(programme, upload=upload, by=manager)
