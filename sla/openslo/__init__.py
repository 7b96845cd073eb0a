"""Objectives as OpenSLO documents (openslo/v1, YAML), in and out; what one side does not know is listed."""

from sla.openslo.reading import Found, Proposal, read
from sla.openslo.writing import write

__all__ = ["Found", "Proposal", "read", "write"]
