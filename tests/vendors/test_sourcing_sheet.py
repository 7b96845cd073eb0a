"""The costs of a way as a file: away and back without a difference, and bad cells named."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import Workbook

from core.sheets import Unreadable
from tests.factories import user_as
from vendors import actions
from vendors.actions import LineEntry
from vendors.actions.sourcing_option import entries_of
from vendors.costs import of_option
from vendors.models import SourcingOption
from vendors.sourcing_sheet import look_into, workbook

HEAD = "Category,What is paid for,Per user,Price may rise,Year 0,Year 1,Year 2,Year 3,Year 4\n"
LINES = [
    LineEntry("acquisition", "Set-up", amounts={0: Decimal("18000.50")}),
    LineEntry("running", "=Fee", True, True, {1: Decimal(7), 4: Decimal(8)}),
    LineEntry("running", "Nothing yet"),
]


def csv(rows, head=HEAD):
    return look_into("costs.csv", (head + rows).encode())


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_what_is_exported_comes_back_unchanged(programme, language):
    option = SourcingOption.objects.get(programme=programme, mode="outsource")
    actions.save_option(option, by=user_as("manager", programme), lines=LINES, exit_cost=Decimal(14))
    with translation.override(language):
        data = workbook(of_option(SourcingOption.objects.get(pk=option.pk)))

    look = look_into("costs.xlsx", data)

    assert (look.lines, look.exit_cost, look.faults) == (entries_of(option), Decimal(14), [])


def test_a_table_typed_by_hand_is_read():
    look = csv('staff,Ours,yes,,"12,500.50",7\nSWITCHING,,no,YES,,,3\n\nExit cost,,,,,,,,9\n')

    assert look.lines == [
        LineEntry("staff", "Ours", True, False, {0: Decimal("12500.50"), 1: Decimal(7)}),
        LineEntry("switching", "", False, True, {2: Decimal(3)}),
    ]
    assert (look.exit_cost, look.faults) == (Decimal(9), [])


def test_columns_may_stand_in_another_order_below_a_title():
    look = csv("5,Staff\n", head="Our costs\n\nYear 2,Category\n")

    assert look.lines == [LineEntry("staff", "", amounts={2: Decimal(5)})]


@pytest.mark.parametrize("cell", ["many", "-1", '"12,5"', "1.234", "1e3", "²", "9" * 13, "NaN", "inf", "1_000", "£5"])
def test_an_amount_that_is_none_is_named_by_its_cell(cell):
    look = csv(f"Staff,Ours,no,no,1,{cell}\n")

    assert [(fault.cell, fault.value) for fault in look.faults] == [("F2", cell.strip('"'))]
    assert str(look.faults[0].reason) == "Write an amount of 0 or more, with two decimals at most."


def test_every_bad_cell_is_named_not_only_the_first():
    look = csv(f"Bribes,,no,no,1\nStaff,{'x' * 121},,,1\nStaff,B,perhaps,,1\nStaff,A,,,1\nStaff,A,,,2\n")

    assert [fault.cell for fault in look.faults] == ["A2", "B3", "C4", "B6"]


def test_what_a_program_reckoned_is_taken_to_the_cent():
    book = Workbook()
    book.active.append(["Category", "Year 0"])
    book.active.append(["Staff", 0.1 + 0.2])
    stream = BytesIO()
    book.save(stream)

    assert look_into("costs.xlsx", stream.getvalue()).lines == [LineEntry("staff", "", amounts={0: Decimal("0.3")})]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("costs.csv", b"Name,Sum\nA,5\n", "No headings were found"),
        ("costs.csv", HEAD.encode(), "no costs below its headings"),
        ("costs.csv", HEAD.encode() + b"".join(b"Staff,L%d,,,1\n" % n for n in range(41)), "at most 40 lines"),
        ("costs.xlsx", b"PK\x03\x04 no workbook", "damaged"),
        ("costs.xls", b"anything", "Choose a CSV"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_the_reason(name, data, said):
    with pytest.raises(Unreadable, match=said):
        look_into(name, data)
