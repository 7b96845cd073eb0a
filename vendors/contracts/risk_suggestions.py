"""Risks that contracts speak for: by what is missing in them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import say
from risks.registry import Suggestion, risk_suggestion
from vendors.actions.contracts.clauses import clauses_of
from vendors.clauses import GUIDE
from vendors.models import Contract


@risk_suggestion("vendors.clauses")
def missing_clauses(programme):
    """Each clause that a contract does not settle suggests the risk that it would keep small."""
    contracts = Contract.objects.filter(programme=programme).exclude(state=Contract.State.ENDED)
    for contract in contracts.prefetch_related("clauses"):
        if not any(clause.present for clause in contract.clauses.all()):
            continue  # nobody has gone through the checklist yet
        url = reverse("clause_risks", args=[programme.pk, contract.pk])
        for key, clause in clauses_of(contract).items():
            if not clause.present and GUIDE[key].risk:
                why = say(_("{contract} does not settle: {clause}."), contract=contract.name, clause=key.label)
                yield Suggestion(GUIDE[key].risk, why, url)
