from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.programme.pages import programme_page
from sla import actions, shown
from sla.forms import (
    AgreementForm,
)
from sla.models import Agreement, Breach, Credit, EventImport, MonthlyResult, Objective
from sla.overview import lines
from sla.views.shared import SECTION, agreements_seen_by, one_agreement
from vendors.models import Contract

FIRST_LINES = 24


@programme_page("sla.view_agreement")
def agreements(request, programme):
    unanswered = Count(
        "objectives__breaches", filter=Q(objectives__breaches__state__in=Breach.UNANSWERED), distinct=True
    )
    unclaimed = Q(objectives__breaches__credit__state="computed", objectives__breaches__credit__amount__gt=0)
    found = agreements_seen_by(request.user, programme).annotate(
        objective_count=Count("objectives", distinct=True),
        unanswered=unanswered,
        unclaimed=Count("objectives__breaches__credit", filter=unclaimed, distinct=True),
    )
    page = Paginator(found.order_by("name", "pk"), 30).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines(page, today=timezone.localdate()),
        "has_contracts": Contract.objects.filter(programme=programme).exists(),
        "page_title": _("Service levels"),
    }
    return render(request, "sla/agreement_list.html", context)


@programme_page("sla.view_agreement")
def agreement(request, programme, pk):
    """Chart, results, breaches and credits, exclusions, where the measurements come from."""
    found = one_agreement(request, programme, pk, "sla.view_agreement")
    with timezone.override(found.zone):
        return render(request, "sla/agreement.html", agreement_context(found, everything="all" in request.GET))


def agreement_context(agreement: Agreement, *, everything: bool) -> dict:
    today = timezone.localdate()
    objectives = list(agreement.objectives.all())
    for objective in objectives:
        objective.agreement = agreement
    results = shown.results_of(agreement)
    months, rows, known = shown.table(objectives, results, this_month=today.replace(day=1))
    credits = list(
        Credit.objects.filter(breach__objective__agreement=agreement).select_related("breach__objective", "claimed_by")
    )
    for credit in credits:
        credit.breach.objective.agreement = agreement
        credit.breach.credit = credit
    by_time = [objective for objective in objectives if objective.kind == Objective.Kind.AVAILABILITY]
    charts = [shown.chart(objective, results.get(objective.pk, {})) for objective in by_time]
    lines = None if everything else FIRST_LINES
    open_claims = sorted((credit for credit in credits if credit.waits_for_claim), key=lambda item: item.claim_by)
    exclusions = agreement.exclusions.all()
    return SECTION | {
        "agreement": agreement,
        "page_title": agreement.name,
        "objectives": objectives,
        "charts": [chart for chart in charts if chart],
        "months": months,
        "rows": rows,
        "known": known,
        "provisional": _provisional(results),
        "credits": credits[:lines],
        "credit_count": len(credits),
        "next_claim": open_claims[0] if open_claims else None,
        "totals": shown.totals(agreement, credits, today=today),
        "missed": _missed_lately(rows),
        "exclusions": exclusions[:lines],
        "exclusion_count": exclusions.count(),
        "rules": agreement.rules(),
        "imports": agreement.imports.filter(state=EventImport.State.IMPORTED).select_related("by")[:lines],
        "more": not everything,
        "first_lines": FIRST_LINES,
    }


def _provisional(results) -> MonthlyResult | None:
    """The latest month that does not count yet, to say how far the measurements reach."""
    found = [result for row in results.values() for result in row.values() if result.provisional]
    return max(found, key=lambda result: result.month, default=None)


def _missed_lately(rows) -> tuple[int, int] | None:
    """Months with a miss among the last six complete ones."""
    months = {}
    for row in rows:
        for cell in row.cells:
            if cell.result and not cell.result.provisional and cell.result.attained is not None:
                months[cell.result.month] = months.get(cell.result.month, False) or cell.is_missed
    latest = sorted(months, reverse=True)[:6]
    return (sum(months[month] for month in latest), len(latest)) if latest else None


@programme_page("sla.edit_agreement")
def new_agreement(request, programme):
    form = AgreementForm(request.POST or None, instance=Agreement(programme=programme), programme=programme)
    return new_record(
        request,
        form,
        title=_("New agreement"),
        lead=_("The terms as they were signed: fee, caps, days to claim. Objectives and credit tiers follow."),
        permission="sla.edit_agreement",
        back=lambda record: record.get_absolute_url(),
        **SECTION,
    )


@programme_page("sla.edit_agreement")
def edit_agreement(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_agreement")
    actions.keep_terms(found)
    form = AgreementForm(request.POST or None, instance=found, programme=programme)
    return edit_record(
        request, form, title=found.name, permission="sla.edit_agreement", back=found, crumb=found, **SECTION
    )


@programme_page("sla.run_agreement")
def put_in_force(request, programme, pk):
    """The terms once more, and what is missing, before they count."""
    found = one_agreement(request, programme, pk, "sla.run_agreement")
    if request.method == "POST":
        actions.put_in_force(found, by=request.user)
        messages.success(request, _("%(name)s is in force.") % {"name": found.name})
        return redirect(found)
    context = SECTION | {"agreement": found, "objectives": found.objectives.all(), "rules": found.rules()}
    context |= {"crumb": found, "page_title": _("Put in force")}
    return render(request, "sla/put_in_force.html", context)
