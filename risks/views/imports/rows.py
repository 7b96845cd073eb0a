"""The fate of every row, and the one button that writes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.refusal import Refused
from implementation.programme.pages import programme_page
from risks.imports.fates import CHANGED, NAMES, NEW, REFUSED, counts, digest
from risks.imports.writing import bring_in, preview
from risks.views.imports.parts import draft, found, page

PER_PAGE = 50


@programme_page("risks.edit_risk")
def rows(request, programme, pk):
    if request.method == "POST":
        return _import(request, programme, found(programme, pk, request.user))
    return _show(request, draft(programme, pk, request.user))


def _show(request, record, problem=""):
    fates = preview(record)
    numbers = counts(fates)
    show = request.GET.get("show", "")
    chosen = [fate for fate in fates if fate.kind == show] if show in NAMES else fates
    several = sum(sheet["use"] for sheet in record.plan["sheets"]) > 1
    return page(
        request,
        "risks/import_rows.html",
        record,
        "risk_import_rows",
        numbers=[(kind, name, numbers[kind]) for kind, name in NAMES.items()],
        show=show if show in NAMES else "",
        total=len(fates),
        page=Paginator(chosen, PER_PAGE).get_page(request.GET.get("page")),
        seen=digest(fates),
        writes=numbers[NEW] + numbers[CHANGED],
        new=numbers[NEW],
        changed=numbers[CHANGED],
        refused=numbers[REFUSED],
        several=several,
        problem=problem,
    )


def _import(request, programme, record):
    try:
        done = bring_in(
            record,
            by=request.user,
            seen=request.POST.get("seen", ""),
            without_refused="without_refused" in request.POST,
        )
    except Refused as refusal:
        record.refresh_from_db()
        if record.is_draft:
            return _show(request, record, str(refusal))
        messages.error(request, str(refusal))
        return redirect("risk_import", programme.pk, record.pk)
    made, changed = done.counts[NEW], done.counts[CHANGED]
    words = ngettext("%(n)d new risk", "%(n)d new risks", made) % {"n": made}
    messages.success(request, _("Imported: %(made)s, %(changed)d changed.") % {"made": words, "changed": changed})
    return redirect("risk_import", programme.pk, record.pk)
