import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from tests.factories import user_as
from tests.vendors.factories import make_round
from vendors import actions
from vendors.models import CriterionGroup, Judge, SelectionRound, VendorCriterion, Weighting
from vendors.pairs import levels_of
from vendors.readings import overall, readings

pytestmark = pytest.mark.django_db


def judged_round(programme, *, roles=("manager", "consultant"), weights=(("a", 50), ("b", 30), ("c", 20))):
    """Criteria without groups, and judges named."""
    selection = actions.current_round(programme)
    manager = user_as("manager", programme)
    criteria = [VendorCriterion(title=title, weight=weight) for title, weight in weights]
    actions.save_criteria(selection, criteria, by=manager)
    actions.save_groups(selection, [], by=manager)
    actions.name_judges(selection, [user_as(role, programme) for role in roles], by=manager)
    selection.refresh_from_db()
    return selection


def name_of(selection, first, second):
    """The field of a pair by the titles of its two."""
    return next(
        name
        for level in levels_of(selection)
        for name, one, other in level.pairs
        if {str(one), str(other)} == {first, second}
    )


def judge(selection, role, judgements, *, submit=True):
    """``judgements`` by two letters: ab=3 says a is three times as important as b."""
    user = user_as(role, selection.programme)
    sheet = selection.judges.get(user=user)
    entries = {name_of(selection, *pair): times for pair, times in judgements.items()}
    actions.save_judgements(sheet, entries, by=user)
    return actions.submit_judgements(sheet, by=user) if submit else sheet


FITTING = {"ab": 2, "bc": 2, "ac": 4}
CIRCLE = {"ab": 9, "bc": 9, "ac": -9}


def test_judges_are_named_and_told(programme):
    selection = judged_round(programme)

    assert [judge.user.name for judge in selection.judges.all()] == ["Consultant", "Manager"]
    told = Notification.objects.filter(text__startswith="Compare the criteria in pairs")
    assert {line.user.name for line in told} == {"Consultant"}  # who names does not tell herself
    assert AuditEntry.objects.filter(verb="judges named").count() == 1


def test_what_all_judges_say_becomes_the_weights_and_is_kept(programme):
    selection = judged_round(programme)
    judge(selection, "manager", FITTING)
    judge(selection, "consultant", {"ab": 8, "bc": 2, "ac": 9})

    record = actions.take_weights_over(selection, by=user_as("manager", programme))

    selection.refresh_from_db()
    found = [float(criterion.weight) for criterion in selection.criteria.all()]
    # Geometric means: a to b 4, b to c 2, a to c 6.
    assert found == pytest.approx([70.09, 19.29, 10.62], abs=0.01)
    assert sum(criterion.weight for criterion in selection.criteria.all()) == 100
    assert selection.method == SelectionRound.Method.PAIRS
    assert record.facts["judges"] == [
        {"judge": "Consultant", "judgements": [["a", "b", 8], ["a", "c", 9], ["b", "c", 2]]},
        {"judge": "Manager", "judgements": [["a", "b", 2], ["a", "c", 4], ["b", "c", 2]]},
    ]
    assert record.facts["random_index"] == "classic (Saaty 1980)"
    assert record.facts_hold
    assert AuditEntry.objects.filter(label="vendors.weighting", verb="created").count() == 1


def test_missing_judgements_are_allowed_where_others_lead_there(programme):
    selection = judged_round(programme, roles=["manager"])
    judge(selection, "manager", {"ab": 2, "bc": 2})

    actions.take_weights_over(selection, by=user_as("consultant", programme))

    assert [float(c.weight) for c in selection.criteria.all()] == pytest.approx([57.14, 28.57, 14.29], abs=0.01)


def test_criteria_that_nothing_leads_to_are_refused_by_name(programme):
    selection = judged_round(programme)

    with pytest.raises(Refused, match="Criteria: nothing compares a, b with c yet"):
        judge(selection, "manager", {"ab": 2})

    assert selection.judges.get(user=user_as("manager", programme)).state == Judge.State.JUDGING


def test_judgements_that_go_in_a_circle_are_refused_with_the_ratio(programme):
    selection = judged_round(programme)

    with pytest.raises(Refused, match=r"contradict each other \(consistency ratio \d\.\d\d, limit 0.10\)"):
        judge(selection, "manager", CIRCLE)

    assert not Weighting.objects.exists()


def test_weights_are_not_taken_over_before_every_judge_has_submitted(programme):
    selection = judged_round(programme)
    judge(selection, "manager", FITTING)

    with pytest.raises(Refused, match="Consultant has not submitted yet"):
        actions.take_weights_over(selection, by=user_as("manager", programme))


def test_without_judges_there_is_nothing_to_take_over(programme):
    with pytest.raises(Refused, match="Name at least one judge"):
        actions.take_weights_over(actions.current_round(programme), by=user_as("manager", programme))


def test_only_those_who_prepare_the_choice_take_weights_over(programme):
    selection = judged_round(programme)

    with pytest.raises(PermissionDenied):
        actions.take_weights_over(selection, by=user_as("sponsor", programme))


def test_a_sheet_is_written_by_its_judge_alone(programme):
    selection = judged_round(programme)
    sheet = selection.judges.get(user=user_as("manager", programme))

    with pytest.raises(PermissionDenied):
        actions.save_judgements(sheet, {}, by=user_as("consultant", programme))


def test_a_submitted_sheet_stays_until_it_is_taken_back(programme):
    selection = judged_round(programme)
    manager = user_as("manager", programme)
    sheet = judge(selection, "manager", FITTING)

    with pytest.raises(Refused, match="Take them back first"):
        actions.save_judgements(sheet, {}, by=manager)
    perform(sheet, "take_back", by=manager, note="I mixed two up.")

    assert actions.save_judgements(sheet, {name_of(selection, "a", "b"): 3}, by=manager).judgements.count() == 1


def test_a_stale_sheet_does_not_overwrite(programme):
    selection = judged_round(programme)
    manager = user_as("manager", programme)
    sheet = selection.judges.get(user=manager)
    actions.save_judgements(sheet, {name_of(selection, "a", "b"): 2}, by=manager)

    with pytest.raises(Stale):
        actions.save_judgements(sheet, {}, by=manager, seen_revision=0)


@pytest.mark.parametrize("times", [0, -1, 10, -10])
def test_a_judgement_off_the_scale_is_refused(programme, times):
    selection = judged_round(programme)
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="from 1 to 9"):
        actions.save_judgements(selection.judges.get(user=manager), {name_of(selection, "a", "b"): times}, by=manager)


def test_a_pair_that_is_not_asked_is_refused(programme):
    selection = judged_round(programme)
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="changed meanwhile"):
        actions.save_judgements(selection.judges.get(user=manager), {"c_1_99999": 2}, by=manager)


def test_the_audit_trail_says_how_many_but_never_what(programme):
    selection = judged_round(programme)
    judge(selection, "manager", FITTING)

    entry = AuditEntry.objects.get(verb="compared")

    assert (entry.before, entry.after) == ({"judgements": 0}, {"judgements": 3})


def test_a_judgement_is_read_by_others_once_all_have_submitted(programme):
    selection = judged_round(programme)
    judge(selection, "manager", FITTING)
    said = selection.judges.get(user=user_as("manager", programme)).judgements.first()

    before = user_as("sponsor", programme).has_perm("vendors.view_judgement", said)
    judge(selection, "consultant", FITTING)

    after = user_as("sponsor", programme).has_perm("vendors.view_judgement", said)
    assert (before, after) == (False, True)
    assert user_as("manager", programme).has_perm("vendors.view_judgement", said)
    assert not user_as("vendor_contact", programme).has_perm("vendors.view_judgement", said)


def test_nobody_judges_once_the_weights_are_fixed(programme):
    selection = make_round(programme)

    with pytest.raises(Refused, match="weights are fixed"):
        actions.name_judges(selection, [user_as("manager", programme)], by=user_as("manager", programme))


def test_who_has_submitted_cannot_be_taken_off(programme):
    selection = judged_round(programme)
    judge(selection, "consultant", FITTING)

    with pytest.raises(Refused, match="Consultant has submitted already"):
        actions.name_judges(selection, [], by=user_as("manager", programme))


def test_weights_by_hand_afterwards_are_by_hand(programme):
    selection = judged_round(programme, roles=["manager"])
    judge(selection, "manager", FITTING)
    actions.take_weights_over(selection, by=user_as("manager", programme))
    criteria = list(selection.criteria.all())
    criteria[0].weight, criteria[1].weight, criteria[2].weight = 40, 40, 20

    actions.save_criteria(selection, criteria, by=user_as("manager", programme))

    selection.refresh_from_db()
    assert selection.method == SelectionRound.Method.HAND


class TestLevels:
    def test_the_groups_come_first_then_each_group(self, programme):
        found = levels_of(actions.current_round(programme))

        assert [[str(item) for item in level.items][:2] for level in found] == [
            ["Cost and value", "Help and start"],
            ["Low cost over five years", "Added value"],
            ["Consulting", "Easy implementation"],
            ["Data security and location", "Exit and data hand-back"],
            ["Integration with our systems"],
        ]

    def test_a_criterion_without_a_group_beside_others_leaves_nothing_to_compare(self, programme):
        selection = actions.current_round(programme)
        selection.criteria.filter(key="exit").update(group=None)

        assert levels_of(selection) == []
        with pytest.raises(Refused, match="every criterion into a group, or none"):
            actions.name_judges(selection, [user_as("manager", programme)], by=user_as("manager", programme))
            judge(selection, "manager", {})

    def test_weights_of_two_levels_multiply(self, programme):
        selection = judged_round(programme, roles=["manager"])
        manager = user_as("manager", programme)
        actions.save_groups(selection, [CriterionGroup(title="A"), CriterionGroup(title="B")], by=manager)
        one, other = selection.groups.all()
        selection.criteria.exclude(title="c").update(group=one)
        selection.criteria.filter(title="c").update(group=other)
        sheet = judge(selection, "manager", {"AB": 3, "ab": 4})

        found = readings(levels_of(selection), [sheet.judgements.all()])

        assert [(str(item), round(weight, 4)) for item, weight in overall(found)] == [("a", 60), ("b", 15), ("c", 25)]

    def test_more_than_15_at_once_are_refused(self, programme):
        selection = judged_round(programme, roles=["manager"])
        manager = user_as("manager", programme)
        criteria = [VendorCriterion(title=f"k{n}", weight=100 if n == 0 else 0) for n in range(16)]
        actions.save_criteria(selection, criteria, by=manager)

        with pytest.raises(Refused, match="put them in groups"):
            actions.submit_judgements(selection.judges.get(user=manager), by=manager)


class TestReading:
    def test_the_one_judgement_to_look_at_is_named(self, programme):
        selection = judged_round(programme, roles=["manager"], weights=(("a", 25), ("b", 25), ("c", 25), ("d", 25)))
        said = {"ab": 2, "bc": 2, "cd": 2, "ac": 4, "bd": 4, "ad": -8}
        sheet = judge(selection, "manager", said, submit=False)

        mending = readings(levels_of(selection), [sheet.judgements.all()])[0].mending

        assert (str(mending.favoured), str(mending.other), mending.said_times) == ("d", "a", 8)
        assert (mending.fits_times, mending.is_turned) == (8, True)

    def test_pairs_that_judges_see_differently_are_named(self, programme):
        selection = judged_round(programme)
        one = judge(selection, "manager", {"ab": 3, "bc": 1})
        other = judge(selection, "consultant", {"ab": -3, "bc": 1})

        found = readings(levels_of(selection), [one.judgements.all(), other.judgements.all()])[0]

        [(first, second, ends)] = found.apart
        assert (str(first), str(second)) == ("a", "b")
        assert [(str(name), times) for name, times in ends] == [("b", 3), ("a", 3)]
