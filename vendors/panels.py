"""What sourcing and contracts show in the report, and what happened."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain, words_of
from core.text import say
from implementation.programme import registry
from implementation.programme.models import Programme
from vendors import questionnaire_panels  # noqa: F401, registers its own
from vendors.actions import clauses_of, current_round, missing_clauses
from vendors.contracts.fee_schedule import PREFETCH
from vendors.contracts.standing import standing
from vendors.models import Contract, ContractApproval, SourcingDecision, Vendor, VendorSelection
from vendors.paper import charts_of
from vendors.sourcing_report import sourcing_part


@registry.panel(
    "vendors.sourcing",
    title=_("Vendors and contracts"),
    order=70,
    detail="vendors/_report.html",
    brief="vendors/_brief.html",
)
def vendors(programme: Programme) -> dict[str, Any]:
    """The way chosen, the vendor chosen with its ranking, every contract with its notice day."""
    ways, drawn = sourcing_part(programme)
    choice = VendorSelection.objects.filter(programme=programme).select_related("winner").first()
    selection = current_round(programme)
    contracts = Contract.objects.filter(programme=programme).select_related(
        "vendor", "programme__organisation", "indexation", "exit_plan"
    )
    return plain(
        {
            "sourcing": ways,
            "round": words_of(selection, "state"),
            "vendors": Vendor.objects.filter(programme=programme).count(),
            "choice": {
                "winner": choice.facts["winner"],
                "by": choice.by_name,
                "on": choice.at.date(),
                "reason": choice.reason,
                "against_ranking": choice.facts["against_ranking"],
                "ranking": choice.facts["ranking"],
                "criteria": choice.facts["criteria"],
                "dissent": choice.facts["dissent"],
                "dissents": choice.facts.get("dissents", []),
                "runners_up": choice.facts.get("runners_up", []),
                "conditions": choice.facts.get("conditions", []),
                "sha256": choice.facts_sha256,
            }
            if choice
            else None,
            "charts": drawn + (_charts(choice) if choice else []),
            "contracts": [
                _contract(contract)
                for contract in contracts.prefetch_related("clauses", *PREFETCH, "stages", "reviews")
            ],
        }
    )


def _charts(choice: VendorSelection) -> list[dict[str, Any]]:
    """How often each vendor took each place when it was chosen: a picture for each language, for its words are in it."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = next(charts_of(choice.facts), None)
    if not all(found.values()):
        return []
    parts = ("figure", "title", "description")
    return [{part: {code: getattr(chart, part) for code, chart in found.items()} for part in parts}]


def _contract(contract: Contract) -> dict[str, Any]:
    upcoming = contract.current_notice
    return {
        "name": contract.name,
        "vendor": contract.vendor.name,
        "state": contract.state,
        "words": words_of(contract, "state"),
        "monthly_fee": contract.monthly_fee,
        "starts_on": contract.starts_on,
        "signed_on": contract.signed_on,
        "term_end": upcoming.term_end if upcoming else contract.first_term_end,
        "notice_by": contract.notice_by,
        "renews": contract.rolls_on,
        "ends_on": contract.ends_on,
        **standing(contract),
        "clauses": sum(clause.present for clause in clauses_of(contract).values()),
        "clauses_total": len(clauses_of(contract)),
        "missing": [in_every_language(key.label) for key in missing_clauses(contract)],
    }


@registry.events
def happened(programme, since, until):
    """The way chosen, the vendor chosen, contracts approved and signed."""
    days = {"programme": programme, "at__date__gte": since, "at__date__lte": until}
    for decision in SourcingDecision.objects.filter(**days).select_related("option"):
        text = say(_("{name} decided: {option}."), name=decision.by_name, option=decision.option.title)
        yield registry.Event(decision.at.date(), in_every_language(text))
    for choice in VendorSelection.objects.filter(**days).select_related("winner"):
        text = say(_("{name} chose {vendor}."), name=choice.by_name, vendor=choice.winner.name)
        yield registry.Event(choice.at.date(), in_every_language(text))
    for approval in ContractApproval.objects.filter(**days).select_related("contract"):
        text = say(
            _("{name} approved the contract: {contract}."), name=approval.by_name, contract=approval.contract.name
        )
        yield registry.Event(approval.at.date(), in_every_language(text))
    signed = Contract.objects.filter(programme=programme, signed_on__gte=since, signed_on__lte=until)
    for contract in signed.select_related("vendor"):
        text = say(_("Contract signed with {vendor}: {contract}."), vendor=contract.vendor.name, contract=contract.name)
        yield registry.Event(contract.signed_on, in_every_language(text))
