"""The clauses of a contract as pages show them: what must be mended first."""

from dataclasses import dataclass

from vendors.actions.contracts.clauses import clauses_of
from vendors.clauses import GUIDE, Guide
from vendors.models import Contract, ContractClause

Row = tuple[ContractClause, Guide]


@dataclass(frozen=True)
class ClauseList:
    """``missing`` keeps a contract from passing the review; ``advised`` is missing too, but only worth having."""

    missing: list[Row]
    advised: list[Row]
    present: list[Row]


def clause_list(contract: Contract) -> ClauseList:
    rows = [(clause, GUIDE[key]) for key, clause in clauses_of(contract).items()]
    open_rows = [row for row in rows if not row[0].present]
    return ClauseList(
        missing=[row for row in open_rows if row[1].must],
        advised=[row for row in open_rows if not row[1].must],
        present=[row for row in rows if row[0].present],
    )
