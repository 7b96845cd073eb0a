"""Time that does not count: the list, a proposal, the answer of the other side."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.edit import new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from sla.exclusions import actions
from sla.exclusions.effect import effect_of
from sla.exclusions.forms import AnswerForm, ExclusionForm
from sla.exclusions.frozen import frozen_month, months_of
from sla.exclusions.sides import Side, side_of
from sla.models import Exclusion
from sla.views.shared import SECTION, one_agreement

PER_PAGE = 30
SORTS = {
    "start": ("start", "pk"),
    "-start": ("-start", "-pk"),
    "kind": ("kind", "-start", "pk"),
    "state": ("state", "-start", "pk"),
}


def one_exclusion(request, programme, pk, permission):
    found = Exclusion.objects.select_related(
        "agreement__contract__vendor", "agreement__programme__organisation", "proposed_by", "answered_by"
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.view_exclusion")
def exclusions(request, programme, pk):
    """Every exclusion of an agreement, proposals that wait first when nothing else is chosen."""
    found = one_agreement(request, programme, pk, "sla.view_agreement")
    rows = found.exclusions.select_related("proposed_by", "answered_by")
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    if state in Exclusion.State.values:
        rows = rows.filter(state=state)
    if kind in Exclusion.Kind.values:
        rows = rows.filter(kind=kind)
    sort = request.GET.get("sort", "")
    page = Paginator(rows.order_by(*SORTS.get(sort, SORTS["-start"])), PER_PAGE).get_page(request.GET.get("page"))
    for item in page:
        item.agreement = found
    context = SECTION | {
        "agreement": found,
        "crumb": found,
        "page_title": _("Exclusions"),
        "page": page,
        "states": Exclusion.State.choices,
        "kinds": Exclusion.Kind.choices,
        "chosen": {"state": state, "kind": kind, "sort": sort},
        "any": found.exclusions.exists(),
    }
    with timezone.override(found.zone):
        return render(request, "sla/exclusion_list.html", context)


@programme_page("sla.propose_exclusion")
def new_exclusion(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.propose_exclusion")
    with timezone.override(found.zone):
        form = ExclusionForm(request.POST or None, instance=Exclusion(agreement=found))
        return new_record(
            request,
            form,
            title=_("Propose an exclusion"),
            lead=_("Time that does not count, once the other side agrees. Times are those of %(zone)s.")
            % {"zone": found.contract.time_zone},
            save=lambda exclusion: actions.propose(exclusion, by=request.user),
            back=lambda exclusion: exclusion.get_absolute_url(),
            cancel=reverse("exclusions", args=[programme.pk, found.pk]),
            submit=_("Propose the exclusion"),
            crumb=found,
            **SECTION,
        )


@programme_page("sla.view_exclusion")
def exclusion(request, programme, pk):
    """What is left out, why, who said yes, and what it changes."""
    found = one_exclusion(request, programme, pk, "sla.view_exclusion")
    with timezone.override(found.agreement.zone):
        return render(request, "sla/exclusion.html", _context(found))


def _context(found: Exclusion) -> dict:
    waits = found.state == Exclusion.State.PROPOSED
    agreed = found.state == Exclusion.State.AGREED
    return SECTION | {
        "exclusion": found,
        "agreement": found.agreement,
        "crumb": found.agreement,
        "page_title": found.reason,
        "changes": effect_of(found) if waits or agreed else [],
        "months": months_of(found),
        "frozen": frozen_month(found),
        "waits": waits,
    }


def _answer(request, programme, pk, *, permission, act, title, submit, done, needed):
    found = one_exclusion(request, programme, pk, permission)
    on_behalf = permission == "sla.answer_exclusion" and (
        found.proposed_side == Side.CUSTOMER == side_of(request.user, found.agreement)
    )
    form = AnswerForm(request.POST or None, on_behalf=on_behalf, needed=needed, initial={"seen": found.state})
    if request.method == "POST" and form.is_valid():
        try:
            act(found, form.cleaned_data["answer"], form.cleaned_data["seen"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(found)
    with timezone.override(found.agreement.zone):
        context = _context(found) | {"form": form, "title": title, "submit": submit, "on_behalf": on_behalf}
        return render(request, "sla/exclusion_answer.html", context)


@programme_page("sla.answer_exclusion")
def agree_exclusion(request, programme, pk):
    return _answer(
        request,
        programme,
        pk,
        permission="sla.answer_exclusion",
        act=lambda found, answer, seen: actions.agree(found, by=request.user, answer=answer, seen=seen),
        title=_("Agree to the exclusion"),
        submit=_("Agree to the exclusion"),
        done=_("Agreed. The months it touches are worked out again."),
        needed=False,
    )


@programme_page("sla.answer_exclusion")
def refuse_exclusion(request, programme, pk):
    return _answer(
        request,
        programme,
        pk,
        permission="sla.answer_exclusion",
        act=lambda found, answer, seen: actions.refuse(found, by=request.user, answer=answer, seen=seen),
        title=_("Refuse the exclusion"),
        submit=_("Refuse the exclusion"),
        done=_("Refused. The other side has been told."),
        needed=True,
    )


@programme_page("sla.give_up_exclusion")
def give_up_exclusion(request, programme, pk):
    return _answer(
        request,
        programme,
        pk,
        permission="sla.give_up_exclusion",
        act=lambda found, answer, seen: actions.give_up(found, by=request.user, note=answer, seen=seen),
        title=_("Give up the exclusion"),
        submit=_("Give up the exclusion"),
        done=_("Given up. The months it touched are worked out again."),
        needed=True,
    )
