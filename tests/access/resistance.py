"""Who may open which page of resistance and take which step."""

from core.roles import CONSULTANT, EDITORS, INSIDERS, MANAGER, SPONSOR, STEERING
from tests.resistance.factories import department_of, make_sign

DEAL_WITH = {SPONSOR, MANAGER, CONSULTANT}


def programme_only(programme):
    return {"programme": programme.pk}


def of_sign(programme):
    return {"programme": programme.pk, "pk": make_sign(programme).pk}


def of_department(programme):
    return {"programme": programme.pk, "pk": department_of(programme).pk}


PAGES = {
    "resistance": (INSIDERS, programme_only),
    "resistance_xlsx": (INSIDERS, programme_only),
    "report_sign": (INSIDERS, programme_only),
    # Staff see what they reported or look after.
    "sign": (STEERING, of_sign),
    "edit_sign": (DEAL_WITH, of_sign),
    "quick_sign": (DEAL_WITH, of_sign, "post"),
    "settle_sign": (DEAL_WITH, of_sign),
    "accept_sign": ({SPONSOR, MANAGER}, of_sign),
    "raise_sign_risk": (EDITORS, of_sign, "post"),
    "early_warning": (STEERING, programme_only),
    "early_warning_place": (STEERING, of_department),
    "early_warning_step": (DEAL_WITH, of_department),
    "warning_limits": ({SPONSOR, MANAGER}, programme_only),
}
STEPS = {
    # Executives and staff deal with what they own.
    "resistance.sign.look_into": INSIDERS,
    "resistance.sign.meet": INSIDERS,
    "resistance.sign.settle": INSIDERS,
    "resistance.sign.accept": {SPONSOR, MANAGER},
    "resistance.sign.reopen": INSIDERS,
    "resistance.earlywarning.take_step": DEAL_WITH,
    "resistance.earlywarning.end": DEAL_WITH,
}
