from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused, Stale
from implementation.business_case import actions, charts
from implementation.business_case.forms import CaseForm, GridForm, LineForm
from implementation.business_case.models import BusinessCase, Line
from implementation.business_case.models.case import SETTINGS
from implementation.business_case.offers import offers
from implementation.business_case.worth import Worth
from implementation.business_case.xlsx import workbook
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "business_case"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page("business_case.view_businesscase")
def business_case(request, programme):
    """The version that counts, or how to begin."""
    current = actions.current_case(programme)
    if current is None:
        return render(request, "business_case/empty.html", SECTION | {"title": _("Business case")})
    return _show(request, programme, current)


@programme_page("business_case.view_businesscase")
def business_case_version(request, programme, pk):
    return _show(request, programme, _find(programme, pk, request.user, "business_case.view_businesscase"))


def _find(programme, pk, user, permission) -> BusinessCase:
    cases = BusinessCase.objects.select_related("programme__organisation", "submitted_by", "confirmation")
    return one_of(programme, cases, pk, user, permission)


def _show(request, programme, case):
    worth = Worth(case)
    context = SECTION | {
        "title": str(case),
        "case": case,
        "worth": worth,
        "chart": charts.cash_flow(worth),
        "versions": programme.businesscases.select_related("confirmation"),
        "unfinished": actions.unfinished_case(programme),
    }
    return render(request, "business_case/case.html", context)


@programme_page("business_case.edit_case")
def new_business_case(request, programme):
    """The first version, or one that starts from the last."""
    unfinished = actions.unfinished_case(programme)
    if unfinished and request.method == "GET":
        return redirect(unfinished)
    last = programme.businesscases.first()
    initial = {name: getattr(last, name) for name in SETTINGS} if last else {}
    form = CaseForm(request.POST or None, instance=BusinessCase(programme=programme, number=0), initial=initial)
    return new_record(
        request,
        form,
        title=_("New version of the business case") if last else _("Start the business case"),
        lead=_("Amounts are in %(currency)s. The lines come next.") % {"currency": programme.organisation.currency},
        save=lambda case: actions.start_version(case, by=request.user),
        back=lambda case: case.get_absolute_url(),
        cancel=reverse("business_case", args=[programme.pk]),
        **SECTION,
    )


def _draft(programme, pk, user) -> BusinessCase:
    found = _find(programme, pk, user, "business_case.edit_case")
    if found.state != BusinessCase.State.DRAFT:
        raise Refused(_("Only a draft can be changed: this version is submitted or confirmed."))
    return found


@programme_page("business_case.edit_case")
def edit_business_case(request, programme, pk):
    found = _draft(programme, pk, request.user)
    form = CaseForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), permission="business_case.edit_case", back=found, **SECTION)


@programme_page("business_case.edit_case")
def edit_lines(request, programme, pk):
    """The table: years as columns, saved all or nothing."""
    found = _draft(programme, pk, request.user)
    form = GridForm(request.POST or None, case=found)
    if request.method == "POST" and form.is_valid() and _save(request, found, form):
        kind = request.POST.get("then")
        if kind in Line.Kind.values:
            return redirect("add_line", programme.pk, found.pk, kind)
        messages.success(request, _("%(name)s is saved.") % {"name": found})
        return redirect(found)
    return render(
        request,
        "business_case/edit_lines.html",
        SECTION | {"title": _("Edit the lines"), "case": found, "form": form, "offers": _offered(programme, found)},
    )


def _offered(programme, case) -> list:
    """(name, offer, whether the draft has it with this amount already) of each cost that the records offer."""
    taken = {line.source: line for line in case.chosen.lines.exclude(source="")}
    found = offers(programme).items()
    return [(name, offer, name in taken and taken[name].likely == offer.a_year) for name, offer in found]


def _save(request, case, form) -> bool:
    try:
        seen = form.cleaned_data["revision"]
        actions.save_lines(case.chosen, form.entries, by=request.user, seen_revision=seen)
    except Stale as error:
        case.chosen.refresh_from_db(fields=["revision"])
        form.refuse_stale(error)
        return False
    return True


@require_POST
@programme_page("business_case.edit_case")
def take_offer(request, programme, pk, name):
    line = actions.take_offer(_draft(programme, pk, request.user).chosen, name, by=request.user)
    messages.success(request, _("%(name)s is saved.") % {"name": line})
    return redirect(_lines_page(line.case))


@programme_page("business_case.edit_case")
def add_line(request, programme, pk, kind):
    found = _draft(programme, pk, request.user)
    if kind not in Line.Kind.values:
        raise Http404
    form = LineForm(request.POST or None, instance=Line(scenario=found.chosen, kind=kind))
    return new_record(
        request,
        form,
        title=_("Add a cost") if kind == Line.Kind.COST else _("Add a benefit"),
        save=lambda line: actions.add_line(line, by=request.user),
        back=_lines_page(found),
        **SECTION,
    )


def _lines_page(case) -> str:
    return reverse("edit_lines", args=[case.programme_id, case.pk])


@programme_page("business_case.edit_case")
def remove_line(request, programme, pk):
    """GET asks, POST removes: what is removed is kept only in the audit trail."""
    found = one_of(
        programme, Line.objects.select_related("scenario__case__programme"), pk, request.user, "business_case.edit_case"
    )
    _draft(programme, found.scenario.case_id, request.user)
    back = _lines_page(found.case)
    if request.method == "POST":
        name = found.title
        actions.remove_line(found, by=request.user)
        messages.success(request, _("%(name)s is removed.") % {"name": name})
        return redirect(back)
    return render(
        request,
        "business_case/remove_line.html",
        SECTION | {"title": _("Remove the line"), "line": found, "back": back},
    )


@programme_page("business_case.edit_case")
def submit_case(request, programme, pk):
    found = _find(programme, pk, request.user, "business_case.edit_case")
    if request.method == "POST":
        actions.submit(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("Submitted. The sponsors have been told."))
        return redirect(found)
    return render(
        request,
        "business_case/submit.html",
        SECTION | {"title": _("Submit for confirmation"), "case": found, "worth": Worth(found)},
    )


@programme_page("business_case.confirm_case")
def confirm_case(request, programme, pk):
    found = _find(programme, pk, request.user, "business_case.confirm_case")
    if request.method == "POST":
        actions.confirm(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The business case is confirmed."))
        return redirect(found)
    return render(
        request,
        "business_case/confirm.html",
        SECTION | {"title": _("Confirm the business case"), "case": found, "worth": Worth(found)},
    )


@programme_page("business_case.view_businesscase")
def business_case_xlsx(request, programme, pk):
    found = _find(programme, pk, request.user, "business_case.view_businesscase")
    response = HttpResponse(workbook(Worth(found)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="business-case-{found.number}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
