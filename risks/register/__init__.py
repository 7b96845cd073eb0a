"""The register as a table: what it shows of which risks, and what people change in it."""

from risks.register.filters import Filter
from risks.register.overview import overview
from risks.register.rows import Row, row, with_parts

__all__ = ["Filter", "Row", "overview", "row", "with_parts"]
