import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from core.audit import broken_links
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.goals import actions
from implementation.goals.files import goals as goal_files
from implementation.goals.files import measurements as measurement_files
from implementation.goals.models import Goal, GoalFile
from tests.factories import make_programme, user_as
from tests.goals.factories import make_file, make_goal, make_measurement

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()
HEAD = "goal,measured on,value,note\n"


def take_in(found, role="manager"):
    return actions.take_in(found, by=user_as(role, found.programme))


def undo(found, role="manager"):
    return actions.undo_file(found, by=user_as(role, found.programme))


def problems(found):
    return [(item["cell"], item["column"], item["reason"]) for item in found.problems]


def test_measurements_are_matched_by_title_and_by_number(programme):
    first, second = make_goal(programme), make_goal(programme, title="Visits")
    table = f"{HEAD}quotations WITHIN two days,{TODAY},54,from the log\n2,{TODAY},22 %,\n"

    found = make_file(programme, table)
    before = first.measurements.count()
    done = take_in(found)

    assert (found.rows, found.added, found.problems, before) == (2, 2, [], 0)
    assert [(item.goal, item.value, item.note) for item in done.measurements.order_by("pk")] == [
        (first, 54, "from the log"),
        (second, 22, "From the file figures.csv."),
    ]
    verbs = AuditEntry.objects.filter(label="goals.measurement").values_list("verb", flat=True)
    assert list(verbs) == ["created", "created"]
    assert list(broken_links()) == []


def test_every_bad_cell_is_named_and_nothing_is_written(programme):
    make_goal(programme)
    dropped = make_goal(programme, title="Gone")
    perform(dropped, "drop", by=user_as("manager", programme), note="out of scope")
    tomorrow = TODAY + datetime.timedelta(days=2)
    rows = [
        f"Nothing,{TODAY},1,",
        f"1,{tomorrow},1,",
        "1,soon,1,",
        f"1,{TODAY},many,",
        f"Gone,{TODAY},1,",
        f"1,{TODAY},,",
    ]

    found = make_file(programme, HEAD + "\n".join(rows))

    assert problems(found) == [
        ("A2", "goal", "unknown_goal"),
        ("B3", "on", "future"),
        ("B4", "on", "no_day"),
        ("C5", "value", "no_number"),
        ("A6", "goal", "dropped"),
        ("C7", "value", "empty"),
    ]
    with pytest.raises(Refused, match="cannot be used"):
        take_in(found)
    assert GoalFile.objects.get().state == "dry_run"


def test_two_goals_of_one_name_ask_for_the_number(programme):
    make_goal(programme)
    make_goal(programme)

    found = make_file(programme, f"{HEAD}Quotations within two days,{TODAY},1,\n")

    assert problems(found) == [("A2", "goal", "several")]


def test_another_programmes_goal_is_not_known(programme):
    make_goal(make_programme(), title="Elsewhere")

    assert problems(make_file(programme, f"{HEAD}Elsewhere,{TODAY},1,\n")) == [("A2", "goal", "unknown_goal")]


def test_what_is_on_record_is_passed_over_and_a_correction_says_so(programme):
    goal = make_goal(programme)
    make_measurement(goal, 50)
    make_measurement(goal, 40, on=TODAY - datetime.timedelta(days=5))
    rows = f"1,{TODAY},50,\n1,{TODAY - datetime.timedelta(days=5)},41,\n"

    found = make_file(programme, HEAD + rows)
    take_in(found)

    assert (found.unchanged, found.added, found.changed) == (1, 0, 1)
    assert [item.value for item in goal.measurements.filter(on=TODAY - datetime.timedelta(days=5))] == [41, 40]


def test_of_two_rows_for_one_day_the_later_counts(programme):
    goal = make_goal(programme)

    found = make_file(programme, f"{HEAD}1,{TODAY},1,\n1,{TODAY},2,\n")
    look = actions.look_again(found)
    take_in(found)

    assert look.doubles == [(2, 3)]
    assert goal.newest == 2


def test_an_import_is_undone_whole_and_the_rest_stays(programme):
    goal = make_goal(programme)
    make_measurement(goal, 50)
    done = take_in(make_file(programme, f"{HEAD}1,{TODAY},70,\n"))

    undone = undo(done)

    assert (undone.state, [item.value for item in goal.measurements.all()]) == ("undone", [50])
    assert AuditEntry.objects.filter(label="goals.measurement", verb="removed").count() == 1
    with pytest.raises(Refused):
        undo(done)


def test_a_file_is_taken_in_once_and_not_after_it_is_discarded(programme):
    make_goal(programme)
    found = make_file(programme, f"{HEAD}1,{TODAY},70,\n")
    other = make_file(programme, f"{HEAD}1,{TODAY},71,\n")
    take_in(found)
    actions.discard_file(other, by=user_as("manager", programme))

    for item in (found, other):
        with pytest.raises(Refused, match="already"):
            take_in(item)


def test_a_file_that_changes_nothing_is_not_taken_in(programme):
    make_measurement(make_goal(programme), 50)

    with pytest.raises(Refused, match="on record already"):
        take_in(make_file(programme, f"{HEAD}1,{TODAY},50,\n"))


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_bring_take_in_and_undo(programme, role):
    make_goal(programme)
    found = make_file(programme, f"{HEAD}1,{TODAY},70,\n")

    with pytest.raises(PermissionDenied):
        take_in(found, role)
    take_in(found)
    with pytest.raises(PermissionDenied):
        undo(found, role)
    with pytest.raises(PermissionDenied):
        upload = SimpleUploadedFile("x.csv", b"goal\n1\n")
        actions.look_at_file(programme, kind="goals", upload=upload, by=user_as(role, programme))


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.xlsm", b"PK\x03\x04"), ("x.csv", b""), ("x.csv", b"\x00\x01\x02"), ("x.exe", b"MZ"), ("x.xlsx", b"no book")],
)
def test_a_hostile_file_is_refused_with_a_sentence(programme, name, data):
    with pytest.raises(Refused):
        make_file(programme, data, name=name)

    assert not GoalFile.objects.exists()


def test_a_column_that_is_missing_is_named(programme):
    look = actions.look_again(make_file(programme, "goal,note\n1,x\n"))

    assert [str(title) for title in look.table.missing] == ["Measured on", "Value"]


def test_chinese_headings_and_wide_figures_are_read(programme):
    goal = make_goal(programme, title="重复的客户档案")
    table = f"指标,日期,数值\n重复的客户档案,{TODAY:%Y年%m月%d日},４.４\n"

    take_in(make_file(programme, table))

    assert float(goal.newest) == 4.4


def test_measurements_taken_away_and_brought_back_change_nothing(programme):
    goal = make_goal(programme, title="=cmd|calc")
    make_measurement(goal, "50.5", note="+1 office")
    made = measurement_files.as_xlsx(programme)

    found = make_file(programme, made, name="m.xlsx")
    by_csv = make_file(programme, measurement_files.as_csv(programme), name="m.csv")

    assert [(item.added, item.changed, item.unchanged, item.problems) for item in (found, by_csv)] == [
        (0, 0, 1, [])
    ] * 2
    cell = load_workbook(io.BytesIO(made)).active["A2"].value
    assert cell == "'=cmd|calc"


def test_goals_are_set_and_changed_and_put_back(programme):
    owner = user_as("member", programme)
    goal = make_goal(programme)
    table = (
        "number,goal,layer,modules,owner,baseline,target,unit,due\n"
        f'1,Quotations within two days,technology,"Sales, master_data",Member,20,90,%,{TODAY + datetime.timedelta(days=99)}\n'
        f",Fewer duplicates,Philosophy,,{owner.email},14,2,%,{TODAY + datetime.timedelta(days=9)}\n"
    )

    found = make_file(programme, table, kind="goals")
    done = take_in(found)
    changed, new = Goal.objects.get(pk=goal.pk), Goal.objects.get(title="Fewer duplicates")

    assert (found.added, found.changed, found.problems) == (1, 1, [])
    assert (changed.layer, changed.modules, changed.target, changed.owner) == (
        "technology",
        ["master_data", "sales"],
        90,
        owner,
    )
    assert (new.number, new.layer, new.leads, new.owner) == (2, "philosophy", "less", owner)

    undo(done)
    back = Goal.objects.get()
    assert (back.layer, back.modules, back.target, back.owner, back.due) == (
        "process",
        [],
        80,
        goal.owner,
        goal.due,
    )
    assert list(broken_links()) == []


def test_goals_with_bad_cells_are_refused_by_name(programme):
    make_goal(programme)
    rows = [
        "9,Unknown number,process,,,",
        ",,process,,,",
        ",Bad words,nonsense,Zebra,Nobody,",
        ",Same,process,,,5",
        "1,Twice,,,,",
        "1,Twice,,,,",
    ]
    table = "number,goal,layer,modules,owner,target,baseline\n" + "\n".join(f"{row},5" for row in rows)

    found = problems(make_file(programme, table, kind="goals"))

    assert ("A2", "number", "unknown_number") in found
    assert ("B3", "title", "empty") in found
    assert {("C4", "layer", "not_a_choice"), ("D4", "modules", "not_a_choice"), ("E4", "owner", "nobody")} <= set(found)
    assert ("F5", "target", "refused") in found
    assert ("B7", "title", "twice") in found


def test_an_imported_goal_that_was_changed_or_measured_is_not_undone(programme):
    table = "goal,baseline,target\nFewer duplicates,14,2\n"
    done = take_in(make_file(programme, table, kind="goals"))
    make_measurement(Goal.objects.get(), 9)

    with pytest.raises(Refused, match="measured or used"):
        undo(done)

    assert GoalFile.objects.get().state == "imported"
    assert Goal.objects.count() == 1


def test_goals_taken_away_and_brought_back_change_nothing(programme):
    make_goal(programme, modules=["sales"], measurer=user_as("member", programme), direction="more", tolerance=5)
    make_goal(programme, title="Bare", baseline=None, target=None, due=None, owner=None)
    made = goal_files.as_xlsx(programme.goals.with_latest())

    found = make_file(programme, made, kind="goals", name="goals.xlsx")

    assert (found.rows, found.unchanged, found.added, found.changed, found.problems) == (2, 2, 0, 0, [])


def test_a_file_altered_on_disk_is_not_taken_in(programme):
    make_goal(programme)
    found = make_file(programme, f"{HEAD}1,{TODAY},70,\n")
    with open(found.file.path, "ab") as kept:
        kept.write(b"1,2026-01-01,99,\n")

    with pytest.raises(Refused, match="altered"):
        take_in(found)
