"""Rows pasted and files brought in: the fate of each first, then all at once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.columns import Choices
from change_mgmt.stakeholders.intake import Place, bring_in, counts, digest, preview
from core.models import AuditEntry
from core.refusal import Refused, Stale
from tests.change_mgmt.factories import departments_of, make_stakeholder
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db

HEADED = "Name\tGroup\tInfluence\tAttitude now\nDealers\tChannel partner\t4\tDoubts\n"


def look(programme, text, place=None, role="manager"):
    return preview(programme, text, place or Place(), by=user_as(role, programme), choices=Choices.on(programme))


def write(programme, text, place=None, role="manager", seen=""):
    place, by, choices = place or Place(), user_as(role, programme), Choices.on(programme)
    seen = seen or digest(preview(programme, text, place, by=by, choices=choices))
    return bring_in(programme, text, place, by=by, choices=choices, seen=seen)


def fates(lines):
    return [(line.kind, [str(why) for _what, why in line.problems]) for line in lines]


def test_a_first_row_of_names_says_what_stands_where(programme):
    write(programme, HEADED)

    made = Stakeholder.objects.get()
    assert (made.name, made.group, made.influence, made.attitude_now) == ("Dealers", "channel", 4, -1)
    assert made.readings.count() == 1


def test_without_names_the_columns_stand_in_their_order(programme):
    sales = departments_of(programme)[0]

    write(programme, f"Dealers\tcustomer\t{sales.name}\t5\t2\tOpposes\tSupports\tManager\tCall\t2026-12-01")

    made = Stakeholder.objects.get()
    assert (made.department, made.influence, made.interest, made.attitude_now) == (sales, 5, 2, -2)
    assert (made.looked_after_by.name, made.next_step, str(made.next_step_due)) == ("Manager", "Call", "2026-12-01")


def test_a_name_that_is_known_changes_that_one_and_leaves_the_rest(programme):
    known = make_stakeholder(programme, name="Dealers", group="channel", influence=2, wins="Leads")

    lines = write(programme, HEADED)

    known.refresh_from_db()
    assert (counts(lines)["changed"], known.influence, known.attitude_now, known.wins) == (1, 4, -1, "Leads")
    assert counts(look(programme, HEADED)) == {"new": 0, "changed": 0, "same": 1, "refused": 0}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\tTop management", "A stakeholder needs a name."),
        ("Dealers", "A new stakeholder needs a group."),
        ("Dealers\tGhosts", "“Ghosts” is not on the list of this column."),
        ("Dealers\ttop\t\t9", "“9” is not on the list of this column."),
        ("Dealers\ttop\tMoon", "“Moon” is not on the list of this column."),
        ("Dealers\ttop\t\t\t\t\t\t\tCall\tsoon", "“soon” is no date: write it like 2026-11-20."),
        ("Dealers\ttop\t\t\t\t\t\t\t\t2026-12-01", "Say what is to be done by that day."),
        ("D" * 121 + "\ttop", "This is longer than 120 characters: shorten it."),
    ],
)
def test_a_row_that_cannot_be_read_says_why(programme, text, why):
    [line] = look(programme, text)

    assert (line.kind, why in [str(reason) for _what, reason in line.problems]) == ("refused", True)


def test_the_same_name_twice_is_refused_the_second_time(programme):
    assert fates(look(programme, "A\ttop\na\ttop")) == [("new", []), ("refused", ["This name stands here twice."])]


def test_refused_rows_are_left_out_and_the_others_written(programme):
    write(programme, "A\ttop\nB\tghosts")

    assert list(Stakeholder.objects.values_list("name", flat=True)) == ["A"]


def test_what_changed_since_the_preview_stops_all(programme):
    known = make_stakeholder(programme, name="Dealers", group="channel")
    seen = digest(look(programme, HEADED))
    Stakeholder.objects.filter(pk=known.pk).update(revision=7)

    with pytest.raises(Stale):
        write(programme, HEADED, seen=seen)

    assert Stakeholder.objects.get().influence == 4 == known.influence
    assert AuditEntry.objects.filter(label="change_mgmt.stakeholder").count() == 0


def test_cells_pasted_into_the_table_go_right_and_down(programme):
    one, two = make_stakeholder(programme), make_stakeholder(programme)

    write(programme, "2\t1\n3\t2", Place((two.pk, one.pk), "influence"))

    one.refresh_from_db()
    two.refresh_from_db()
    assert [(each.influence, each.interest) for each in (two, one)] == [(2, 1), (3, 2)]


def test_cells_never_reach_rows_of_another_programme_or_beyond_the_last(programme):
    mine, foreign = make_stakeholder(programme), make_stakeholder(make_programme())

    for place in (Place((foreign.pk,), "influence"), Place((mine.pk,), "wins"), Place((mine.pk,), "")):
        with pytest.raises(Refused):
            look(programme, "1", place)
    with pytest.raises(Refused, match="more rows to paste"):
        look(programme, "1\n2", Place((mine.pk,), "influence"))


def test_an_export_comes_home_unchanged(programme, as_role):
    sales = departments_of(programme)[0]
    make_stakeholder(
        programme, name="=SUM(1)", wins="-5 %", department=sales, looked_after_by=user_as("manager", programme)
    )
    client, address = as_role("manager"), reverse("bring_in_stakeholders", args=[programme.pk])

    for name in ("stakeholders_xlsx", "stakeholders_csv"):
        data = client.get(reverse(name, args=[programme.pk])).content
        upload = SimpleUploadedFile(f"register.{name[-4:].strip('_')}", data)
        page = client.post(address, {"file": upload})
        assert [word for _line, word, _tone in page.context["lines"]] == ["Stays as it is"], name


def test_the_workbook_holds_what_the_page_shows(programme, as_role):
    make_stakeholder(programme, name="Dealers", group="channel")
    make_stakeholder(programme, name="Board", group="top")

    data = as_role("sponsor").get(reverse("stakeholders_xlsx", args=[programme.pk]), {"group": "channel"}).content

    rows = list(load_workbook(io.BytesIO(data)).active.values)
    assert (len(rows), rows[0][:2], rows[1][:4]) == (
        2,
        ("Name", "Group"),
        ("Dealers", "Channel partner", None, "4, high"),
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.exe", b"MZ", "Choose a CSV, TSV or TXT file"),
        ("x.xlsx", b"no", "This is no Excel workbook"),
        ("x.csv", b"", "This file holds no cells"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(programme, as_role, name, data, words):
    page = as_role("manager").post(
        reverse("bring_in_stakeholders", args=[programme.pk]), {"file": SimpleUploadedFile(name, data or b" ")}
    )

    assert words in page.content.decode()


def test_paste_look_confirm_by_hand(programme, as_role):
    client, address = as_role("consultant"), reverse("bring_in_stakeholders", args=[programme.pk])

    seen = client.post(address, {"text": HEADED}).context
    nothing_yet = Stakeholder.objects.count()
    answer = client.post(address, {"text": seen["sent"]["text"], "seen": seen["seen"]}, follow=True)

    assert nothing_yet == 0
    assert "Pasted: 1 new, 0 changed." in answer.content.decode()
    assert Stakeholder.objects.count() == 1
