"""Criteria and knock-outs that fit a small firm choosing a CRM, in the words of the reader’s language.

A comparison takes over what fits, in the language of its organisation; how to judge, what evidence to ask for and what to ask
the vendors is read from here by the criterion’s key.
"""

from vendors.library import fit, safety, value
from vendors.library.demands import DEMANDS
from vendors.library.entry import GROUPS, Demand, Entry

ENTRIES: dict[str, Entry] = {
    entry.key: entry
    for group in GROUPS
    for part in (value, safety, fit)
    for entry in part.ENTRIES
    if entry.group == group
}

__all__ = ["DEMANDS", "ENTRIES", "GROUPS", "Demand", "Entry"]
