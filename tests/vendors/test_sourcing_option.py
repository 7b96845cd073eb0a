"""Entering what a way costs and how well it answers."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from risks.models import Risk
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_costs
from vendors import actions
from vendors.actions import LineEntry
from vendors.actions.sourcing_option import MOST_LINES, entries_of
from vendors.models import Sourcing, SourcingMark, SourcingOption

pytestmark = pytest.mark.django_db
LINES = [
    LineEntry("staff", "Ours", amounts={0: Decimal("10.50")}),
    LineEntry("running", "Fee", per_user=True, rises=True, amounts={1: Decimal(7), 4: Decimal(8)}),
]


def entries(label, verb):
    return AuditEntry.objects.filter(label=label, verb=verb).count()


@pytest.fixture
def option(programme):
    return SourcingOption.objects.get(programme=programme, mode="outsource")


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def test_an_option_is_saved_with_all_its_lines_under_one_entry(option):
    by = user_as("consultant", option.programme)

    actions.save_option(option, by=by, lines=LINES, months_low=2, months_to_first_use=4, exit_cost=Decimal(9))

    fresh = SourcingOption.objects.get(pk=option.pk)
    assert entries_of(fresh) == LINES
    assert (fresh.months_low, fresh.months_to_first_use, fresh.exit_cost) == (2, 4, Decimal(9))
    assert entries("vendors.sourcingoption", "changed") == 1
    assert AuditEntry.objects.get(verb="changed").after["running: Fee"] == "per_user; rises; 1: 7.00; 4: 8.00"


def test_saving_the_same_again_writes_nothing(option, manager):
    actions.save_option(option, by=manager, lines=LINES)

    actions.save_option(option, by=manager, lines=entries_of(option))

    assert entries("vendors.sourcingoption", "changed") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        LineEntry("running", amounts={1: Decimal(-1)}),
        LineEntry("running", amounts={7: Decimal(1)}),
        LineEntry("bribes", amounts={1: Decimal(1)}),
        LineEntry("running", "x" * 121),
    ],
)
def test_nothing_is_written_when_one_line_is_wrong(option, manager, wrong):
    actions.save_option(option, by=manager, lines=LINES)

    with pytest.raises(ValidationError):
        actions.save_option(option, by=manager, lines=[LineEntry("staff", "New"), wrong])

    assert entries_of(option) == LINES


def test_two_lines_of_one_name_are_refused_in_words(option, manager):
    with pytest.raises(ValidationError, match="different names"):
        actions.save_option(option, by=manager, lines=[LineEntry("staff", "A"), LineEntry("staff", "A")])


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ({"months_low": 5, "months_to_first_use": 4}, "no longer than is likely"),
        ({"months_high": 3, "months_to_first_use": 4}, "no less than is likely"),
        ({"months_high": 3}, "how many months are likely"),
    ],
)
def test_months_go_from_low_to_high(option, manager, months, said):
    with pytest.raises(ValidationError, match=said):
        actions.save_option(option, by=manager, lines=[], **months)


def test_a_way_has_so_many_lines_and_no_more(option, manager):
    lines = [LineEntry("staff", str(n)) for n in range(MOST_LINES + 1)]

    with pytest.raises(Refused, match="at most 40 lines"):
        actions.save_option(option, by=manager, lines=lines)


def test_costs_from_a_stale_page_are_refused(option, manager):
    actions.save_option(option, by=manager, lines=LINES)

    with pytest.raises(Stale):
        actions.save_option(option, by=manager, lines=[], seen_revision=0)


@pytest.mark.parametrize("role", ["sponsor", "executive", "member"])
def test_only_editors_enter_costs_users_scores_and_risks(option, role):
    by, sourcing = user_as(role, option.programme), Sourcing.objects.get(programme=option.programme)

    for act in (
        lambda: actions.save_option(option, by=by, lines=[]),
        lambda: actions.plan_users(sourcing, users=9, by=by),
        lambda: actions.save_marks(option, {}, by=by),
        lambda: actions.save_marks(sourcing, {}, by=by),
        lambda: actions.add_risks_of(option, ["data_held"], by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_nothing_changes_once_the_decision_is_asked_for(option, manager):
    sourcing = actions.submit_sourcing(make_costs(option.programme), by=manager)

    for act in (
        lambda: actions.save_option(option, by=manager, lines=[]),
        lambda: actions.plan_users(sourcing, users=9, by=manager),
        lambda: actions.save_marks(option, {"funds": (1, "So.")}, by=manager),
        lambda: actions.save_marks(sourcing, {"funds": (1, "So.")}, by=manager),
    ):
        with pytest.raises(Refused, match="stay as they are"):
            act()


def test_the_number_of_users_is_kept_with_one_entry(option, manager):
    sourcing = Sourcing.objects.get(programme=option.programme)

    actions.plan_users(sourcing, users=45, by=manager)

    assert Sourcing.objects.get(pk=sourcing.pk).users == 45
    assert entries("vendors.sourcing", "changed") == 1


def test_scores_are_kept_with_their_whys_under_one_entry(option, manager):
    actions.save_marks(option, {"funds": (4, "By the month."), "faster": (5, "It is there.")}, by=manager)
    actions.save_marks(option, {"funds": (3, "The fee grows.")}, by=manager)

    mark = SourcingMark.objects.get()
    assert (mark.option, mark.topic, mark.points, mark.why) == (option, "funds", 3, "The fee grows.")
    assert entries("vendors.sourcingoption", "scored") == 2


def test_the_firms_own_scores_stand_beside_those_of_a_way(option, manager):
    sourcing = Sourcing.objects.get(programme=option.programme)

    actions.save_marks(option, {"funds": (4, "By the month.")}, by=manager)
    actions.save_marks(sourcing, {"funds": (2, "There is enough.")}, by=manager)

    assert sorted(SourcingMark.objects.values_list("points", "option")) == [(2, None), (4, option.pk)]


@pytest.mark.parametrize(("points", "why"), [(0, "So."), (6, "So."), (3, "")])
def test_a_score_is_1_to_5_and_has_a_why(option, manager, points, why):
    with pytest.raises(ValidationError):
        actions.save_marks(option, {"funds": (points, why)}, by=manager)

    assert not SourcingMark.objects.exists()


def test_scores_from_a_stale_page_are_refused(option, manager):
    actions.save_marks(option, {"funds": (4, "By the month.")}, by=manager)

    with pytest.raises(Stale):
        actions.save_marks(option, {}, by=manager, seen_revision=0)


def test_risks_of_a_way_go_into_the_register_once_and_linked(option, manager):
    actions.add_risks_of(option, ["data_held"], by=manager)
    again = actions.add_risks_of(option, ["data_held"], by=manager)

    risk = Risk.objects.get(programme=option.programme)
    assert (risk.catalogue_key, again) == ("data_held", [])
    assert [(link.source_label, link.source_id) for link in risk.links.all()] == [("vendors.sourcingoption", option.pk)]


@pytest.mark.parametrize("key", ["single_heads", "no such risk", "²"])
def test_only_risks_proposed_for_the_way_are_taken(option, manager, key):
    with pytest.raises(Refused, match="The catalogue has no risk"):
        actions.add_risks_of(option, ["data_held", key], by=manager)

    assert not Risk.objects.exists()


def test_another_programmes_register_is_left_alone(option, manager):
    stranger = user_as("manager", make_programme())

    with pytest.raises(PermissionDenied):
        actions.add_risks_of(option, ["data_held"], by=stranger)
