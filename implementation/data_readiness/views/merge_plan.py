"""Clusters, and the plan of what to merge into what as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.sheets import Column, Page, write_csv, write_xlsx
from implementation.data_readiness import duplicate_work
from implementation.data_readiness.models import DuplicateRun, SampleAccess
from implementation.data_readiness.rows import columns_of
from implementation.data_readiness.views.duplicates import SECTION, SEE, find_run
from implementation.programme.pages import programme_page

CLUSTERS_A_PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page(SEE)
def duplicate_clusters(request, programme, pk):
    run = find_run(programme, pk, request.user, SEE)
    if run.state != DuplicateRun.State.DONE:
        return redirect(run)
    page = Paginator(duplicate_work.all_clusters(run), CLUSTERS_A_PAGE).get_page(request.GET.get("page"))
    shown = duplicate_work.planned(run, list(page.object_list))
    if run.has_rows and shown:
        rows = sum(len(item.rows) for item in shown)
        duplicate_work.note_look(run, SampleAccess.What.PAIRS, rows=rows, by=request.user)
    context = {
        "title": _("Clusters"), "run": run, "page": page, "clusters": [table(run, item) for item in shown],
        "headings": columns_of(run.data_file),
    }  # fmt: skip
    return render(request, "data_readiness/duplicate_clusters.html", SECTION | context)


def table(run, item) -> dict:
    """One cluster as rows of a table: which row, whether it stays, its cells, and last what one record would hold."""
    lines = [
        {
            "row": row_name(run, row),
            "stays": item.merge is not None and row == item.merge.kept,
            "cells": duplicate_work.laid_out(run, row, item.cells[row]) if row in item.cells else [],
        }
        for row in item.rows
    ]
    suggested = [value.value if value else "" for value in item.merge.values] if item.merge else []
    return {"number": item.number, "lines": lines, "suggested": suggested}


def row_name(run, row) -> str:
    """The line in the file, with the file where there are two."""
    source, line = row
    if run.other_file is None:
        return str(line)
    return f"{(run.data_file, run.other_file)[source].file_name}: {line}"


@programme_page(SEE)
def export_plan(request, programme, pk, kind):
    """Every cluster: which row stays, which goes into it, and for each column the suggested value with the row it is from."""
    run = find_run(programme, pk, request.user, SEE)
    if run.state != DuplicateRun.State.DONE:
        return redirect(run)
    plan = duplicate_work.planned(run, duplicate_work.all_clusters(run))
    if run.has_rows:
        rows = sum(len(item.rows) for item in plan)
        duplicate_work.note_look(run, SampleAccess.What.MERGE_PLAN, rows=rows, by=request.user)
    headings, lines = plan_table(run, plan)
    made = as_xlsx(headings, lines) if kind == "xlsx" else write_csv(headings, lines)
    answer = HttpResponse(made, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="merge-plan-{run.pk}.{kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def plan_table(run, plan) -> tuple[list[str], list[list]]:
    names = columns_of(run.data_file) if run.has_rows else []
    headings = [_("Cluster"), _("Row"), _("What to do"), _("Into row")]
    for name in names:
        headings += [name, _("%(column)s: from row") % {"column": name}]
    return headings, [line for item in plan for line in plan_lines(run, item, names)]


def plan_lines(run, item, names) -> list[list]:
    """Without the cells of the files (they are deleted) the first row of a cluster stands for it."""
    kept = item.merge.kept if item.merge else item.rows[0]
    found = []
    for row in sorted(item.rows, key=lambda row: row != kept):
        line = [item.number, row_name(run, row), _("Keep") if row == kept else _("Merge"), row_name(run, kept)]
        for at in range(len(names)):
            value = item.merge.values[at] if row == kept and item.merge and at < len(item.merge.values) else None
            line += [value.value, row_name(run, value.source)] if value else ["", ""]
        found.append(line)
    return found


def as_xlsx(headings, lines) -> bytes:
    columns = [Column(heading, 10 if at < 4 else 22) for at, heading in enumerate(headings)]
    return write_xlsx([Page(_("Merge plan"), columns, lines, frozen=4)])
