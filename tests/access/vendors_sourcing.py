"""Who may open each page and take each step of build, buy or outsource."""

from core.roles import EDITORS, SPONSOR, STEERING
from tests.vendors.factories import make_costs
from vendors.models import Sourcing, SourcingOption


def bare(programme):
    return {"programme": programme.pk}


def of_costed(programme):
    make_costs(programme)
    return bare(programme)


def of_option(programme):
    return bare(programme) | {"pk": SourcingOption.objects.filter(programme=programme).first().pk}


def of_sourcing(programme):
    return bare(programme) | {"pk": Sourcing.objects.get(programme=programme).pk}


PAGES = {
    "sourcing": (STEERING, bare),
    "sourcing_sensitivity": (STEERING, of_costed),
    "sourcing_users": (EDITORS, of_sourcing),
    "sourcing_opinion": (STEERING, of_sourcing),
    "weigh_sourcing": (EDITORS, of_sourcing),
    "submit_sourcing": (EDITORS, of_sourcing),
    "decide_sourcing": ({SPONSOR}, of_sourcing),
    "hand_over_sourcing": (EDITORS, of_sourcing, "post"),
    "edit_sourcing": (EDITORS, of_option),
    "score_sourcing": (EDITORS, of_option),
    "import_sourcing": (EDITORS, of_option),
    "sourcing_xlsx": (STEERING, of_option),
    "sourcing_risks": (EDITORS, of_option, "post"),
}

STEPS = {
    "vendors.sourcing.submit": EDITORS,
    "vendors.sourcing.withdraw": EDITORS,
    "vendors.sourcing.decide": {SPONSOR},
    "vendors.sourcing.reopen": {SPONSOR},
}
