"""Selection: each action works, is refused to the wrong role and in the wrong state, leaves its entry."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from tests.factories import make_programme, user_as
from tests.vendors.factories import (
    give_scores,
    make_chosen,
    make_round,
    make_scored,
    make_vendor,
)
from vendors import actions
from vendors.models import (
    Evaluator,
    Score,
    SelectionRound,
    Vendor,
    VendorCriterion,
    VendorSelection,
)

pytestmark = pytest.mark.django_db


def entries(label, verb):
    return AuditEntry.objects.filter(label=label, verb=verb).count()


def test_a_new_programme_has_criteria_that_total_100(programme):
    selection = actions.current_round(programme)

    assert sum(criterion.weight for criterion in selection.criteria.all()) == 100


@pytest.mark.parametrize("weights", [(50, 49), (60, 41), (100, Decimal("0.5"))])
def test_weights_that_do_not_total_100_are_refused(programme, weights):
    selection = actions.current_round(programme)
    before = list(selection.criteria.values_list("title", "weight"))

    with pytest.raises(ValidationError, match="total 100"):
        criteria = [VendorCriterion(title=f"C{n}", weight=weight) for n, weight in enumerate(weights)]
        actions.save_criteria(selection, criteria, by=user_as("manager", programme))

    assert list(selection.criteria.values_list("title", "weight")) == before


def test_two_criteria_trade_their_names(programme):
    selection = actions.current_round(programme)
    criteria = list(selection.criteria.all())
    criteria[0].title, criteria[1].title = criteria[1].title, criteria[0].title

    actions.save_criteria(selection, criteria, by=user_as("manager", programme))

    assert [c.title for c in selection.criteria.all()][:2] == ["Added value", "Low cost over five years"]
    assert entries("vendors.selectionround", "weighed") == 1


def test_fixed_weights_do_not_change(programme):
    selection = make_round(programme)

    with pytest.raises(Refused, match="weights are fixed"):
        actions.save_criteria(selection, [VendorCriterion(title="All", weight=100)], by=user_as("manager", programme))


def test_weights_cannot_be_reopened_after_the_first_score(programme):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 3, submit=False)

    with pytest.raises(Refused, match="scored already"):
        perform(selection, "reopen", by=user_as("manager", programme), note="Forgot one.")


@pytest.mark.parametrize(("vendors", "evaluators", "why"), [(1, 2, "two vendors"), (2, 1, "two evaluators")])
def test_weights_are_fixed_only_with_vendors_and_evaluators(programme, vendors, evaluators, why):
    for _n in range(vendors):
        make_vendor(programme, shortlisted=True)
    selection = actions.current_round(programme)
    people = [user_as(role, programme) for role in ("manager", "consultant")[:evaluators]]
    actions.name_evaluators(selection, people, by=user_as("manager", programme))

    with pytest.raises(Refused, match=why):
        actions.fix_criteria(selection, by=user_as("manager", programme))


def test_nobody_joins_the_shortlist_while_it_is_scored(programme):
    make_round(programme)
    late = make_vendor(programme, "Late")

    with pytest.raises(Refused, match="Scoring has begun"):
        perform(late, "shorten", by=user_as("manager", programme))


def test_a_sheet_is_its_owners_alone(programme):
    selection = make_round(programme)
    sheet = selection.evaluators.get(user=user_as("consultant", programme))

    with pytest.raises(PermissionDenied):
        actions.save_scores(sheet, {}, by=user_as("manager", programme))


def test_the_audit_trail_does_not_show_a_sheet(programme):
    selection = make_round(programme)

    give_scores(selection, "manager", lambda v, c: 5, submit=False)

    entry = AuditEntry.objects.get(label="vendors.evaluator", verb="scored")
    assert (entry.before, entry.after) == ({"scores": 0}, {"scores": 18})


def test_scores_of_others_are_covered_until_all_are_in(programme):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 5)
    consultant = user_as("consultant", programme)
    score = Score.objects.first()

    assert not consultant.has_perm("vendors.view_score", score)
    assert user_as("manager", programme).has_perm("vendors.view_score", score)

    give_scores(selection, "consultant", lambda v, c: 2)
    actions.ask_selection(selection, by=user_as("manager", programme))

    assert consultant.has_perm("vendors.view_score", Score.objects.get(pk=score.pk))


def test_half_a_sheet_is_saved_but_not_submitted(programme):
    selection = make_round(programme)
    manager = user_as("manager", programme)
    sheet = selection.evaluators.get(user=manager)
    vendor, criterion = actions.contenders(selection).first(), selection.criteria.first()

    actions.save_scores(sheet, {(vendor.pk, criterion.pk): (4, "Seen.")}, by=manager)

    with pytest.raises(Refused, match="every vendor on every criterion"):
        actions.submit_scores(sheet, by=manager)
    assert sheet.scores.count() == 1


def test_points_off_the_scale_write_nothing(programme):
    selection = make_round(programme)

    with pytest.raises(ValidationError):
        give_scores(selection, "manager", lambda v, c: 6)

    assert not Score.objects.exists()


def test_a_vendor_of_another_programme_is_not_scored(programme):
    selection = make_round(programme)
    manager = user_as("manager", programme)
    stranger = make_vendor(make_programme(), shortlisted=True)
    key = (stranger.pk, selection.criteria.first().pk)

    with pytest.raises(Refused, match="on the shortlist"):
        actions.save_scores(selection.evaluators.get(user=manager), {key: (3, "")}, by=manager)


def test_a_submitted_sheet_is_changed_only_after_it_is_taken_back(programme):
    selection = make_round(programme)
    sheet = give_scores(selection, "manager", lambda v, c: 3)
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="Take them back"):
        actions.save_scores(sheet, {}, by=manager)

    perform(sheet, "take_back", by=manager, note="Mixed two up.")
    again = give_scores(selection, "manager", lambda v, c: 4)
    assert again.state == Evaluator.State.SUBMITTED
    assert len(again.sheet_sha256) == 64


def test_an_evaluator_who_scored_stays(programme):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 3, submit=False)

    with pytest.raises(Refused, match="scored already"):
        actions.name_evaluators(selection, [user_as("consultant", programme)], by=user_as("manager", programme))


def test_the_choice_is_asked_for_when_all_sheets_are_in(programme):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 3)

    with pytest.raises(Refused, match="Not every evaluator"):
        actions.ask_selection(selection, by=user_as("manager", programme))


def test_the_sponsor_chooses_and_the_ranking_is_kept(programme):
    selection = make_scored(programme)
    winner = Vendor.objects.get(name="Alder")

    choice = actions.select_vendor(
        selection, winner=winner, reason="Best.", by=user_as("sponsor", programme), reject_others=True
    )

    assert [(row["vendor"], row["place"], row["total"]) for row in choice.facts["ranking"]] == [
        ("Alder", 1, "4.0000"),
        ("Birch", 2, "3.0000"),
    ]
    assert (choice.facts["against_ranking"], choice.facts["dissent"]) == (False, [])
    assert choice.facts_hold
    assert dict(Vendor.objects.values_list("name", "state")) == {"Alder": "chosen", "Birch": "rejected"}
    assert SelectionRound.objects.get(pk=selection.pk).state == "decided"
    assert entries("vendors.vendorselection", "created") == 1


def test_a_choice_against_the_ranking_says_so_and_names_the_dissent(programme):
    selection = make_scored(programme)

    choice = actions.select_vendor(
        selection, winner=Vendor.objects.get(name="Birch"), reason="Nearer.", by=user_as("sponsor", programme)
    )

    assert choice.facts["against_ranking"] is True
    assert [item["first"] for item in choice.facts["dissent"]] == [["Alder"], ["Alder"]]


@pytest.mark.parametrize("role", ["manager", "consultant", "executive"])
def test_only_a_sponsor_chooses(programme, role):
    selection = make_scored(programme)

    with pytest.raises(PermissionDenied):
        actions.select_vendor(
            selection, winner=Vendor.objects.get(name="Alder"), reason="So.", by=user_as(role, programme)
        )


def test_who_asked_for_the_choice_does_not_choose(programme):
    from implementation.programme.models import Membership

    selection = make_scored(programme)
    manager = user_as("manager", programme)
    Membership.objects.create(programme=programme, user=manager, role="sponsor")

    with pytest.raises(Refused, match="someone else"):
        actions.select_vendor(selection, winner=Vendor.objects.get(name="Alder"), reason="So.", by=manager)

    assert not VendorSelection.objects.exists()


def test_a_knocked_out_vendor_is_not_chosen(programme):
    selection = make_round(programme)
    for role in ("manager", "consultant"):
        give_scores(selection, role, lambda v, c: 5 if v == 0 and c != 6 else 1 if v == 0 else 3)
    actions.ask_selection(selection, by=user_as("manager", programme))

    with pytest.raises(Refused, match="knocked out"):
        actions.select_vendor(
            selection, winner=Vendor.objects.get(name="Alder"), reason="So.", by=user_as("sponsor", programme)
        )


def test_two_choices_leave_one(programme):
    selection = make_scored(programme)
    alder, birch = Vendor.objects.get(name="Alder"), Vendor.objects.get(name="Birch")
    actions.select_vendor(selection, winner=alder, reason="Best.", by=user_as("sponsor", programme))

    with pytest.raises(Refused):
        actions.select_vendor(selection, winner=birch, reason="No.", by=user_as("sponsor", programme, name="Second"))

    assert VendorSelection.objects.count() == 1


def test_a_new_round_takes_the_criteria_over(programme):
    winner = make_chosen(programme)
    manager = user_as("manager", programme)
    with pytest.raises(Refused, match="Take the choice back"):
        actions.start_round(programme, by=manager)
    perform(winner, "give_up", by=user_as("sponsor", programme), note="No contract came about.")

    selection = actions.start_round(programme, by=manager)

    assert (selection.number, selection.criteria.count(), selection.state) == (2, 9, "weighing")
    assert SelectionRound.objects.get(programme=programme, number=1).criteria.count() == 9


def test_only_vendor_contacts_of_the_programme_serve_a_vendor(programme):
    vendor = make_vendor(programme)
    outsider = user_as("vendor_contact", make_programme())

    with pytest.raises(Refused, match="role of vendor contact"):
        actions.serve_vendor(vendor, [outsider], by=user_as("manager", programme))
