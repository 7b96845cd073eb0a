"""The register: its table, and what is changed in its rows."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from core.text import listed
from implementation.programme.actions import people_on
from implementation.programme.pages import one_of, programme_page
from risks.cells import Conflict, save_cells
from risks.forms import CellForm
from risks.models import Category, Impact, Likelihood, Risk
from risks.models.scales import Level
from risks.register import Filter, overview, row, with_parts

PER_PAGE = 50


def _seen(request, programme):
    return Risk.objects.seen_by(request.user, programme)


def _edges(request, programme) -> dict:
    """What a row needs besides its risk."""
    return {
        "may_edit": request.user.has_perm("risks.edit_risk", programme),
        "people": list(people_on(programme)),
        "likelihoods": Likelihood,
        "impacts": Impact,
    }


@programme_page("risks.view_risk")
def risks(request, programme):
    """The register; filters and order live in the address."""
    chosen = Filter.of(request.GET)
    seen = _seen(request, programme)
    page = Paginator(with_parts(chosen.apply(seen)), PER_PAGE).get_page(request.GET.get("page"))
    edges = _edges(request, programme)
    context = {
        "chosen": chosen,
        "overview": overview(seen, chosen),
        "page": page,
        "rows": [row(risk, request.user) for risk in page],
        "today": timezone.localdate(),
        "categories": Category,
        "states": Risk.State,
        "levels": Level,
        "page_title": _("Risk register"),
        **edges,
    }
    return render(request, "risks/risk_list.html", context)


@require_POST
@programme_page("risks.edit_risk")
def edit_risk_cell(request, programme, pk):
    """Save what changed in a row. Answers the row, or the register where the page works without script."""
    found = one_of(programme, Risk.objects, pk, request.user, "risks.edit_risk")
    form = CellForm(request.POST, programme=programme)
    conflict, problem, said = [], "", []
    if not form.is_valid():
        problem = _("This cannot be saved: choose from the list, or open the page again.")
    else:
        try:
            sent = form.sent
            said = save_cells(found, by=request.user, seen_revision=form.cleaned_data["revision"], **sent)
        except Conflict as error:
            conflict, problem = error.differences, str(error)
        except Refused as refusal:
            problem = str(refusal)
    if said:
        words = _("%(code)s saved: %(what)s.") % {"code": found.code, "what": listed(said)}
        messages.success(request, words)
    fresh = with_parts(Risk.objects.filter(pk=pk)).get()
    context = {"item": row(fresh, request.user, conflict=conflict, problem=problem), **_edges(request, programme)}
    if not request.htmx:
        return _without_script(request, programme, context)
    here = QueryDict(urlsplit(request.htmx.current_url or "").query)
    context |= {"overview": overview(_seen(request, programme), Filter.of(here)), "chosen": Filter.of(here)}
    return render(request, "risks/_answer.html", context)


def _without_script(request, programme, context):
    if context["item"].problem:
        return render(request, "risks/conflict.html", context, status=409)
    return redirect("risks", programme.pk)
