"""The pages of build, buy or outsource."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from implementation.reports import blocks
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_costs
from vendors import actions
from vendors.actions import LineEntry
from vendors.actions.sourcing_option import entries_of
from vendors.models import Sourcing, SourcingLine, SourcingOption
from vendors.panels import vendors as panel

pytestmark = pytest.mark.django_db


def option_of(programme, mode="buy"):
    return SourcingOption.objects.get(programme=programme, mode=mode)


def sheet(rows, **fields):
    """What the sheet of costs posts: rows of (category, title, {year: amount}, per user, price may rise)."""
    data = {"title": "Buy", "lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0} | fields
    for n, (category, title, amounts, *marks) in enumerate(rows):
        data |= {f"lines-{n}-category": category, f"lines-{n}-title": title}
        data |= {f"lines-{n}-year_{year}": amount for year, amount in amounts.items()}
        data |= {f"lines-{n}-{mark}": "on" for mark in marks}
    return data


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["sourcing", "sourcing_sensitivity"])
def test_an_empty_comparison_says_what_to_do(programme, as_role, name):
    page = as_role("manager").get(reverse(name, args=[programme.pk])).content.decode()

    assert "No costs yet" in page
    assert "Enter what each way costs by year" in page


@pytest.mark.parametrize("name", ["sourcing", "sourcing_sensitivity"])
def test_pages_ask_as_often_for_30_lines_as_for_1(programme, as_role, name):
    make_costs(programme)
    client, url = as_role("manager"), reverse(name, args=[programme.pk])
    few = queries(client, url)
    for mode in ("build", "buy", "outsource"):
        lines = [LineEntry("staff", str(n), amounts={1: Decimal(5)}) for n in range(30)]
        actions.save_option(option_of(programme, mode), by=user_as("manager", programme), lines=lines)

    assert queries(client, url) == few


def test_costs_are_entered_as_a_sheet_of_lines(programme, as_role):
    option = option_of(programme)
    url = reverse("edit_sourcing", args=[programme.pk, option.pk])
    rows = [("staff", "Ours", {0: "100"}), ("running", "Fee", {1: "20.50"}, "per_user", "rises"), ("staff", "", {})]

    assert as_role("manager").post(url, sheet(rows, exit_cost="9")).status_code == 302

    assert entries_of(option) == [
        LineEntry("staff", "Ours", amounts={0: Decimal(100)}),
        LineEntry("running", "Fee", True, True, {1: Decimal("20.50")}),
    ]
    assert option_of(programme).exit_cost == 9


@pytest.mark.parametrize(
    ("rows", "fields", "said"),
    [
        ([("staff", "Ours", {0: "many"})], {}, "Enter a number."),
        ([("bribes", "Ours", {0: "1"})], {}, "Select a valid choice."),
        ([("staff", "A", {0: "1"}), ("staff", "A", {0: "2"})], {}, "Give two lines of one category different names."),
        ([("staff", "A", {0: "1"})], {"exit_cost": "-1"}, "greater than or equal to 0"),
        ([("staff", "A", {0: "1"})], {"months_low": "9", "months_to_first_use": "3"}, "no longer than is likely"),
        ([("staff", "A", {0: "1"})], {"lines-TOTAL_FORMS": "many"}, "ManagementForm"),
    ],
)
def test_a_sheet_with_a_mistake_is_not_saved_and_keeps_its_entries(programme, as_role, rows, fields, said):
    option = option_of(programme)

    page = as_role("manager").post(
        reverse("edit_sourcing", args=[programme.pk, option.pk]), sheet(rows, note="Kept.", **fields)
    )

    assert said in page.content.decode()
    assert "Kept." in page.content.decode()
    assert not SourcingLine.objects.exists()


def test_a_stale_sheet_says_who_was_first_and_keeps_its_entries(programme, as_role):
    option = option_of(programme)
    actions.save_option(option, by=user_as("manager", programme), lines=[LineEntry("staff", "First")])
    url = reverse("edit_sourcing", args=[programme.pk, option.pk])

    page = as_role("consultant").post(url, sheet([("staff", "Second", {0: "1"})], revision=0)).content.decode()

    assert "Someone else saved this first." in page
    assert "Second" in page
    assert [line.title for line in entries_of(option)] == ["First"]


def test_a_line_is_removed_and_the_others_stay(programme, as_role):
    option = option_of(programme)
    kept, gone = (
        LineEntry("staff", "Kept", amounts={1: Decimal(5)}),
        LineEntry("staff", "Gone", amounts={1: Decimal(6)}),
    )
    actions.save_option(option, by=user_as("manager", programme), lines=[kept, gone])
    data = sheet([("staff", "Kept", {1: "5"}), ("staff", "Gone", {1: "6"})])

    as_role("manager").post(
        reverse("edit_sourcing", args=[programme.pk, option.pk]),
        data | {"lines-INITIAL_FORMS": 2, "lines-1-DELETE": "on"},
    )

    assert entries_of(option) == [kept]


def test_the_page_shows_costs_scores_and_risks_side_by_side(programme, as_role):
    sourcing = make_costs(programme)
    manager = user_as("manager", programme)
    actions.plan_users(sourcing, users=45, by=manager)
    actions.save_marks(sourcing, {"funds": (4, "No loan.")}, by=manager)
    for mode, points in (("build", 1), ("buy", 2), ("outsource", 5)):
        actions.save_marks(option_of(programme, mode), {"funds": (points, f"Because {mode}.")}, by=manager)

    page = as_role("executive").get(sourcing.get_absolute_url()).content.decode()

    for words in ("Amounts per user are for 45 users.", "1 of 8 topics", "Because build.", "¥300", "Name some"):
        assert words in page
    assert "Edit the costs" not in page


def test_the_sponsor_decides_with_opinions_and_figures_before_the_eyes(programme, as_role):
    sourcing = actions.submit_sourcing(make_costs(programme), by=user_as("manager", programme))
    actions.give_opinion(sourcing, option=option_of(programme), why="Ours alone.", by=user_as("executive", programme))

    page = as_role("sponsor").get(reverse("decide_sourcing", args=[programme.pk, sourcing.pk])).content.decode()

    for words in ("Ours alone.", "Side by side", "¥300", "Record the decision"):
        assert words in page


def test_scores_are_given_on_their_page(programme, as_role):
    option = option_of(programme)
    url = reverse("score_sourcing", args=[programme.pk, option.pk])

    silent = as_role("manager").post(url, {"points_funds": "4", "why_faster": "Soon."}).content.decode()
    done = as_role("manager").post(url, {"points_funds": "4", "why_funds": "By the month."})

    assert "Say why this score." in silent
    assert "Give the score that this is the reason for." in silent
    assert done.status_code == 302
    assert [(mark.topic, mark.points, mark.why) for mark in option.marks.all()] == [("funds", 4, "By the month.")]


def test_other_assumptions_stand_in_the_address(programme, as_role):
    for mode, per_user in (("buy", False), ("outsource", True)):
        line = LineEntry("running", "", per_user, True, {1: Decimal(100), 2: Decimal(100)})
        actions.save_option(option_of(programme, mode), by=user_as("manager", programme), lines=[line])

    page = as_role("executive").get(reverse("sourcing_sensitivity", args=[programme.pk]), {"users": "50", "rise": "10"})

    found = [(line["item"].option.mode, line["cost"], line["more"]) for line in page.context["lines"]]
    assert found == [("buy", Decimal(210), Decimal(10)), ("outsource", Decimal(315), Decimal(115))]
    assert "At 100 % of the users planned." in page.content.decode()


@pytest.mark.parametrize("asked", [{"users": "201"}, {"users": "²"}, {"rise": "-1"}, {"rise": "31"}, {"rise": "NaN"}])
def test_assumptions_out_of_range_are_named_and_left_out(programme, as_role, asked):
    make_costs(programme)

    page = as_role("executive").get(reverse("sourcing_sensitivity", args=[programme.pk]), asked)

    assert page.context["form"].errors
    assert [line["more"] for line in page.context["lines"]] == [0, 0, 0]


def test_the_number_of_users_makes_the_break_even_a_number(programme, as_role):
    manager = user_as("manager", programme)
    actions.plan_users(Sourcing.objects.get(programme=programme), users=40, by=manager)
    fixed = LineEntry("running", amounts={1: Decimal(150)})
    follows = LineEntry("running", per_user=True, amounts={1: Decimal(100)})
    actions.save_option(option_of(programme, "buy"), by=manager, lines=[fixed])
    actions.save_option(option_of(programme, "outsource"), by=manager, lines=[follows])

    page = as_role("executive").get(reverse("sourcing_sensitivity", args=[programme.pk])).content.decode()

    assert "At 60 users (150 % of the plan)." in page
    assert "Below that Outsource costs less, above it Buy." in page
    assert "Never within the horizon: Outsource costs less throughout." in page


def test_a_file_is_looked_at_and_saved_only_from_the_sheet(programme, as_role):
    option = option_of(programme)
    url = reverse("import_sourcing", args=[programme.pk, option.pk])
    file = SimpleUploadedFile("costs.csv", b"Category,What is paid for,Year 0\nStaff,Ours,100\nExit cost,,9\n")

    page = as_role("manager").post(url, {"file": file}).content.decode()

    assert "From costs.csv: nothing is saved yet." in page
    assert "1 lines are new, 0 changed, 0 would go." in page
    assert f'action="{reverse("edit_sourcing", args=[programme.pk, option.pk])}"' in page
    assert not SourcingLine.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("costs.csv", b"Category,Year 0\nStaff,many\n", "B2"),
        ("costs.csv", b"Name,Sum\n", "No headings were found"),
        ("costs.xlsx", b"PK\x03\x04 no workbook", "This workbook is damaged."),
    ],
)
def test_a_file_that_cannot_be_used_says_why(programme, as_role, name, data, said):
    option = option_of(programme)

    page = as_role("manager").post(
        reverse("import_sourcing", args=[programme.pk, option.pk]), {"file": SimpleUploadedFile(name, data)}
    )

    assert said in page.content.decode()


NAMES = ["edit_sourcing", "score_sourcing", "import_sourcing", "sourcing_xlsx", "sourcing_risks"]


@pytest.mark.parametrize("name", NAMES)
def test_another_programmes_option_is_not_found(programme, as_role, name):
    stranger = option_of(make_programme())

    assert as_role("manager").post(reverse(name, args=[programme.pk, stranger.pk])).status_code == 404


def test_the_report_has_the_ways_with_their_charts(programme):
    sourcing = make_costs(programme)
    actions.submit_sourcing(sourcing, by=user_as("manager", programme))
    actions.decide_sourcing(
        sourcing, option=option_of(programme), reason="Ours.", by=user_as("sponsor", programme), dissent="One doubts."
    )
    kept = {"name": "vendors.sourcing", "title": "Vendors", "facts": panel(programme)}

    (block,) = blocks.details({"panels": [kept], "organisation": {"currency": "CNY"}}, "en")

    assert "One doubts." in block.body
    assert "¥200" in block.body
    assert len(block.pictures) == 2
    assert block.pictures[0].alternative.startswith("Total cost over five years. Build")


def test_a_report_frozen_before_the_lines_is_still_read(programme):
    kept = panel(programme)
    old = {"title": "Buy", "mode": "buy", "total": "200.00", "months": 3, "note": "", "by_year": ["200.00"]}
    kept["sourcing"]["options"] = [old]
    del kept["charts"]

    (block,) = blocks.details(
        {"panels": [{"name": "vendors.sourcing", "title": "V", "facts": kept}], "organisation": {"currency": "CNY"}},
        "en",
    )

    assert "¥200" in block.body
