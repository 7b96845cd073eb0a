from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_round
from vendors import actions
from vendors.models import CriterionGroup, VendorCriterion

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection(programme):
    """Two groups: A with x and y, B with z."""
    selection = actions.current_round(programme)
    manager = user_as("manager", programme)
    actions.save_groups(selection, [CriterionGroup(title="A"), CriterionGroup(title="B")], by=manager)
    a, b = selection.groups.all()
    rows = [("x", 30, a), ("y", 30, a), ("z", 40, b)]
    criteria = [VendorCriterion(title=title, weight=weight, group=group) for title, weight, group in rows]
    return actions.save_criteria(selection, criteria, by=manager)


def weights(selection):
    return {criterion.title: criterion.weight for criterion in selection.criteria.all()}


def weigh(selection, groups, within, **about):
    keys = {group.title: group.pk for group in selection.groups.all()}
    names = {criterion.title: criterion.pk for criterion in selection.criteria.all()}
    return actions.weigh_by_group(
        selection,
        groups={keys[name]: Decimal(str(value)) for name, value in groups.items()},
        within={names[name]: Decimal(str(value)) for name, value in within.items()},
        **({"by": user_as("manager", selection.programme)} | about),
    )


def test_weights_of_groups_and_within_multiply(selection):
    AuditEntry.objects.filter(verb="weighed")._raw_delete(AuditEntry.objects.db)

    weigh(selection, {"A": 70, "B": 30}, {"x": 60, "y": 40, "z": 100})

    assert weights(selection) == {"x": Decimal("42.00"), "y": Decimal("28.00"), "z": Decimal("30.00")}
    assert AuditEntry.objects.filter(verb="weighed").count() == 1


def test_thirds_still_total_100(selection):
    weigh(selection, {"A": "33.33", "B": "66.67"}, {"x": "33.33", "y": "66.67", "z": 100})

    assert sum(weights(selection).values()) == 100


@pytest.mark.parametrize(
    ("groups", "within", "sentence"),
    [
        ({"A": 70, "B": 40}, {"x": 60, "y": 40, "z": 100}, "The groups: the weights total 110 %"),
        ({"A": 70, "B": 30}, {"x": 60, "y": 41, "z": 100}, "A: the weights total 101 %"),
        ({"A": 100, "B": 0}, {"x": 120, "y": -20, "z": 100}, "A: the weights total 100 %"),
        ({"A": 100}, {"x": 60, "y": 40, "z": 100}, "changed meanwhile"),
    ],
)
def test_weights_that_do_not_total_100_are_refused_and_nothing_is_written(selection, groups, within, sentence):
    before = weights(selection)

    with pytest.raises(ValidationError, match=sentence):
        weigh(selection, groups, within)

    assert weights(selection) == before


def test_who_does_not_prepare_the_choice_does_not_weigh(selection):
    with pytest.raises(PermissionDenied):
        weigh(selection, {"A": 70, "B": 30}, {"x": 60, "y": 40, "z": 100}, by=user_as("sponsor", selection.programme))


def test_a_stale_page_does_not_overwrite(selection):
    with pytest.raises(Stale):
        weigh(selection, {"A": 70, "B": 30}, {"x": 60, "y": 40, "z": 100}, seen_revision=selection.revision - 1)


def test_two_groups_of_one_name_are_refused(programme):
    selection = actions.current_round(programme)

    with pytest.raises(ValidationError, match="same name"):
        actions.save_groups(
            selection,
            [CriterionGroup(title="A"), CriterionGroup(title=" a ")],
            by=user_as("manager", programme),
        )


def test_groups_stay_once_the_weights_are_fixed(programme):
    selection = make_round(programme)

    with pytest.raises(Refused, match="weights are fixed"):
        actions.save_groups(selection, [], by=user_as("manager", programme))


def test_criteria_of_a_group_that_goes_stand_without_one(selection):
    actions.save_groups(selection, selection.groups.filter(title="B"), by=user_as("manager", selection.programme))

    assert [c.group and c.group.title for c in selection.criteria.all()] == [None, None, "B"]


def test_a_criterion_cannot_join_a_group_of_another_programme(selection):
    foreign = actions.current_round(make_programme()).groups.first()
    criteria = list(selection.criteria.all())
    criteria[0].group = foreign

    with pytest.raises(ValidationError, match="group of this comparison"):
        actions.save_criteria(selection, criteria, by=user_as("manager", selection.programme))
