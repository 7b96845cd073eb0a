"""Facts about service levels that gates ask for."""

from sla.gate_checks import breaches, claims, in_force, results, statements

__all__ = ["breaches", "claims", "in_force", "results", "statements"]
