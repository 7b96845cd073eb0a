from django.utils.translation import gettext_lazy as _

from core.text import say
from implementation.gates.registry import (
    CONTRACT_REVIEW,
    MUST,
    READY_TO_PILOT,
    SHOULD,
    gate_check,
    met,
    not_met,
    partly,
)
from sla.gate_checks.pages import page
from sla.models import Agreement


@gate_check(
    "sla.agreement_in_force",
    title=_("A service level agreement is in force"),
    at={CONTRACT_REVIEW: SHOULD, READY_TO_PILOT: MUST},
    weight=20,
    order=60,
    figures={"agreements": _("Agreements"), "in_force": _("In force"), "objectives": _("Objectives")},
)
def agreement_in_force(programme, *, gate):
    """With objectives to measure and credit tiers that say what a miss is worth."""
    agreements = list(programme.agreements.prefetch_related("objectives", "credit_rules"))
    sound = [
        agreement
        for agreement in agreements
        if agreement.state == Agreement.State.IN_FORCE and agreement.objectives.all() and agreement.credit_rules.all()
    ]
    figures = {
        "agreements": len(agreements),
        "in_force": len(sound),
        "objectives": sum(len(agreement.objectives.all()) for agreement in sound),
    }
    url = page(programme, agreements)
    if sound:
        text = say(
            _("**{n} of {total}** in force, with {objectives} objectives and credit tiers."),
            n=len(sound),
            total=len(agreements),
            objectives=figures["objectives"],
        )
        return met(text, figures=figures, url=url)
    if agreements:
        text = say(_("Entered but not in force: **{name}**."), name=agreements[0].name)
        return partly(text, figures=figures, url=url)
    return not_met(_("No agreement says yet what is measured and what a miss is worth."), figures=figures, url=url)
