"""Bringing a register in, page by page: file, sheets, columns, values, rows; then what came of it."""

from risks.views.imports.columns import columns, sheets
from risks.views.imports.done import discard, one, undo
from risks.views.imports.rows import rows
from risks.views.imports.upload import imports
from risks.views.imports.values import values

__all__ = ["columns", "discard", "imports", "one", "rows", "sheets", "undo", "values"]
