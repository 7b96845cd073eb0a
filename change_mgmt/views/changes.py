from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt import actions, size
from change_mgmt.forms.changes import AssessForm, ChangeForm, DecideForm
from change_mgmt.models import ChangeRequest
from change_mgmt.views.listing import sorted_by
from core.edit import new_record
from core.refusal import Refused
from core.workflow import why_closed
from implementation.programme.pages import one_of, programme_page

VIEW = "change_mgmt.view_changerequest"
SORTS = {
    "number": ("-number",),
    "cost": ("-cost", "-number"),
    "days": ("-days", "-number"),
    "decide_by": ("decide_by", "number"),
}


@programme_page(VIEW)
def changes(request, programme):
    """The change log; filters live in the address."""
    log = ChangeRequest.objects.filter(programme=programme)
    wanted, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    found = log.select_related("requested_by")
    if wanted == "open":
        found = found.open()
    elif wanted in ChangeRequest.State.values:
        found = found.filter(state=wanted)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(why__icontains=words) | _numbered(words))
    found, sort = sorted_by(request, found, SORTS, default="number")
    context = {
        "page_title": _("Changes"),
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "states": ChangeRequest.State.choices,
        "wanted": wanted,
        "q": words,
        "sort": sort,
        "total": log.count(),
        "undecided": log.open().count(),
        **_limits(programme),
    }
    return render(request, "change_mgmt/change_list.html", context)


def _numbered(words: str) -> Q:
    """The change that is named CR-07, cr-7 or 7; none where the words are no number."""
    digits = words.upper().removeprefix("CR-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 6
    return Q(number=int(digits)) if is_number else Q(pk__in=[])


def _limits(programme) -> dict:
    return {"cost_limit": size.cost_limit(programme.organisation.currency), "days_limit": size.DAYS}


@programme_page("change_mgmt.submit_change")
def new_change(request, programme):
    form = ChangeForm(request.POST or None, instance=ChangeRequest(programme=programme, requested_by=request.user))
    return new_record(
        request,
        form,
        title=_("Ask for a change"),
        lead=_("The manager or the consultant finds its effects; then it is decided by someone other than you."),
        submit=_("Submit the change"),
        save=lambda change: actions.submit_change(change, by=request.user),
        back=lambda change: reverse("change", args=[programme.pk, change.pk]),
    )


@programme_page(VIEW)
def change(request, programme, pk):
    queryset = ChangeRequest.objects.select_related("requested_by", "assessed_by", "programme__organisation")
    found = one_of(programme, queryset, pk, request.user, VIEW)
    may_decide = found.state == ChangeRequest.State.WAITING and request.user.has_perm(
        "change_mgmt.decide_change", found
    )
    context = {
        "page_title": found.code,
        "change": found,
        "decisions": found.decisions.all(),
        "may_decide": may_decide,
        "closed": why_closed(found, found.approve, by=request.user) if may_decide else "",
        "late": found.is_open and found.decide_by < timezone.localdate(),
        "assessed": found.assessed_by is not None,
        **_limits(programme),
    }
    return render(request, "change_mgmt/change.html", context)


@programme_page("change_mgmt.assess_change")
def assess_change(request, programme, pk):
    found = one_of(programme, ChangeRequest.objects, pk, request.user, "change_mgmt.assess_change")
    _only_when_open(found, found.hand_in, request)
    form = AssessForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            assessed = actions.assess(found, by=request.user, seen=request.POST.get("seen", ""), **form.values)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(change)s waits for approval.") % {"change": assessed.code})
            return redirect(assessed)
    return render(
        request,
        "change_mgmt/assess.html",
        {"change": found, "form": form, "page_title": found.code, **_limits(programme)},
    )


@programme_page(VIEW)
def decide_change(request, programme, pk):
    queryset = ChangeRequest.objects.select_related("requested_by", "assessed_by", "programme__organisation")
    found = one_of(programme, queryset, pk, request.user, "change_mgmt.decide_change")
    _only_when_open(found, found.approve, request)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide(found, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded: %(outcome)s.") % {"outcome": decision.get_outcome_display()})
            return redirect(found)
    return render(request, "change_mgmt/decide.html", {"change": found, "form": form, "page_title": found.code})


def _only_when_open(change, step, request) -> None:
    """Say why the page is closed instead of showing a form that will be refused."""
    if reason := why_closed(change, step, by=request.user):
        raise Refused(reason)
