"""Lines changed one by one and together, and taken back."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from implementation.business_case import actions
from implementation.business_case.actions import Entry
from implementation.business_case.actions.lines import written
from implementation.business_case.models import Line
from implementation.programme.models import Organisation
from tests.business_case.factories import make_case, make_line
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def manager(programme):
    return user_as("manager", programme)


def test_a_line_changes_with_one_entry_of_its_scenario(programme):
    case = make_case(programme)
    line, before = case.chosen.lines.get(kind="cost"), AuditEntry.objects.count()

    actions.change_line(line, by=manager(programme), seen_revision=line.revision, low=Decimal(80), high=Decimal(150))

    assert AuditEntry.objects.count() == before + 1
    kept = Line.objects.get(pk=line.pk)
    assert (kept.low, kept.likely, kept.high, kept.revision) == (80, 100, 150, line.revision + 1)
    assert kept.by_year[0] == 100_000


def test_a_line_that_others_saved_since_is_not_overwritten(programme):
    line = make_case(programme).chosen.lines.get(kind="cost")
    actions.change_line(line, by=manager(programme), title="Theirs")

    with pytest.raises(Stale, match="Someone else saved this first"):
        actions.change_line(line, by=manager(programme), seen_revision=line.revision, title="Mine")

    assert Line.objects.get(pk=line.pk).title == "Theirs"


def test_only_editors_change_a_line(programme):
    line = make_case(programme).chosen.lines.get(kind="cost")

    with pytest.raises(PermissionDenied):
        actions.change_line(line, by=user_as("executive", programme), title="x")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"low": Decimal(101)}, "Low must not be above likely"),
        ({"high": Decimal(99)}, "Low must not be above likely"),
        ({"likely": Decimal(90), "low": Decimal(90)}, "likely is always 100"),
        ({"growth": Decimal(2)}, "Only what comes every month or every year can grow"),
        ({"end_month": 3}, "Only what comes every month or every year has an end"),
        ({"low": Decimal(-1)}, "greater than or equal to 0"),
        ({"shape": "monthly", "start_month": 9, "end_month": 8}, "It ends before it starts"),
        ({"shape": "monthly", "start_month": 121}, "less than or equal to 120"),
        ({"shape": "weekly"}, "not a valid choice"),
        ({"likely": Decimal("1e20"), "shape": "once"}, "no more than"),
    ],
)
def test_bad_plans_get_a_sentence_and_change_nothing(programme, fields, sentence):
    line = make_case(programme).chosen.lines.get(kind="cost")
    before = written(line.scenario)

    with pytest.raises(ValidationError, match=sentence):
        actions.change_line(line, by=manager(programme), **fields)

    assert written(line.scenario) == before


def test_a_currency_without_decimals_takes_whole_amounts_only(programme):
    Organisation.objects.update(currency="JPY")
    programme.refresh_from_db()
    case = make_case(programme)

    with pytest.raises(ValidationError, match="no decimals"):
        make_line(case, shape="once", low=1, likely=Decimal("1.50"), high=2)
    with pytest.raises(Refused, match="no decimals"):
        make_line(case, amounts=["1.50"])


def test_another_shape_has_no_amounts_by_year(programme):
    line = make_case(programme).chosen.lines.get(kind="cost")

    actions.change_line(line, by=manager(programme), shape="once", low=Decimal(1), likely=Decimal(2), high=Decimal(3))

    assert line.amounts.count() == 0


def change_of(scenario, act):
    before = written(scenario)
    act()
    return actions.difference(before, written(scenario))


def test_a_change_is_taken_back(programme):
    case = make_case(programme)
    scenario, line, by = case.chosen, case.chosen.lines.get(kind="cost"), manager(programme)
    before = written(scenario)
    change = change_of(
        scenario, lambda: actions.save_lines(scenario, [Entry(line.pk, {"title": "x"}, {0: Decimal(7)})], by=by)
    )
    entries = AuditEntry.objects.count()

    actions.undo(scenario, change, by=by)

    assert written(scenario) == before
    assert AuditEntry.objects.count() == entries + 1


def test_a_removed_line_comes_back_and_a_new_one_goes(programme):
    case = make_case(programme)
    scenario, by = case.chosen, manager(programme)
    line = scenario.lines.get(kind="cost")
    removed = change_of(scenario, lambda: actions.remove_line(line, by=by))

    actions.undo(scenario, removed, by=by)

    back = scenario.lines.get(kind="cost")
    assert (back.title, back.by_year[0]) == ("A cost", 100_000)
    added = change_of(scenario, lambda: make_line(case, title="New"))
    actions.undo(scenario, added, by=by)
    assert not scenario.lines.filter(title="New").exists()


def test_what_was_changed_again_since_is_not_taken_back(programme):
    case = make_case(programme)
    scenario, line, by = case.chosen, case.chosen.lines.get(kind="cost"), manager(programme)
    change = change_of(scenario, lambda: actions.change_line(line, by=by, title="One"))
    actions.change_line(line, by=by, title="Two")

    with pytest.raises(Refused, match="changed again since"):
        actions.undo(scenario, change, by=by)

    assert scenario.lines.get(kind="cost").title == "Two"


@pytest.mark.parametrize("state", ["submitted", "confirmed"])
def test_only_a_draft_is_changed_or_taken_back(programme, state):
    case = make_case(programme, state=state)
    line = case.chosen.lines.get(kind="cost")

    for act in (
        lambda: actions.change_line(line, by=manager(programme), title="x"),
        lambda: actions.undo(case.chosen, {"before": {}, "after": {}}, by=manager(programme)),
    ):
        with pytest.raises(Refused, match="Only a draft"):
            act()
