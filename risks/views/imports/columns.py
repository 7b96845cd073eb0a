"""Which sheets and headings, and which field each column is."""

from collections import Counter
from copy import deepcopy

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.text import whole
from implementation.programme.pages import programme_page
from risks.imports.fields import FIELDS
from risks.imports.headings import SEVERAL
from risks.imports.plan import mark_columns, suggest_sheet, used, with_values
from risks.imports.uploads import correct
from risks.imports.writing import tables_of
from risks.views.imports.parts import draft, page

#: How many lines are shown to choose the headings from, and how many cells of a line or column as examples.
HEAD_LINES, EXAMPLES = 15, 3


@programme_page("risks.edit_risk")
def sheets(request, programme, pk):
    record = draft(programme, pk, request.user)
    tables = tables_of(record)
    problem = ""
    if request.method == "POST":
        plan = {"sheets": [_sheet(programme, table, old, request.POST) for table, old in _pairs(tables, record.plan)]}
        if any(sheet["use"] for sheet in plan["sheets"]):
            plan = with_values(programme, tables, plan, keep=record.plan["values"])
            correct(record, plan, by=request.user)
            return redirect("risk_import_columns", programme.pk, record.pk)
        problem = _("Choose at least one sheet.")
    shown = [
        {"table": table, "plan": sheet, "lines": table.rows[:HEAD_LINES], "rows": len(table.below(sheet["header"]))}
        for table, sheet in _pairs(tables, record.plan)
    ]
    return page(request, "risks/import_sheets.html", record, "risk_import_sheets", sheets=shown, problem=problem)


def _pairs(tables, plan):
    return list(zip(tables, plan["sheets"], strict=True))


def _sheet(programme, table, old, sent):
    """The sheet as the form asks for it; columns stay as they were where its headings do."""
    use = f"use-{table.position}" in sent
    header = whole(sent.get(f"header-{table.position}", ""))
    if header not in table.lines() or header == old["header"]:
        return {**old, "use": use}
    return suggest_sheet(programme, table, header=header, use=use)


@programme_page("risks.edit_risk")
def columns(request, programme, pk):
    record = draft(programme, pk, request.user)
    tables = tables_of(record)
    problems = []
    plan = record.plan
    if request.method == "POST":
        plan = deepcopy(plan)
        for sheet, table in used(plan, tables):
            sheet["fields"] = [_field(request.POST, table, column, old) for column, old in enumerate(sheet["fields"])]
        problems = [problem for sheet, table in used(plan, tables) for problem in _problems(sheet, table)]
        if not problems:
            plan = with_values(programme, tables, plan, keep=record.plan["values"])
            correct(record, plan, by=request.user)
            return redirect("risk_import_values", programme.pk, record.pk)
    shown = [{"table": table, "plan": sheet, "columns": _columns(sheet, table)} for sheet, table in used(plan, tables)]
    return page(
        request,
        "risks/import_columns.html",
        record,
        "risk_import_columns",
        sheets=shown,
        problems=problems,
        fields=FIELDS.items(),
    )


def _field(sent, table, column: int, old: str) -> str:
    field = sent.get(f"field-{table.position}-{column}", old)
    return field if field in FIELDS or not field else old


def _problems(sheet, table):
    """What keeps a sheet from being read."""
    counts = Counter(field for field in sheet["fields"] if field)
    if "title" not in counts:
        yield _("%(sheet)s: choose the column that names the risk.") % {"sheet": table.name}
    marks = mark_columns(sheet, table)
    for field, count in counts.items():
        columns = [place for place, name in enumerate(sheet["fields"]) if name == field]
        if count > 1 and field not in SEVERAL and not all(place in marks for place in columns):
            words = _("%(sheet)s: %(n)d columns are “%(field)s”. Keep one of them.")
            yield words % {"sheet": table.name, "n": count, "field": FIELDS[field]}


def _columns(sheet, table):
    headings, rows = table.headings(sheet["header"]), [cells for _line, cells in table.below(sheet["header"])[:50]]
    sure = sheet["sure"]
    for column, field in enumerate(sheet["fields"]):
        examples = list(dict.fromkeys(cells[column] for cells in rows if cells[column]))[:EXAMPLES]
        if not headings[column] and not examples:
            continue
        yield {
            "number": column,
            "name": f"field-{table.position}-{column}",
            "heading": headings[column],
            "examples": examples,
            "field": field,
            "unsure": bool(field) and not sheet["remembered"] and sure[column] < 0.8,
        }
