from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.text import whole
from implementation.programme import status
from implementation.programme.pages import one_of, programme_page
from implementation.reports import actions
from implementation.reports.document import sheet
from implementation.reports.facts import facts
from implementation.reports.forms import ReportForm, next_period
from implementation.reports.models import ProgressReport, ReportFile


@programme_page("reports.view_progressreport")
def reports(request, programme):
    """Every report, the newest first, with its files."""
    found = programme.progressreports.defer("facts", "done", "next").prefetch_related("files")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "reports/report_list.html", {"page": page})


@programme_page("reports.publish_report")
def new_report(request, programme):
    """Write the words beside page 1 as it would be, look at it once more, publish. Nothing is kept before that."""
    step = request.POST.get("step", "")
    defaults = next_period(programme)
    form = ReportForm(request.POST or None, initial=defaults, instance=ProgressReport(programme=programme))
    ready = step in ("check", "publish") and form.is_valid()
    if ready and step == "publish":
        return _publish(request, programme, form)
    previous = programme.progressreports.first()
    known = facts(programme, **_words(form, defaults, entered=request.method == "POST"))
    context = {"form": form, "previous": previous, "number": known["number"], "sheet": sheet(known)}
    if request.htmx:
        return render(request, "reports/_preview.html", context)
    if step == "preview":
        form.errors.clear()
    return render(request, "reports/confirm.html" if ready else "reports/new_report.html", context)


def _words(form: ReportForm, defaults: dict, *, entered: bool) -> dict:
    """What the person has written so far, as far as it can be used."""
    words = {name: form[name].value() or "" for name in ("headline", "done", "next")} if entered else {}
    if not entered:
        return defaults
    form.is_valid()
    return {name: form.cleaned_data.get(name) or day for name, day in defaults.items()} | words


def _publish(request, programme, form):
    words = {name: form.cleaned_data[name] for name in form._meta.fields}
    shown = request.POST.get("number", "")
    report = actions.publish(programme, by=request.user, number=whole(shown), **words)
    messages.success(request, _("%(report)s is published.") % {"report": report})
    return redirect(report)


@programme_page("reports.view_progressreport")
def report(request, programme, pk):
    """Page 1 as it was frozen, the files, and what stands differently now."""
    found = one_of(programme, ProgressReport.objects, pk, request.user, "reports.view_progressreport")
    context = {"report": found, "files": list(found.files.all())}
    context["working"] = any(file.state in (file.State.QUEUED, file.State.RUNNING) for file in context["files"])
    context["failed"] = any(file.state == file.State.FAILED for file in context["files"])
    if request.htmx:
        return render(request, "reports/_files.html", context)
    context |= {"sheet": sheet(found.facts), "dimensions": _then_and_now(found)}
    return render(request, "reports/published.html", context)


def _then_and_now(report: ProgressReport) -> list[dict]:
    then = {item["name"]: item["level"] for item in report.facts["dimensions"]}
    return [
        {"label": item.label, "then": then.get(item.name), "now": item, "changed": then.get(item.name) != item.level}
        for item in status.on_page(report.programme)
    ]


@require_GET
@programme_page("reports.view_progressreport")
def download_report(request, programme, pk, language):
    """The stored bytes, after their hash is checked."""
    found = one_of(programme, ProgressReport.objects, pk, request.user, "reports.view_progressreport")
    file = ReportFile.objects.filter(report=found, language=language).first()
    if file is None:
        raise Http404
    response = HttpResponse(actions.stored_bytes(file), content_type="application/pdf")
    name = f"{slugify(programme.name, allow_unicode=True) or 'programme'}-{found.number}-{file.tag}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@programme_page("reports.publish_report")
def redraw_report(request, programme, pk):
    found = one_of(programme, ProgressReport.objects, pk, request.user, "reports.publish_report")
    actions.draw_again(found, by=request.user)
    messages.success(request, _("The files are being drawn again."))
    return redirect(found)
