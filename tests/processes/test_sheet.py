"""Steps as a table: taken away, brought again, refused with the cell that is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from change_mgmt.processes import actions
from change_mgmt.processes.blueprint import blueprint
from change_mgmt.processes.models import Step
from change_mgmt.processes.sheet import look_into, workbook
from core.refusal import Refused
from core.sheets import Unreadable
from tests.factories import user_as
from tests.processes.factories import AS_IS, TO_BE, make_drawn, make_process, make_step

pytestmark = pytest.mark.django_db
HEAD = "Who acts,What happens,Kind,Work,Waiting,Times a month,Pain,In person\n"


def look(rows: str):
    return look_into("steps.csv", (HEAD + rows).encode())


def shown(process, side=AS_IS) -> list[str]:
    return list(Step.objects.filter(process=process, side=side).values_list("what", flat=True))


def test_a_table_is_read(programme):
    found = look("Desk,Calls,Contact with the customer,2 h,1 d,30,4,yes\n")

    assert found.problems == []
    assert found.rows == [
        (
            "Desk",
            {
                **{"what": "Calls", "kind": "touch", "system": "", "minutes": 120, "waiting": 1440, "times": 30},
                **{"pain_level": 4, "pain": "", "personal": True, "automated": False},
            },
        )
    ]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (",Calls,,,,,,", "A2"),
        ("Desk,,,,,,,", "B2"),
        ("Desk,Calls,Dance,,,,,", "C2"),
        ("Desk,Calls,,soon,,,,", "D2"),
        ("Desk,Calls,,,400 d,,,", "E2"),
        ("Desk,Calls,,,,1.5,,", "F2"),
        ("Desk,Calls,,,,,9,", "G2"),
        ("Desk,Calls,Task,,,,,yes", "H2"),
        (f"Desk,{'x' * 161},,,,,,", "B2"),
    ],
)
def test_the_cell_that_is_wrong_is_named(row, cell):
    assert [problem.cell for problem in look(row + "\n").problems] == [cell]


def test_a_column_that_must_be_there():
    assert len(look_into("steps.csv", b"Who acts,Kind\nDesk,Task\n").problems) == 1


def test_more_steps_than_a_side_has():
    found = look("Desk,Calls,,,,,,\n" * 61)

    assert [problem.cell for problem in found.problems] == ["62"]


def test_a_file_that_is_no_table():
    with pytest.raises(Unreadable):
        look_into("steps.xlsx", b"no workbook")


def test_what_is_taken_away_comes_back(programme):
    process, empty = make_drawn(programme), make_process(programme)
    by = user_as("manager", programme)

    found = look_into("process.xlsx", workbook(blueprint(process)))
    actions.import_steps(empty, AS_IS, found, by=by)

    assert shown(empty) == shown(process)
    assert Step.objects.filter(process=empty).first().personal


def test_steps_come_after_those_that_are_there_or_in_their_place(programme):
    process, by = make_process(programme), user_as("manager", programme)
    make_step(process, what="Old")

    actions.import_steps(process, AS_IS, look("Desk,New,,,,,,\n"), by=by)
    assert shown(process) == ["Old", "New"]
    actions.import_steps(process, AS_IS, look("Desk,Only,,,,,,\n"), replace=True, by=by)
    assert shown(process) == ["Only"]


def test_a_table_with_a_problem_brings_nothing(programme):
    process = make_process(programme)
    found = look("Desk,New,,,,,,\nDesk,,,,,,,\n")

    with pytest.raises(Refused):
        actions.import_steps(process, AS_IS, found, by=user_as("manager", programme))

    assert shown(process) == []


def test_the_page_brings_a_file_or_says_which_cells_are_wrong(as_role, programme):
    process, client = make_process(programme), as_role("consultant")
    address = reverse("import_process_steps", args=[programme.pk, process.pk, TO_BE])

    wrong = client.post(address, {"file": SimpleUploadedFile("s.csv", (HEAD + "Desk,,,,,,,\n").encode())})
    assert "B2" in wrong.content.decode()
    right = client.post(address, {"file": SimpleUploadedFile("s.csv", (HEAD + "Desk,A,,,,,,\n").encode())})

    assert right.status_code == 302
    assert shown(process, TO_BE) == ["A"]
