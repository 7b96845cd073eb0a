"""A contract on paper: its terms today, and the facts that its approval froze."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import pdf as engine
from core.pdf import Pdf
from vendors.actions.contracts.clauses import clauses_of
from vendors.contracts.fee_schedule import against_the_original, schedule
from vendors.models import Contract, ContractApproval

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def told(contract: Contract) -> dict[str, Any]:
    approval = ContractApproval.objects.filter(contract=contract).first()
    return {
        "contract": contract,
        "approval": approval,
        "facts": approval.facts if approval else {},
        "clauses": _beside_approved(clauses_of(contract).values(), approval),
        "reviews": contract.current_reviews.select_related("reviewer", "version"),
        "stages": contract.stages.all(),
        "obligations": contract.obligations.select_related("owner"),
        "changes": contract.changes.all(),
        "against": against_the_original(contract),
        "table": schedule(contract),
        "versions": contract.versions.all(),
        "notices": contract.notices.filter(withdrawn_at=None),
        "plan": getattr(contract, "exit_plan", None),
    }


def _beside_approved(clauses, approval: ContractApproval | None) -> list[tuple]:
    """Each clause as it is, beside what the approval froze of it: None where nothing was."""
    froze = {kept["key"]: kept for kept in approval.facts["clauses"]} if approval else {}
    return [(clause, froze.get(clause.key)) for clause in clauses]


def pdf(contract: Contract, language: str) -> Pdf:
    """In the language of the screen."""
    organisation = contract.programme.organisation
    with translation.override(language):
        title = _("Contract: %(name)s") % {"name": contract.name}
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        context = told(contract) | {
            "programme": contract.programme,
            "title": title,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
        }
        html = render_to_string("vendors/contract_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=title, author=organisation.name)
