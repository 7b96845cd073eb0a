"""The change log: filters live in the address; sums of what is approved beside what was set aside."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt import actions, size
from change_mgmt.actions.limits import asked_for
from change_mgmt.models import ChangeRequest
from change_mgmt.views.listing import sorted_by
from core.sheets import Column, Page, write_xlsx
from implementation.budget.models import Budget, BudgetLine
from implementation.programme.crm_modules import MODULES
from implementation.programme.pages import programme_page

VIEW = "change_mgmt.view_changerequest"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SORTS = {
    "number": ("-number",),
    "cost": ("-cost", "-number"),
    "days": ("-days", "-number"),
    "decide_by": ("decide_by", "number"),
}
State = ChangeRequest.State


@programme_page(VIEW)
def changes(request, programme):
    log = ChangeRequest.objects.filter(programme=programme)
    found, chosen = narrowed(log, request.GET)
    found, sort = sorted_by(request, found.select_related("requested_by"), SORTS, default="number")
    limits = actions.limits_of(programme)
    context = {
        "page_title": _("Changes"),
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "states": State.choices,
        "sizes": ChangeRequest.Size.choices,
        "subjects": [(key, module.name) for key, module in MODULES.items()],
        "chosen": chosen,
        "narrows": any(chosen.values()),
        "sort": sort,
        "total": log.count(),
        "undecided": log.open().count(),
        "sums": sums(programme, found) if request.user.has_perm("budget.view_budget", programme) else {},
        "together": together(log, limits),
        **limits_shown(limits),
    }
    return render(request, "change_mgmt/change_list.html", context)


def narrowed(log: QuerySet, asked) -> tuple[QuerySet, dict]:
    chosen = {
        "q": asked.get("q", "").replace("\x00", "").strip()[:200],
        "state": asked.get("state", "") if asked.get("state") in ("open", *State.values) else "",
        "size": asked.get("size", "") if asked.get("size") in ChangeRequest.Size.values else "",
        "subject": asked.get("subject", "") if asked.get("subject") in MODULES else "",
    }
    if chosen["state"] == "open":
        log = log.open()
    elif chosen["state"]:
        log = log.filter(state=chosen["state"])
    if words := chosen["q"]:
        log = log.filter(Q(title__icontains=words) | Q(why__icontains=words) | _numbered(words))
    for name in ("size", "subject"):
        log = log.filter(**{name: chosen[name]}) if chosen[name] else log
    return log, chosen


def _numbered(words: str) -> Q:
    """The change that is named CR-07, cr-7 or 7; none where the words are no number."""
    digits = words.upper().removeprefix("CR-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 6
    return Q(number=int(digits)) if is_number else Q(pk__in=[])


def limits_shown(limits: size.Limits) -> dict:
    return {"cost_limit": limits.cost, "days_limit": limits.days}


def sums(programme, found) -> dict:
    """Cost and days of the approved ones among those shown, and how much of what was set aside for the unforeseen they take."""
    approved = found.filter(state__in=[State.APPROVED, State.IMPLEMENTED]).order_by()
    agreed = approved.aggregate(n=Count("pk"), cost=Sum("cost"), days=Sum("days"))
    waiting = found.filter(state__in=ChangeRequest.OPEN).order_by().aggregate(cost=Sum("cost"))
    budget = Budget.objects.filter(programme=programme, state=Budget.State.APPROVED).first()
    reserve = None
    if budget:
        reserve = BudgetLine.objects.filter(budget=budget, category="risk").aggregate(sum=Sum("amount"))["sum"]
    used = approved.filter(paid_from="risk").aggregate(cost=Sum("cost"))["cost"] or 0
    return {
        "n": agreed["n"],
        "cost": agreed["cost"] or 0,
        "days": agreed["days"] or 0,
        "waiting": waiting["cost"] or 0,
        "reserve": reserve,
        "used": used,
        "left": None if reserve is None else reserve - used,
    }


def together(log: QuerySet, limits: size.Limits) -> set[int]:
    """The numbers of small changes that pass a limit together with others of their module."""
    small = list(log.filter(size=size.SMALL).exclude(state=State.REJECTED).order_by("number"))
    asked = {change.number: (change.subject, asked_for(change)) for change in small}
    return {
        number
        for number, (subject, one) in asked.items()
        if size.split(one, [other for place, other in asked.values() if place == subject], limits=limits)
    }


@programme_page(VIEW)
def export_changes(request, programme):
    """The log as the address filters it."""
    found, _chosen = narrowed(ChangeRequest.objects.filter(programme=programme), request.GET)
    columns = [
        *(Column(_("No."), 8), Column(_("What should change"), 40), Column(_("Module"), 18), Column(_("State"), 18)),
        *(Column(_("Size"), 10), Column(_("Extra cost")), Column(_("Extra days")), Column(_("What it cost"))),
        *(
            Column(_("Days it took")),
            Column(_("Asked for by"), 20),
            Column(_("Asked for on")),
            Column(_("Decided by"), 26),
        ),
        Column(_("Why"), 60),
    ]
    rows = [
        [
            *(item.code, item.title, str(item.get_subject_display()), str(item.get_state_display())),
            *(str(item.get_size_display()), item.cost, item.days, item.actual_cost, item.actual_days),
            *(item.requested_by.name, item.asked_on, item.decided_by, item.why),
        ]
        for item in found.select_related("requested_by").order_by("number")
    ]
    content = write_xlsx([Page(_("Changes"), columns, rows, frozen=2)])
    name = f"changes-{timezone.localdate().isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
