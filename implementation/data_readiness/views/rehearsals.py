"""Rehearsals of the move: the list with its trend, one with its figures and what changed, planning, running, signing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.charts import Chart
from core.charts.figures import line_chart
from core.edit import edit_record, new_record
from core.refusal import Refused
from core.sheets import Column, Page, write_xlsx
from core.text import number, rounded
from implementation.data_readiness.actions import rehearsals as actions
from implementation.data_readiness.forms.rehearsals import PlanRehearsalForm, RunForm
from implementation.data_readiness.models import Rehearsal
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "data_inventory"}
VIEW, EDIT = "data_readiness.view_rehearsal", "data_readiness.edit_rehearsal"
PER_PAGE = 30
MOST_LINES, MOST_RUNS = 5, 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FOUND = Rehearsal.objects.select_related(
    "domain__programme__organisation", "domain__owner", "source", "ran_by", "signed_by"
)


def find_rehearsal(programme, pk, user, permission=VIEW) -> Rehearsal:
    return one_of(programme, FOUND.prefetch_related("totals", "rejects"), pk, user, permission)


@programme_page(VIEW)
def rehearsals(request, programme):
    found = FOUND.filter(domain__programme=programme)
    page = Paginator(found.order_by("-on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    run = [item for item in found.order_by("domain", "number") if item.rejected_share is not None]
    context = {"title": _("Migration rehearsals"), "page": page, "chart": rejects_chart(run)}
    return render(request, "data_readiness/rehearsals.html", SECTION | context)


def rejects_chart(run: Sequence[Rehearsal]) -> Chart | None:
    """The share of rejected rows from rehearsal to rehearsal, a line for each domain; None before one has run twice."""
    by_domain: dict[Any, list[Rehearsal]] = {}
    for item in run:
        by_domain.setdefault(item.domain, []).append(item)
    drawn = dict(list(by_domain.items())[:MOST_LINES])
    runs = min(max((len(items) for items in drawn.values()), default=0), MOST_RUNS)
    if runs < 2:
        return None
    series = {}
    for domain, items in drawn.items():
        shares = [float(rounded(item.rejected_share, 2)) for item in items[-runs:]]
        series[domain.name] = shares + [None] * (runs - len(shares))
    names = [str(at) for at in range(1, runs + 1)]
    rows = [
        [name, *["–" if values[at] is None else str(number(values[at], 2)) for values in series.values()]]
        for at, name in enumerate(names)
    ]
    last = [(name, [value for value in values if value is not None][-1]) for name, values in series.items()]
    words = _("Last: %(shares)s.") % {"shares": ", ".join(f"{name} {number(value, 2)} %" for name, value in last)}
    figure = line_chart(series, names, y_title=_("Rejected rows, %"), unit="%", from_zero=True)
    return Chart(figure, _("Rejected rows from rehearsal to rehearsal"), words, [_("Rehearsal"), *series], rows)


@dataclass(frozen=True)
class Compared:
    """One figure, now and in the rehearsal before."""

    name: Any
    now: Decimal | int | None
    before: Decimal | int | None

    @property
    def change(self) -> Decimal | int | None:
        return None if self.now is None or self.before is None else self.now - self.before


FIGURES = (
    ("read", gettext_lazy("Rows read")),
    ("loaded", gettext_lazy("Rows loaded")),
    ("rejected", gettext_lazy("Rows rejected")),
    ("minutes", gettext_lazy("Minutes it took")),
)


def compared(found: Rehearsal, before: Rehearsal | None) -> list[Compared]:
    return [Compared(name, getattr(found, key), getattr(before, key, None)) for key, name in FIGURES]


def reasons_compared(found: Rehearsal, before: Rehearsal | None) -> list[Compared]:
    """Rejected rows by reason, now and before; a reason that is gone counts 0 now."""
    now = {reject.reason: reject.rows for reject in found.rejects.all()}
    old = {reject.reason: reject.rows for reject in before.rejects.all()} if before else {}
    names = [*now, *[reason for reason in old if reason not in now]]
    return [Compared(name, now.get(name, 0), old.get(name, 0) if before else None) for name in names]


@programme_page(VIEW)
def rehearsal(request, programme, pk):
    found = find_rehearsal(programme, pk, request.user)
    earlier = FOUND.prefetch_related("rejects").filter(domain=found.domain_id, number__lt=found.number)
    before = earlier.exclude(state=Rehearsal.State.PLANNED).order_by("-number").first()
    has_run = found.state != Rehearsal.State.PLANNED
    context = {
        "title": str(found),
        "rehearsal": found,
        "before": before,
        "figures": compared(found, before) if has_run else [],
        "reasons": [item for item in reasons_compared(found, before) if item.now == 0] if has_run else [],
        "changes": {item.name: item.change for item in reasons_compared(found, before)},
        "is_open": has_run and found.is_open,
    }
    return render(request, "data_readiness/rehearsal.html", SECTION | context)


@programme_page(EDIT)
def plan_rehearsal(request, programme):
    form = PlanRehearsalForm(request.POST or None, instance=Rehearsal(), programme=programme)
    return new_record(
        request,
        form,
        title=_("Plan a rehearsal"),
        lead=_("A trial of the move with real data: what goes in, what comes out, what is refused, how long it takes."),
        save=lambda found: actions.plan_rehearsal(found, by=request.user),
        back=lambda found: found.get_absolute_url(),
        cancel=reverse("rehearsals", args=[programme.pk]),
        **SECTION,
    )


@programme_page(EDIT)
def record_rehearsal(request, programme, pk):
    found = find_rehearsal(programme, pk, request.user, EDIT)
    if not found.is_open:
        messages.error(request, _("The figures are reconciled. Reopen the rehearsal to correct them."))
        return redirect(found)
    return edit_record(
        request,
        RunForm(request.POST or None, instance=found),
        title=_("Figures of the rehearsal"),
        lead=str(found),
        save=actions.record_rehearsal,
        back=found,
        **SECTION,
    )


@programme_page(VIEW)
def sign_rehearsal(request, programme, pk):
    """GET asks, POST signs."""
    found = find_rehearsal(programme, pk, request.user, "data_readiness.sign_rehearsal")
    if request.method == "POST":
        try:
            actions.sign_rehearsal(found, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The rehearsal is signed."))
        return redirect(found)
    return render(
        request, "data_readiness/sign_rehearsal.html", SECTION | {"rehearsal": found, "title": _("Sign the rehearsal")}
    )


@programme_page(VIEW)
def export_rehearsals(request, programme):
    """Rehearsals, totals and reasons, a sheet each."""
    found = list(
        FOUND.filter(domain__programme=programme).prefetch_related("totals", "rejects").order_by("domain", "number")
    )
    answer = HttpResponse(as_xlsx(found), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="rehearsals-{programme.pk}.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_xlsx(found: Sequence[Rehearsal]) -> bytes:
    first = [Column(_("Data domain"), 20), Column(_("Number"), 8)]
    heads = [_("Day"), _("State"), pgettext("of data", "Source"), _("Module"), _("Rows read"), _("Rows loaded"), _("Rows rejected"), _("Minutes"), _("Run by"), _("Signed by")]  # fmt: skip
    runs = [
        [
            item.domain.name, item.number, item.on, item.get_state_display(), item.source.name if item.source else "",
            str(item.module_name), item.read, item.loaded, item.rejected, item.minutes, item.ran_by.name,
            item.signed_by.name if item.signed_by else "",
        ]
        for item in found
    ]  # fmt: skip
    totals = [
        [
            item.domain.name,
            item.number,
            line.name,
            line.source_value,
            line.target_value,
            line.difference,
            line.tolerance,
        ]
        for item in found
        for line in item.totals.all()
    ]
    rejects = [
        [item.domain.name, item.number, line.reason, line.rows, line.where]
        for item in found
        for line in item.rejects.all()
    ]
    amounts = [_("Total"), _("In the source"), _("In the CRM"), _("Difference"), _("Tolerance")]
    whys = [_("Why they were refused"), _("Rows"), _("Lines or numbers")]
    return write_xlsx(
        [
            Page(pgettext("of the move", "Rehearsals"), first + [Column(head) for head in heads], runs, frozen=2),
            Page(_("Totals"), first + [Column(head, 20) for head in amounts], totals, frozen=2),
            Page(_("Rejected rows"), first + [Column(head, 30) for head in whys], rejects, frozen=2),
        ]
    )
