"""One import: on to its next page, or what came of it and the way back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from implementation.programme.pages import programme_page
from risks.imports import undoing, uploads
from risks.imports.fates import NAMES
from risks.imports.fields import FIELDS
from risks.models import RiskImport
from risks.views.imports.parts import found
from risks.views.section import SECTION

PER_PAGE = 50


@programme_page("risks.edit_risk")
def one(request, programme, pk):
    record = found(programme, pk, request.user)
    if record.is_draft:
        several = len(record.plan["sheets"]) > 1
        return redirect("risk_import_sheets" if several else "risk_import_columns", programme.pk, record.pk)
    rows = record.rows.select_related("risk__programme")
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in shown:
        row.names = [FIELDS[name] for name in row.fields if name in FIELDS]
    return render(
        request,
        "risks/import_done.html",
        {
            "record": record,
            "numbers": [(name, record.counts.get(kind, 0)) for kind, name in NAMES.items()],
            "page": shown,
            "kept": rows.filter(kept__isnull=False) if record.state == RiskImport.State.UNDONE else [],
            "may_undo": record.state == RiskImport.State.IMPORTED,
            "page_title": record.name,
            **SECTION,
        },
    )


@require_POST
@programme_page("risks.edit_risk")
def discard(request, programme, pk):
    record = found(programme, pk, request.user)
    uploads.discard(record, by=request.user)
    messages.success(request, _("%(name)s is put away; nothing of it was imported.") % {"name": record.name})
    return redirect("risk_imports", programme.pk)


@programme_page("risks.edit_risk")
def undo(request, programme, pk):
    """What would go and what would stay; the button takes it back."""
    record = found(programme, pk, request.user)
    if record.state != RiskImport.State.IMPORTED:
        return redirect(record)
    if request.method == "POST":
        try:
            done = undoing.undo(record, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            words = _("The import is undone: %(undone)d rows went back, %(kept)d stay.")
            messages.success(request, words % {"undone": done.counts["undone"], "kept": done.counts["kept"]})
        return redirect(record)
    rows = list(record.rows.select_related("risk__programme"))
    reasons = undoing.why_kept(rows)
    return render(
        request,
        "risks/import_undo.html",
        {
            "record": record,
            "made": sum(row.made for row in rows if row.pk not in reasons),
            "changed": sum(not row.made for row in rows if row.pk not in reasons),
            "stay": [(row, reasons[row.pk]) for row in rows if row.pk in reasons],
            "page_title": _("Undo the import"),
            **SECTION,
        },
    )
