"""Reading costs from the rows of a table. Plain Python: it knows no database and writes nothing.

Columns are found by their headings; what cannot be used is named by its cell, with the reason.
"""
