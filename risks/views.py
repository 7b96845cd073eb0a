from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused
from core.text import listed
from implementation.programme.actions import people_on
from implementation.programme.pages import one_of, programme_page
from risks import acceptance, actions, sources
from risks.catalogue import STARTERS
from risks.cells import Conflict, save_cells
from risks.export import workbook
from risks.forms import (
    ActionForm,
    CellForm,
    DecideForm,
    NewRiskForm,
    RateForm,
    RequestForm,
    RiskForm,
    TreatmentForm,
)
from risks.models import AcceptanceRequest, Category, Impact, Likelihood, Risk, Treatment, TreatmentAction
from risks.models.scales import Level
from risks.register import Filter, overview, row, with_parts
from risks.trend import trend

PER_PAGE = 50
#: The entry of the menu that these pages belong to.
SECTION = {"section": "risks"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


@programme_page("risks.view_risk")
def export(request, programme):
    """The register as filtered, as a workbook."""
    found = with_parts(Filter.of(request.GET).apply(_seen(request, programme)))
    response = HttpResponse(workbook(programme, found), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="risks-{timezone.localdate().isoformat()}.xlsx"'
    return response


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


@programme_page("risks.view_risk")
def risk(request, programme, pk):
    """One risk: what could happen, how serious it is, what is done, who lives with it."""
    found = one_of(programme, with_parts(Risk.objects), pk, request.user, "risks.view_risk")
    context = {
        "risk": found,
        "trend": trend(found),
        "hints": row(found, request.user).hints,
        "treatments": found.treatments.select_related("risk__programme__organisation").prefetch_related(
            "actions__owner"
        ),
        "ratings": found.ratings.select_related("by"),
        "asked": found.requests.filter(state="requested").select_related("requested_by", "risk").first(),
        "answers": found.acceptances.select_related("request__requested_by"),
        "source": sources.source_of(found),
        "acceptable": found.state in Risk.ACCEPTABLE,
        "page_title": found.code,
        **SECTION,
    }
    return render(request, "risks/risk.html", context)


@programme_page("risks.edit_risk")
def new_risk(request, programme):
    form = NewRiskForm(request.POST or None, instance=Risk(programme=programme))
    return new_record(
        request,
        form,
        title=_("Add a risk"),
        save=lambda risk: actions.enter_risk(risk, by=request.user),
        back=lambda risk: risk.get_absolute_url(),
        template="risks/new.html",
        **SECTION,
        cancel=reverse("risks", args=[programme.pk]),
    )


@programme_page("risks.edit_risk")
def edit_risk(request, programme, pk):
    found = one_of(programme, Risk.objects.select_related("programme"), pk, request.user, "risks.edit_risk")
    form = RiskForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), permission="risks.edit_risk", back=found, **SECTION)


@programme_page("risks.edit_risk")
def rate_risk(request, programme, pk):
    found = one_of(programme, Risk.objects, pk, request.user, "risks.edit_risk")
    form = RateForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.rate(found, by=request.user, reason=reason, seen_revision=form.seen_revision, **form.values)
        except actions.Stale as error:
            form.refuse_stale(error)
        else:
            messages.success(request, _("%(name)s is rated.") % {"name": found.code})
            return redirect(found)
    return render(
        request,
        "risks/rate.html",
        {
            "form": form,
            "risk": Risk.objects.get(pk=found.pk),
            "page_title": _("Rate the risk"),
            **SECTION,
        },
    )


@programme_page("risks.edit_risk")
def new_treatment(request, programme, pk):
    found = one_of(
        programme, Risk.objects.select_related("programme__organisation"), pk, request.user, "risks.edit_risk"
    )
    form = TreatmentForm(request.POST or None, instance=Treatment(risk=found))
    return new_record(
        request,
        form,
        title=_("Add a treatment"),
        lead=str(found),
        save=lambda treatment: actions.add_treatment(treatment, by=request.user),
        back=found,
        **SECTION,
    )


@programme_page("risks.edit_risk")
def edit_treatment(request, programme, pk):
    treatments = Treatment.objects.select_related("risk__programme__organisation")
    found = one_of(programme, treatments, pk, request.user, "risks.edit_risk")
    form = TreatmentForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), permission="risks.edit_risk", back=found.risk, **SECTION)


@programme_page("risks.edit_risk")
def new_treatment_action(request, programme, pk):
    found = one_of(programme, Treatment.objects.select_related("risk__programme"), pk, request.user, "risks.edit_risk")
    form = ActionForm(request.POST or None, instance=TreatmentAction(treatment=found))
    return new_record(
        request,
        form,
        title=_("Add an action"),
        lead=str(found.risk),
        save=lambda action: actions.add_action(action, by=request.user),
        back=found.risk,
        **SECTION,
    )


@programme_page("risks.edit_risk")
def edit_treatment_action(request, programme, pk):
    found = one_of(
        programme,
        TreatmentAction.objects.select_related("treatment__risk__programme"),
        pk,
        request.user,
        "risks.edit_risk",
    )
    form = ActionForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.text, permission="risks.edit_risk", back=found, **SECTION)


@programme_page("risks.edit_risk")
def request_acceptance(request, programme, pk):
    found = one_of(programme, Risk.objects.select_related("programme"), pk, request.user, "risks.edit_risk")
    form = RequestForm(request.POST or None, instance=AcceptanceRequest(risk=found, requested_by=request.user))
    return new_record(
        request,
        form,
        title=_("Ask for acceptance"),
        lead=str(found),
        submit=_("Ask the sponsor"),
        save=lambda asked: acceptance.request_acceptance(asked, by=request.user),
        back=found,
        **SECTION,
    )


@programme_page("risks.accept_risk")
def decide_acceptance(request, programme, pk):
    """The sponsor's page: what is asked, the risk as it stands, the choice."""
    asked = AcceptanceRequest.objects.select_related("risk__programme", "risk__owner", "requested_by")
    found = one_of(programme, asked, pk, request.user, "risks.accept_risk")
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer = acceptance.decide_acceptance(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded: %(outcome)s.") % {"outcome": answer.get_outcome_display()})
            return redirect(found.risk)
    context = {
        "asked": found,
        "risk": found.risk,
        "treatments": found.risk.treatments.prefetch_related("actions__owner"),
        "form": form,
        "mine": found.requested_by_id == request.user.pk,
        "page_title": _("Decide the acceptance"),
        **SECTION,
    }
    return render(request, "risks/decide.html", context)


@programme_page("risks.edit_risk")
def catalogue(request, programme):
    """Starter risks to choose from; what the register has already is marked."""
    if request.method == "POST":
        added = actions.add_from_catalogue(programme, request.POST.getlist("key"), by=request.user)
        if added:
            words = ngettext("%(n)d risk added.", "%(n)d risks added.", len(added)) % {"n": len(added)}
            messages.success(request, words)
            return redirect("risks", programme.pk)
        messages.error(request, _("Nothing was added: choose at least one risk that is not in the register yet."))
        return redirect("risk_catalogue", programme.pk)
    present = {r.catalogue_key: r for r in Risk.objects.filter(programme=programme).exclude(catalogue_key="")}
    groups = [
        (category.label, [(s, present.get(s.key)) for s in STARTERS if s.category == category])
        for category in Category
        if any(s.category == category for s in STARTERS)
    ]
    return render(
        request,
        "risks/catalogue.html",
        {
            "groups": groups,
            "left": len(STARTERS) - len(present),
            "page_title": _("Starter risks"),
            **SECTION,
        },
    )
