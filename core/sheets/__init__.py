"""Tables that people bring and take away: CSV, TSV, TXT and XLSX, as plain rows.

Reading trusts nothing: size, unpacked size, members, rows, columns and the length of a cell are limited (``Limits``), macros,
external links, passwords and old formats are refused, each with a sentence (``Unreadable``). Formulas are never evaluated:
the value that the program saved with them is read. Writing neutralises cells that a program would take for a formula, and
reading takes that back, so that a table comes home unchanged.
"""

from core.sheets.reading import read
from core.sheets.table import LIMITS, Limits, Row, Sheet, Unreadable, address, neutral, restored
from core.sheets.writing import Column, Page, write_csv, write_xlsx

__all__ = [
    "LIMITS",
    "Column",
    "Limits",
    "Page",
    "Row",
    "Sheet",
    "Unreadable",
    "address",
    "neutral",
    "read",
    "restored",
    "write_csv",
    "write_xlsx",
]
