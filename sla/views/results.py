import datetime
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.sheets import Page, write_csv, write_xlsx
from implementation.programme.pages import programme_page
from sla import telling
from sla.models import EventImport, MonthlyResult, Objective
from sla.objectives.promises import versions
from sla.results import charts, tables
from sla.results.budget import budget_words
from sla.results.steps import incidents, percentiles, steps
from sla.views.objectives import one_objective
from sla.views.shared import SECTION, one_agreement

CHART_MONTHS, PAGE_MONTHS, MOST_CHANGES, MOST_FILES = 18, 24, 20, 20


@programme_page("sla.view_objective")
def results(request, programme, pk):
    """Every objective by month, twelve at a time; each figure opens its month."""
    found = one_agreement(request, programme, pk, "sla.view_objective")
    with timezone.override(found.zone):
        page = Paginator(tables.months_of(found), tables.MONTHS_SHOWN).get_page(request.GET.get("page"))
        months = sorted(page.object_list)
        rows = tables.side_by_side(found, months)
        context = SECTION | {
            "agreement": found,
            "crumb": found,
            "page_title": _("Results"),
            "tab": "sla_results",
            "page": page,
            "months": months,
            "rows": rows,
            "known": tables.known(rows, months),
        }
        return render(request, "sla/results.html", context)


@programme_page("sla.view_objective")
def results_file(request, programme, pk):
    """All results as numbers: CSV, or a workbook."""
    found = one_agreement(request, programme, pk, "sla.view_objective")
    name = f"results-{found.pk}"
    if request.GET.get("as") == "csv":
        body = write_csv([column.heading for column in tables.COLUMNS], tables.lines(found))
        return _file(body, f"{name}.csv", "text/csv; charset=utf-8")
    body = write_xlsx([Page(_("Results"), tables.COLUMNS, tables.lines(found), frozen=2)])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(body, f"{name}.xlsx", kind)


def _file(body: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@programme_page("sla.view_objective")
def objective(request, programme, pk):
    """One promise: how it stands, its months, its versions, and what changed afterwards."""
    found = one_objective(request, programme, pk, "sla.view_objective")
    with timezone.override(found.agreement.zone):
        return render(request, "sla/objective.html", objective_context(request, found))


def objective_context(request, found: Objective) -> dict:
    mine = found.results.order_by("-month")
    page = Paginator(mine.defer("days", "worst", "outages"), PAGE_MONTHS).get_page(request.GET.get("page"))
    for result in page.object_list:
        _in_words(result, found)
    latest = list(mine.defer(*tables.HEAVY)[:CHART_MONTHS])
    now = mine.first()
    changes = found.result_changes.select_related("source")[:MOST_CHANGES]
    return SECTION | {
        "agreement": found.agreement,
        "crumb": found.agreement,
        "page_title": str(found),
        "tab": "sla_objectives",
        "objective": found,
        "promise": telling.promise(found),
        "how": telling.how(found),
        "chart": charts.of_months(found, latest[::-1]),
        "page": page,
        "latest": _in_words(now, found) if now else None,
        "budget": budget_words(now),
        "versions": [_with_promise(item) for item in versions(found)],
        "changes": [_change_words(change, found) for change in changes],
    }


def _with_promise(objective: Objective) -> Objective:
    objective.promise = telling.promise(objective)
    return objective


def _in_words(result: MonthlyResult, objective: Objective) -> MonthlyResult:
    result.objective = objective
    result.tone, result.words = telling.verdict(result)
    result.shown = telling.level(result.adjusted, objective, result.target)
    result.shown_raw = telling.level(result.raw, objective, result.target)
    result.promise = telling.promise(objective, result.target)
    result.budget = budget_words(result) if "figures" not in result.get_deferred_fields() else None
    return result


def _change_words(change, objective: Objective):
    change.was, change.now = (_level_of(facts, objective) for facts in (change.before, change.after))
    change.url = MonthlyResult(objective=objective, month=change.month).get_absolute_url()
    return change


def _level_of(facts: dict, objective: Objective) -> str:
    value, target = (None if facts.get(name) is None else Decimal(facts[name]) for name in ("adjusted", "target"))
    return telling.level(value, objective, target)


@programme_page("sla.view_objective")
def month_result(request, programme, pk, month):
    """A figure opened to its formula and what went into it."""
    found = one_objective(request, programme, pk, "sla.view_objective")
    try:
        day = datetime.date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
    result = found.results.filter(month=day).first()
    if result is None:
        raise Http404
    with timezone.override(found.agreement.zone):
        return render(request, "sla/month_result.html", month_context(found, result))


def month_context(found: Objective, result: MonthlyResult) -> dict:
    _in_words(result, found)
    around = found.results.defer(*tables.HEAVY)
    changes = found.result_changes.filter(month=result.month).select_related("source")[:MOST_CHANGES]
    return SECTION | {
        "agreement": found.agreement,
        "crumb": found.agreement,
        "page_title": f"{found}: {telling.month_words(result.month)}",
        "tab": "sla_results",
        "objective": found,
        "result": result,
        "steps": steps(result),
        "chart": charts.of_days(result),
        "percentiles": percentiles(result),
        "incidents": incidents(result),
        "changes": [_change_words(change, found) for change in changes],
        "files": _files(found, result),
        "breach": found.breaches.filter(month=result.month).first(),
        "before": around.filter(month__lt=result.month).order_by("-month").first(),
        "after": around.filter(month__gt=result.month).order_by("month").first(),
        "other": _other_version(found, result.month),
    }


def _files(found: Objective, result: MonthlyResult):
    """The files whose span reaches into the month."""
    start = result.month - datetime.timedelta(hours=found.max_silence_hours)
    end = (result.month + datetime.timedelta(days=32)).replace(day=1)
    files = found.agreement.imports.filter(
        state=EventImport.State.IMPORTED, first_at__date__lt=end, last_at__date__gte=start
    )
    return files.select_related("by").order_by("-at")[:MOST_FILES]


def _other_version(found: Objective, month: datetime.date) -> MonthlyResult | None:
    """The same month under the version before or after, where the promise changed in it."""
    ids = [found.replaces_id, *Objective.objects.filter(replaces=found).values_list("pk", flat=True)]
    other = MonthlyResult.objects.filter(objective__in=[pk for pk in ids if pk], month=month).select_related(
        "objective"
    )
    result = other.defer(*tables.HEAVY).first()
    if result is not None:
        result.objective.agreement = found.agreement
    return result
