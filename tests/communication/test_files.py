"""The plan as a file, there and back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from change_mgmt.communication import plan_file
from change_mgmt.communication.models import Message
from core.sheets import Unreadable, write_csv
from tests.communication.factories import days, make_message, make_sent
from tests.factories import make_programme, user_as
from tests.rollout.going_live import make_wave
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db
HEADINGS = ["What they hear", "Why they hear it", "Due on"]


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def look(programme, manager, rows, headings=HEADINGS):
    return plan_file.look_into(programme, "plan.csv", write_csv(headings, rows), by=manager)


def cells_of(data):
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).active.iter_rows()]


def test_a_plan_that_was_brought_away_comes_back_unchanged(programme, manager, client):
    place = programme.organisation.departments.first()
    ann = make_employee(programme)
    texts = {"en": ("=Start", "# Head\n\n- one"), "zh-hant": ("開始", "字")}
    make_message(
        programme,
        what="=Sum",
        aim="how",
        texts=texts,
        whom="chosen",
        departments=[place],
        levels=["top", "middle"],
        roles=["sponsor"],
        people=[ann],
    )
    make_message(programme, whom="chosen", wave=make_wave(programme), channel="meeting")
    make_message(programme, texts=None)
    other = make_programme()
    other.organisation.departments.filter(name=place.name).update(name=place.name)
    kept = list(
        Message.objects.values("what", "why", "aim", "channel", "due_on", "whom", "levels", "roles", "texts", "wave")
    )
    data = plan_file.as_xlsx(programme)
    rows = Message.objects.all()
    for message in rows:
        message.departments.clear()
        message.people.clear()
    rows.delete()

    client.force_login(manager)
    client.post(reverse("import_messages", args=[programme.pk]), {"file": SimpleUploadedFile("plan.xlsx", data)})

    assert list(Message.objects.values(*kept[0])) == kept
    first = Message.objects.get(what="=Sum")
    assert (list(first.departments.all()), list(first.people.all())) == ([place], [ann])


def test_the_file_tells_what_became_of_each(programme):
    message = make_sent(programme, employees=2)

    heads, row = cells_of(plan_file.as_xlsx(programme))

    told = dict(zip(heads, row, strict=True))
    assert (told["What they hear"], told["State"], told["People reached"], told["Acknowledged"]) == (
        message.what,
        "Sent",
        2,
        0,
    )


def test_what_is_in_the_plan_already_is_left_out(programme, manager):
    there = make_message(programme)

    found = look(programme, manager, [[there.what, "Reason", there.due_on], ["New", "Reason", days(3)]])

    assert ([item.message.what for item in found.planned], found.known) == (["New"], 1)


def test_a_row_that_names_nobody_is_for_everybody(programme, manager):
    [planned] = look(programme, manager, [["New", "Reason", days(3)]]).planned

    assert (planned.message.whom, planned.message.owner, planned.message.channel) == ("all", manager, "mail")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Due on", "soon", plan_file.NO_DAY),
        ("Due on", "", plan_file.EMPTY),
        ("Why they hear it", "", plan_file.EMPTY),
        ("Why they hear it", "x" * 1001, plan_file.LONG),
        ("Channel", "pigeon", plan_file.CHOICE),
        ("From whom", "Somebody", plan_file.NOBODY),
        ("Departments", "Sales; Moon", plan_file.UNKNOWN),
        ("Single people", "Nobody", plan_file.NOBODY),
        ("Pilot or wave", "Wave of another", plan_file.UNKNOWN),
        ("Title English", "Only a title", plan_file.HALF),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(programme, manager, column, value, reason):
    headings = [*HEADINGS, *([] if column in HEADINGS else [column])]
    row = {"What they hear": "New", "Why they hear it": "Reason", "Due on": days(3)} | {column: value}

    found = look(programme, manager, [[row[name] for name in headings]], headings)

    assert found.planned == []
    assert [problem.reason for problem in found.table.problems] == [reason]


def test_nothing_is_written_while_one_cell_cannot_be_used(client, programme, manager):
    client.force_login(manager)
    data = write_csv(HEADINGS, [["Good", "Reason", days(3)], ["Bad", "Reason", "soon"]])

    page = client.post(reverse("import_messages", args=[programme.pk]), {"file": SimpleUploadedFile("a.csv", data)})

    assert "1 cell cannot be used." in page.content.decode()
    assert "C3" in page.content.decode()
    assert not Message.objects.exists()


def test_a_file_without_the_columns_says_which(client, programme, manager):
    client.force_login(manager)
    data = write_csv(["Something"], [["else"]])

    page = client.post(reverse("import_messages", args=[programme.pk]), {"file": SimpleUploadedFile("a.csv", data)})

    assert page.context["form"].errors["file"] == [
        "The file has no column for: What they hear, Why they hear it, Due on."
    ]


def test_a_file_that_is_no_table_is_refused(programme, manager):
    with pytest.raises(Unreadable):
        plan_file.look_into(programme, "plan.exe", b"MZ", by=manager)


def test_a_department_may_be_called_in_the_words_of_any_language(programme, manager):
    headings = [*HEADINGS, "Channel", "Levels"]

    [planned] = look(
        programme, manager, [["New", "Reason", days(3), "E-MAIL", "Middle management\nfront_line"]], headings
    ).planned

    assert (planned.message.channel, planned.message.levels) == ("mail", ["middle", "front_line"])


def test_the_plan_prints_itself(client, programme, manager):
    make_message(programme)
    client.force_login(manager)

    answer = client.get(reverse("messages_pdf", args=[programme.pk]))

    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
