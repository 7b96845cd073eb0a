"""Who may open each page and take each step of the list of vendors, the criteria and the due diligence."""

from core.roles import EDITORS, MANAGER, MEMBER, SPONSOR, STEERING
from tests.factories import user_as
from tests.vendors.factories import make_vendor
from vendors.models import Evaluator, SelectionRound

EVALUATORS = STEERING | {MEMBER}


def bare(programme):
    return {"programme": programme.pk}


def with_evaluators(programme):
    """Everybody inside is named to score."""
    selection = SelectionRound.objects.get(programme=programme)
    for role in EVALUATORS:
        Evaluator.objects.get_or_create(programme=programme, round=selection, user=user_as(role, programme))
    return bare(programme)


def of_vendor(programme):
    with_evaluators(programme)
    return bare(programme) | {"pk": make_vendor(programme).pk}


def of_round(programme):
    return bare(programme) | {"pk": SelectionRound.objects.get(programme=programme).pk}


PAGES = {
    "vendors": (EVALUATORS, with_evaluators),
    "new_vendor": (EDITORS, bare),
    "vendor": (EVALUATORS, of_vendor),
    "edit_vendor": (EDITORS, of_vendor),
    "vendor_criteria": (EVALUATORS, with_evaluators),
    "fix_criteria": (EDITORS, of_round),
    "name_evaluators": (EDITORS, bare),
    "new_round": (EDITORS, bare, "post"),
}

STEPS = {
    "vendors.vendor.shorten": EDITORS,
    "vendors.vendor.choose": {SPONSOR},
    "vendors.vendor.engage": {SPONSOR, MANAGER},
    "vendors.vendor.reject": EDITORS,
    "vendors.vendor.bring_back": EDITORS,
    "vendors.vendor.give_up": {SPONSOR},
    "vendors.selectionround.fix": EDITORS,
    "vendors.selectionround.reopen": EDITORS,
}
