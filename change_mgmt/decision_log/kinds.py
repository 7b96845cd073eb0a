"""What counts as a decision. Signed facts of any model do unless they are named here; so a new kind is never forgotten."""

from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.audit_words import kind_words
from implementation.gates.models import SignedFacts

#: Signed and kept, but no decision: questions, votes that lead to one, versions, results of a calculation.
NO_DECISIONS = {
    "gates.decisionrequest",
    "gates.vote",
    "gates.criteriaversion",
    "readiness.assessmentresult",
    "rollout.charter",
    "vendors.weighting",
    "processes.processversion",
}
#: Steps that settle something and whose record is not signed facts: label -> verbs of the audit trail.
STEPS = {
    "programme.programme": ("stop", "finish"),
    "programme.deliverable": ("accept", "accept_conditionally", "send_back"),
    "programme.exceptionnote": ("accept", "reject"),
    "programme.statusoverride": ("created",),
    "programme.stageshift": ("created",),
    "rollout.pilot": ("accept", "stop"),
    "data_readiness.rehearsal": ("sign",),
    "vendors.vendor": ("reject",),
    "vendors.contract": ("sign",),
    "vendors.contractchange": ("approve", "refuse"),
    "vendors.contractstage": ("accept",),
    "sla.exclusion": ("agree", "refuse"),
    "sla.credit": ("waive",),
    "sla.terminationright": ("waive",),
    "reports.progressreport": ("created",),
}
#: Words for kinds whose model has none that people read.
WORDS: dict[str, Any] = {
    "gates.decision": _("Gate decision"),
    "risks.acceptance": _("Acceptance of a risk"),
    "change_mgmt.changedecision": _("Decision on a change"),
    "change_mgmt.noteddecision": _("Noted by hand"),
    "reports.progressreport": _("Published report"),
    "programme.programme": _("Programme"),
    "programme.exceptionnote": _("Exception"),
}
#: How it came out, where the state that the step leads to would not say it.
STEP_OUTCOMES: dict[tuple[str, str], Any] = {("programme.deliverable", "send_back"): _("Sent back")}
#: How it came out, where a signature says it all.
OUTCOMES: dict[str, Any] = {
    "budget.budgetapproval": _("Approved"),
    "vendors.contractapproval": _("Approved"),
    "business_case.confirmation": _("Confirmed"),
    "goals.visionsignature": _("Signed"),
    "rollout.charteragreement": _("Agreed"),
    "processes.processsignature": _("Signed"),
    "reports.progressreport": _("Published"),
    "change_mgmt.noteddecision": _("Decided"),
}


def signed_models() -> list[type[SignedFacts]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, SignedFacts) and model._meta.label_lower not in NO_DECISIONS
    ]


def words_for(label: str) -> Any:
    words = WORDS.get(label) or kind_words(label)
    return words if isinstance(words, Promise) else apps.get_model(label)._meta.verbose_name
