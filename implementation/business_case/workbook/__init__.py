"""The lines of a version as a workbook, out and in."""

from implementation.business_case.workbook.fates import fates
from implementation.business_case.workbook.reading import Brought, read_file
from implementation.business_case.workbook.writing import workbook

__all__ = ["Brought", "fates", "read_file", "workbook"]
