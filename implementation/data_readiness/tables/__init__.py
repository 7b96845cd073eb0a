"""Tables as they are brought: which encoding, which delimiter, where the headings are, what the columns hold."""

from implementation.data_readiness.tables.opening import Opened, columns_at, open_table
from implementation.data_readiness.tables.text import DELIMITERS, ENCODINGS, Reading

__all__ = ["DELIMITERS", "ENCODINGS", "Opened", "Reading", "columns_at", "open_table"]
