"""Who may open each page of scoring, ranking and choice, beyond those that vendors.py lists."""

from core.roles import EDITORS, MANAGER, MEMBER, STEERING
from tests.access.vendors import bare, of_round, with_evaluators
from tests.factories import user_as
from tests.vendors.factories import give_scores, make_chosen, make_round
from vendors.models import Evaluator, SelectionRound, Vendor, VendorSelection

EVALUATORS = STEERING | {MEMBER}


def of_open_round(programme):
    """Everybody inside has scored two vendors, and all sheets are in."""
    selection = SelectionRound.objects.filter(programme=programme).first()
    if selection.state != SelectionRound.State.SCORING or not selection.is_uncovered:
        selection = make_round(programme, evaluators=sorted(EVALUATORS))
        for role in sorted(EVALUATORS):
            give_scores(selection, role, lambda v, c: 4 - v)
    return selection


def being_scored(programme):
    """Everybody inside has a sheet that is still open."""
    make_round(programme, evaluators=sorted(EVALUATORS))
    return bare(programme)


def of_own_score(programme):
    """The manager's."""
    manager = user_as("manager", programme)
    return bare(programme) | {"pk": of_open_round(programme).evaluators.get(user=manager).scores.first().pk}


def of_cell(programme):
    selection = of_open_round(programme)
    vendor = Vendor.objects.filter(scores__evaluator__round=selection).first()
    return bare(programme) | {"vendor": vendor.pk, "criterion": selection.criteria.first().pk}


def of_total(programme):
    selection = of_open_round(programme)
    return bare(programme) | {"pk": Vendor.objects.filter(scores__evaluator__round=selection).first().pk}


def of_choice(programme):
    if not VendorSelection.objects.filter(programme=programme).exists():
        make_chosen(programme)
    selection = VendorSelection.objects.filter(programme=programme).first()
    for role in EVALUATORS:
        Evaluator.objects.get_or_create(programme=programme, round=selection.round, user=user_as(role, programme))
    return bare(programme) | {"pk": selection.pk}


def scored(programme):
    of_open_round(programme)
    return bare(programme)


PAGES = {
    "score_sheet": (EVALUATORS, being_scored),
    "bring_scores": (EVALUATORS, being_scored),
    "change_score": ({MANAGER}, of_own_score),
    "export_ranking": (EVALUATORS, scored),
    "record_dissent": (EVALUATORS, with_evaluators),
    "vendor_total": (EVALUATORS, of_total),
    "vendor_cell": (EVALUATORS, of_cell),
    "talk_over": (EVALUATORS, of_cell, "post"),
    "remind_evaluators": (EDITORS, of_round, "post"),
    "vendor_choice": (EVALUATORS, of_choice),
    "vendor_choice_pdf": (EVALUATORS, of_choice),
}
