"""Breaches: the list of a programme, one breach, and what the provider says to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import one_of, programme_page
from sla import breach_answers, shown
from sla.breach_forms import AcknowledgeForm, AnswerForm
from sla.models import Breach, MonthlyResult
from sla.statements.told import level
from sla.views.shared import SECTION, agreements_seen_by

PER_PAGE = 30
SORTS = {
    "month": ["month", "pk"],
    "-month": ["-month", "-pk"],
    "agreement": ["objective__agreement__name", "-month", "pk"],
    "state": ["state", "-month", "pk"],
    "due": [F("answer_by").asc(nulls_last=True), "pk"],
}


def one_breach(request, programme, pk, permission):
    found = Breach.objects.select_related(
        "objective__agreement__contract__vendor",
        "objective__agreement__programme__organisation",
        "credit__claimed_by",
        "explained_by",
        "acknowledged_by",
        "risk",
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.view_breach")
def breaches(request, programme):
    """Every month below its target, newest first; a vendor contact sees those of its own agreements."""
    agreements = agreements_seen_by(request.user, programme)
    rows = Breach.objects.filter(objective__agreement__in=agreements)
    everything = rows.exists()
    chosen = {name: request.GET.get(name, "") for name in ("state", "agreement", "sort")}
    if chosen["state"] == "overdue":
        rows = rows.filter(state__in=Breach.UNANSWERED, answer_by__lt=timezone.localdate())
    elif chosen["state"] in Breach.State.values:
        rows = rows.filter(state=chosen["state"])
    if (pk := whole(chosen["agreement"])) is not None:
        rows = rows.filter(objective__agreement=pk)
    rows = rows.select_related("objective__agreement__contract__vendor", "credit")
    page = Paginator(rows.order_by(*SORTS.get(chosen["sort"], SORTS["-month"])), PER_PAGE)
    page = page.get_page(request.GET.get("page"))
    for item in page:
        item.shown_measured, item.shown_target = _words(item)
        item.is_overdue = item.is_unanswered and bool(item.answer_by) and item.answer_by < timezone.localdate()
    context = SECTION | {
        "page": page,
        "any": everything,
        "agreements": agreements.order_by("name", "pk"),
        "states": Breach.State.choices,
        "chosen": chosen | {"agreement": pk},
        "page_title": _("Breaches"),
    }
    return render(request, "sla/breach_list.html", context)


def _words(breach: Breach) -> tuple[str, str]:
    unit, target = breach.objective.unit, str(breach.target)
    return level(str(breach.measured), target, unit), level(target, target, unit)


@programme_page("sla.view_breach")
def breach(request, programme, pk):
    found = one_breach(request, programme, pk, "sla.view_breach")
    result = MonthlyResult.objects.filter(objective=found.objective, month=found.month).first()
    found.credit.breach = found
    remedies = list(found.remedies.all())
    for remedy in remedies:
        remedy.breach = found
    measured, target = _words(found)
    with timezone.override(found.agreement.zone):
        context = SECTION | {
            "page_title": str(found),
            "crumb": found.agreement,
            "breach": found,
            "agreement": found.agreement,
            "credit": found.credit,
            "remedies": remedies,
            "result": result,
            "minutes": shown.minutes(result),
            "outages": shown.outages(result),
            "moved": result is not None and result.adjusted is not None and result.adjusted != found.measured,
            "measured": measured,
            "target": target,
            "now": level(str(result.adjusted), str(found.target), found.objective.unit)
            if result and result.adjusted is not None
            else "",
        }
        return render(request, "sla/breach.html", context)


@programme_page("sla.answer_breach")
def acknowledge_breach(request, programme, pk):
    found = one_breach(request, programme, pk, "sla.answer_breach")
    form = AcknowledgeForm(request.POST or None, initial={"seen": found.state})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            breach_answers.acknowledge(found, by=request.user, note=given["note"], seen=given["seen"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Acknowledged. The manager has been told."))
            return redirect(found)
    title = _("Acknowledge the breach: %(breach)s") % {"breach": found}
    context = SECTION | {"breach": found, "agreement": found.agreement, "form": form, "title": title}
    context |= {"crumb": found.agreement}
    return render(request, "sla/acknowledge_breach.html", context)


@programme_page("sla.answer_breach")
def explain_breach(request, programme, pk):
    found = one_breach(request, programme, pk, "sla.answer_breach")
    form = AnswerForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            breach_answers.explain(found, by=request.user, promises=form.promises, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is kept. The manager has been told."))
            return redirect(found)
    title = _("Answer the breach: %(breach)s") % {"breach": found}
    context = SECTION | {"breach": found, "agreement": found.agreement, "form": form, "title": title}
    context |= {"crumb": found.agreement}
    return render(request, "sla/explain_breach.html", context)
