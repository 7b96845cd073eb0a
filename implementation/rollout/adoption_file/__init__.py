"""Reading weekly figures of use from the rows of a table. Plain Python: it knows no database and writes nothing.

Columns are found by their headings, weeks in the usual shapes of a date; what cannot be used is named by line and column.
"""
