"""The clause checklist as one sheet, and the risks that missing clauses speak for."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from risks.actions import add_from_catalogue, link_risk
from risks.models import Risk
from vendors.actions._record import ask, keep, take
from vendors.clauses import GUIDE, REQUIRED
from vendors.models import Clause, Contract, ContractClause

State = Contract.State


def clauses_of(contract: Contract) -> dict[str, ContractClause]:
    """Every clause that a contract must settle, in order, with what was noted for this one."""
    noted = {clause.key: clause for clause in contract.clauses.all()}
    return {key: noted.get(key) or ContractClause(contract=contract, key=key) for key in Clause}


def missing_clauses(contract: Contract) -> list[Clause]:
    """Those without which it does not pass the contract review."""
    found = clauses_of(contract)
    return [key for key in REQUIRED if not found[key].present]


@transaction.atomic
def save_clauses(
    contract: Contract, entries: Mapping[str, tuple[bool, str]], *, by: User, seen_revision: int | None = None
) -> Contract:
    """The whole checklist: ``entries`` by clause, each whether it is there and where."""
    ask(by, "vendors.edit_contract", contract)
    fresh = take(contract, seen_revision=seen_revision)
    if fresh.state not in (State.DRAFT, State.SIGNED):
        raise Refused(_("The clauses stay as they are during the review: the sponsor sends the contract back first."))
    clauses = clauses_of(fresh)
    before = _noted(clauses)
    for key, (present, where) in entries.items():
        clause = clauses[key]
        clause.present, clause.where = present, where.strip()
        clause.full_clean(validate_unique=False, validate_constraints=False)
        clause.save()
    keep(fresh, "clauses noted", by=by, before=before, after=_noted(clauses))
    return fresh


def _noted(clauses: Mapping[str, ContractClause]) -> dict[str, str]:
    return {str(key): clause.where if clause.present else "" for key, clause in clauses.items()}


@transaction.atomic
def take_risks_of_clauses(contract: Contract, keys: Iterable[str], *, by: User) -> list[Risk]:
    """Put what missing clauses leave open into the register, each linked to the contract; what is there already is linked."""
    ask(by, "risks.edit_risk", contract.programme)
    offered = {GUIDE[key].risk for key, clause in clauses_of(contract).items() if not clause.present} - {""}
    wanted = [key for key in dict.fromkeys(keys) if key in offered]
    if not wanted:
        raise Refused(_("Choose at least one of the risks."))
    add_from_catalogue(contract.programme, wanted, by=by)
    risks = list(Risk.objects.filter(programme=contract.programme, catalogue_key__in=wanted))
    for risk in risks:
        link_risk(risk, contract, by=by)
        link_risk(risk, contract.vendor, by=by)
    return risks
