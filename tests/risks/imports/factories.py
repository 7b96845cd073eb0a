"""Uploads for tests, made as people make them."""

from core.sheets import write_csv
from risks.imports.fates import digest
from risks.imports.uploads import upload
from risks.imports.writing import bring_in, preview
from risks.models import RiskImport
from tests.factories import user_as

HEADINGS = ["ID", "Risk", "Likelihood", "Impact", "Owner", "Status"]
ROWS = [["A1", "Data is late", "4", "3", "", "Open"], ["A2", "Nobody trains", "2", "5", "", "Open"]]


def make_draft(programme, *, rows=ROWS, headings=HEADINGS, name="register.csv", by=None) -> RiskImport:
    return upload(programme, name=name, data=write_csv(headings, rows), by=by or user_as("manager", programme))


def make_imported(programme, **fields) -> RiskImport:
    record = make_draft(programme, **fields)
    return bring_in(record, by=record.by, seen=digest(preview(record)), without_refused=True)
