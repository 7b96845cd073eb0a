"""Who may open each page and take each step of selection."""

from core.roles import EDITORS, SPONSOR
from tests.access.vendors_selection import EVALUATORS, of_round, with_evaluators


def bare(programme):
    return {"programme": programme.pk}


PAGES = {
    "score_vendors": (EVALUATORS, with_evaluators),
    "vendor_ranking": (EVALUATORS, with_evaluators),
    "ask_selection": (EDITORS, of_round),
    "select_vendor": ({SPONSOR}, bare),
}

STEPS = {
    "vendors.selectionround.ask": EDITORS,
    "vendors.selectionround.withdraw": EDITORS,
    "vendors.selectionround.conclude": {SPONSOR},
    "vendors.selectionround.abandon": {SPONSOR},
    "vendors.evaluator.submit": EVALUATORS,
    "vendors.evaluator.take_back": EVALUATORS,
}
