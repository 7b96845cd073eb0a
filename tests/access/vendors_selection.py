"""Who may open each page and take each step of the list of vendors, the criteria and the due diligence."""

from core.roles import EDITORS, MANAGER, MEMBER, SPONSOR, STEERING
from tests.factories import user_as
from tests.vendors.factories import make_vendor
from vendors import actions
from vendors.models import DiligenceItem, Evaluator, Judge, Reference, SelectionRound

EVALUATORS = STEERING | {MEMBER}


def bare(programme):
    return {"programme": programme.pk}


def current(programme):
    """The round that is worked on: the newest, for a failed one may have been followed by another."""
    return SelectionRound.objects.filter(programme=programme).latest("pk")


def with_evaluators(programme):
    """Everybody inside is named to score."""
    selection = current(programme)
    for role in EVALUATORS:
        Evaluator.objects.get_or_create(programme=programme, round=selection, user=user_as(role, programme))
    return bare(programme)


def of_vendor(programme):
    with_evaluators(programme)
    return bare(programme) | {"pk": make_vendor(programme).pk}


def of_round(programme):
    return bare(programme) | {"pk": current(programme).pk}


def with_judges(programme):
    """Everybody inside is named to judge."""
    selection = current(programme)
    for role in EVALUATORS:
        Judge.objects.get_or_create(programme=programme, round=selection, user=user_as(role, programme))
    return with_evaluators(programme)


def of_criterion(programme):
    with_evaluators(programme)
    return bare(programme) | {"pk": current(programme).criteria.first().pk}


def of_plain_vendor(programme):
    return bare(programme) | {"pk": make_vendor(programme).pk}


def of_item(programme):
    vendor = make_vendor(programme)
    actions.begin_diligence(vendor, by=user_as("manager", programme))
    return bare(programme) | {"pk": DiligenceItem.objects.filter(vendor=vendor).first().pk}


def of_reference(programme):
    return bare(programme) | {"pk": Reference.objects.create(vendor=make_vendor(programme), client="Elm").pk}


PAGES = {
    "export_vendors": (EVALUATORS, with_evaluators),
    "import_vendors": (EDITORS, bare),
    "compare_vendors": (EVALUATORS, with_evaluators),
    "diligence": (STEERING, of_plain_vendor),
    "begin_diligence": (EDITORS, of_plain_vendor, "post"),
    "new_diligence_item": (EDITORS, of_plain_vendor),
    "record_finding": (EDITORS, of_item),
    "new_reference": (EDITORS, of_plain_vendor),
    "edit_reference": (EDITORS, of_reference),
    "remove_reference": (EDITORS, of_reference),
    "criteria_library": (EDITORS, bare),
    "criteria_groups": (EDITORS, bare),
    "group_weights": (EDITORS, bare),
    "name_judges": (EDITORS, bare),
    "judge_criteria": (EVALUATORS, with_judges),
    "pair_weights": (EVALUATORS, with_evaluators),
    "vendor_criterion": (EVALUATORS, of_criterion),
    "edit_vendor_criterion": (EDITORS, of_criterion),
    "knock_outs": (EVALUATORS, with_evaluators),
    "edit_knock_outs": (EDITORS, bare),
    "vendors": (EVALUATORS, with_evaluators),
    "new_vendor": (EDITORS, bare),
    "vendor": (EVALUATORS, of_vendor),
    "edit_vendor": (EDITORS, of_vendor),
    "vendor_criteria": (EVALUATORS, with_evaluators),
    "fix_criteria": (EDITORS, of_round),
    "name_evaluators": (EDITORS, bare),
    "new_round": (EDITORS, bare, "post"),
}

#: What everybody who follows the choice reads, and only those who prepare it fill in.
FORMS = {
    "pair_weights": (EDITORS, with_evaluators),
    "knock_outs": (EDITORS, with_evaluators),
    "vendor_criteria": (EDITORS, with_evaluators),
}

STEPS = {
    "vendors.vendor.lengthen": EDITORS,
    "vendors.vendor.step_back": EDITORS,
    "vendors.judge.submit": EVALUATORS,
    "vendors.judge.take_back": EVALUATORS,
    "vendors.diligenceitem.clear": EDITORS,
    "vendors.diligenceitem.worry": EDITORS,
    "vendors.diligenceitem.block": EDITORS,
    "vendors.diligenceitem.reopen": EDITORS,
    "vendors.vendor.shorten": EDITORS,
    "vendors.vendor.choose": {SPONSOR},
    "vendors.vendor.engage": {SPONSOR, MANAGER},
    "vendors.vendor.reject": EDITORS,
    "vendors.vendor.bring_back": EDITORS,
    "vendors.vendor.give_up": {SPONSOR},
    "vendors.selectionround.fix": EDITORS,
    "vendors.selectionround.reopen": EDITORS,
}
