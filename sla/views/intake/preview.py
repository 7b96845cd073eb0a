"""One file: how far its reading is, what it holds, what it would change; here it is imported or discarded."""

from datetime import date, datetime
from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from core import access
from core.evidence import in_this_language
from core.refusal import Refused
from implementation.programme.pages import programme_page
from sla.intake import imports, runs
from sla.intake.sentences import REASONS
from sla.models import EventImport
from sla.shown import figure
from sla.views.intake.files import do_now
from sla.views.intake.shared import one_import, run_of
from sla.views.shared import SECTION

State = EventImport.State
SHOWN_PROBLEMS = 200


@programme_page("sla.view_eventimport")
def import_preview(request, programme, pk):
    found = one_import(request, programme, pk, "sla.view_eventimport")
    if request.method == "POST":
        access.require(request.user, "sla.import_events", found)
        return _answer(request, found)
    if request.htmx:
        return _work(request, found)
    with timezone.override(found.agreement.zone):
        return render(request, "sla/import_preview.html", preview_context(found))


def _work(request, batch: EventImport):
    """The part that shows how far the work is; once it is over, the whole page is asked for anew."""
    run = run_of(batch)
    if run is None:
        return HttpResponseClientRefresh()
    with timezone.override(batch.agreement.zone):
        return render(request, "sla/_work.html", {"batch": batch, "run": run, "pace": _pace(run)})


def _answer(request, batch: EventImport):
    if "cancel" in request.POST:
        if runs.cancel(batch, by=request.user):
            messages.success(request, _("Cancelled. Nothing of the file counts."))
        else:
            messages.error(request, _("It was too late to cancel: the work is done."))
        return redirect(batch)
    if "discard" in request.POST:
        imports.discard(batch, by=request.user)
        messages.success(request, _("Discarded. Nothing was imported."))
        return redirect(batch.agreement)
    if "import" not in request.POST and "leave_out" not in request.POST:
        raise Refused(_("Choose whether to import or to discard the file."))
    imports.start_import(batch, by=request.user, leave_out="leave_out" in request.POST)
    return _imported(request, batch)


def _imported(request, batch: EventImport):
    answer = do_now(request, batch)
    fresh = EventImport.objects.only("state", "added").get(pk=batch.pk)
    if fresh.state != State.IMPORTED:
        return answer
    if fresh.added:
        messages.success(request, _("Imported: %(n)d new measurements.") % {"n": fresh.added})
    else:
        messages.success(request, _("Every row was on record already: nothing was changed."))
    return redirect(batch.agreement)


def preview_context(batch: EventImport) -> dict:
    monitors = [
        item | {"first": datetime.fromisoformat(item["first"]), "last": datetime.fromisoformat(item["last"])}
        for item in batch.monitors
    ]
    named = {objective.monitor for objective in batch.agreement.objectives.all()}
    run = run_of(batch)
    last = getattr(batch, "run", None)
    return SECTION | {
        "page_title": batch.file_name,
        "crumb": batch.agreement,
        "batch": batch,
        "agreement": batch.agreement,
        "monitors": monitors,
        "problems": [_problem(item) for item in batch.problems[:SHOWN_PROBLEMS]],
        "months": [day for month in batch.months if (day := date.fromisoformat(month)) <= timezone.localdate()],
        "missing": sorted(named - {item["monitor"] for item in monitors}),
        "waits": batch.state == State.DRY_RUN and run is None,
        "run": run,
        "pace": _pace(run),
        "error": in_this_language(last.error) if last is not None and last.error and run is None else "",
        "findings": batch.findings,
        "words": list(batch.findings.get("unknown_words", {}).items()),
        "changes": [_change(item) for item in batch.changes],
    }


def _problem(item: dict) -> dict:
    return item | {"words": REASONS.get(item["reason"], item["reason"])}


def _change(item: dict) -> dict:
    """A result before and after as people read it."""
    target, unit = Decimal(item["target"]), item.get("unit", "%")

    def words(kept: str | None) -> str:
        if kept is None:
            return "–"
        return f"{figure(Decimal(kept), target)} %" if unit == "%" else f"{Decimal(kept).normalize():f}"

    return item | {"target": words(item["target"]), "before": words(item["before"]), "after": words(item["after"])}


def _pace(run) -> dict | None:
    """Rows in a second, and how long the rest may take."""
    if run is None or run.started_at is None or not run.done:
        return None
    seconds = max(1.0, (timezone.now() - run.started_at).total_seconds())
    pace = run.done / seconds
    return {"rows": pace, "left": max(0, run.total - run.done) / pace if pace else None}
