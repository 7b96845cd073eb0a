"""Versions: the page of one, its settings, submitting and confirming it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.business_case import actions, charts
from implementation.business_case.figures import COLUMNS, PAGES
from implementation.business_case.forms import CaseForm
from implementation.business_case.models import BusinessCase
from implementation.business_case.models.case import SETTINGS
from implementation.business_case.models.line import INVESTMENT
from implementation.business_case.versions import changed_since, facts_now
from implementation.business_case.views.find import (
    CONFIRM,
    EDIT,
    SECTION,
    VIEW,
    XLSX,
    draft_case,
    find_case,
    find_scenario,
)
from implementation.business_case.workbook import workbook
from implementation.business_case.worth import Worth
from implementation.programme.pages import programme_page


@programme_page(VIEW)
def business_case(request, programme):
    """The version that counts, or how to begin."""
    current = actions.current_case(programme)
    if current is None:
        return render(request, "business_case/empty.html", SECTION | {"title": _("Business case")})
    return _show(request, programme, current)


@programme_page(VIEW)
def business_case_version(request, programme, pk):
    return _show(request, programme, find_case(programme, pk, request.user))


@programme_page(VIEW)
def scenario(request, programme, pk):
    found = find_scenario(programme, pk, request.user)
    return _show(request, programme, found.case, found)


def _show(request, programme, case, scenario=None):
    worth = Worth(case, scenario)
    context = SECTION | {
        "title": str(case),
        "case": case,
        "worth": worth,
        "scenario": worth.scenario,
        "scenarios": case.scenarios.all(),
        "figures": [(page, page.value(worth)) for page in PAGES.values()],
        "chart": charts.cash_flow(worth),
        "versions": programme.businesscases.select_related("confirmation"),
        "unfinished": actions.unfinished_case(programme),
        "here": "case",
    }
    return render(request, "business_case/case.html", context)


@programme_page(VIEW)
def case_figure(request, programme, pk, name):
    """One figure: its formula, its inputs and the table that it is worked out in."""
    found = find_scenario(programme, pk, request.user)
    page = PAGES.get(name)
    if page is None:
        raise Http404
    worth = Worth(found.case, found)
    context = SECTION | {
        "title": page.title,
        "case": found.case,
        "scenario": found,
        "worth": worth,
        "page": page,
        "value": page.value(worth),
        "columns": [(key, COLUMNS[key]) for key in page.columns],
        "years": [(year["year"], [year[key] for key in page.columns]) for year in worth.years],
        "rows": [row for row in worth.rows if _counts(row, page.kinds)],
        "inputs": [(BusinessCase._meta.get_field(key), getattr(found.case, key)) for key in page.settings],
    }
    return render(request, "business_case/figure.html", context)


def _counts(row, kinds) -> bool:
    if kinds == ("investment",):
        return row.line.category in INVESTMENT
    return row.line.kind in kinds


@programme_page(EDIT)
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


@programme_page(EDIT)
def edit_business_case(request, programme, pk):
    found = draft_case(programme, pk, request.user)
    form = CaseForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), permission=EDIT, back=found, **SECTION)


@programme_page(EDIT)
def submit_case(request, programme, pk):
    found = find_case(programme, pk, request.user, EDIT)
    if request.method == "POST":
        actions.submit(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("Submitted. The sponsors have been told."))
        return redirect(found)
    return _ask(request, "business_case/submit.html", found, _("Submit for confirmation"))


@programme_page(CONFIRM)
def confirm_case(request, programme, pk):
    found = find_case(programme, pk, request.user, CONFIRM)
    if request.method == "POST":
        actions.confirm(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The business case is confirmed."))
        return redirect(found)
    return _ask(request, "business_case/confirm.html", found, _("Confirm the business case"))


def _ask(request, template, case, title):
    """What is put forward, and what changed since the version confirmed before."""
    facts = facts_now(case)
    context = {
        "title": title,
        "case": case,
        "worth": Worth(case),
        "kept": facts.get("simulation"),
        "change": changed_since(case, facts),
    }
    return render(request, template, SECTION | context)


@programme_page(VIEW)
def business_case_xlsx(request, programme, pk):
    found = find_case(programme, pk, request.user)
    return download(workbook(found), f"business-case-{found.number}.xlsx")


def download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
