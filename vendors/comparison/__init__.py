"""A round of scores read from the records and worked out: ranking, how firm it is, the second opinion, what to talk over."""

from vendors.comparison.cells import Cell
from vendors.comparison.lines import Change, Line, Move
from vendors.comparison.whole import Comparison
from vendors.comparison.working import compare

__all__ = ["Cell", "Change", "Comparison", "Line", "Move", "compare"]
