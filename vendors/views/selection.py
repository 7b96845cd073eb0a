from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core import actions as core_actions
from core.refusal import Refused, Stale
from core.text import whole
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.comparison import compare
from vendors.forms import CriteriaFormSet, EvaluatorsForm, ScoreForm, SelectForm, VendorForm
from vendors.models import (
    Contract,
    Evaluator,
    SelectionRound,
    SourcingDecision,
    Vendor,
    VendorCriterion,
    VendorSelection,
)


@programme_page("vendors.view_vendor")
def vendors(request, programme):
    """Who could deliver the CRM, and how far the choice is."""
    found = Vendor.objects.filter(programme=programme).prefetch_related("contacts")
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    if words:
        found = found.filter(name__icontains=words)
    if state in Vendor.State.values:
        found = found.filter(state=state)
    selection = actions.current_round(programme)
    evaluators = list(selection.evaluators.select_related("user"))
    context = {
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        "q": words,
        "state": state,
        "states": Vendor.State.choices,
        "is_filtered": bool(words or state),
        "selection": selection,
        "evaluators": evaluators,
        "submitted": sum(item.state == Evaluator.State.SUBMITTED for item in evaluators),
        "mine": next((item for item in evaluators if item.user_id == request.user.pk), None),
        "choice": VendorSelection.objects.filter(round=selection).select_related("winner").first(),
        "sourcing_decision": SourcingDecision.objects.filter(programme=programme).select_related("option").first(),
    }
    return render(request, "vendors/vendor_list.html", context)


@programme_page("vendors.view_vendor")
def vendor(request, programme, pk):
    found = one_of(programme, Vendor.objects, pk, request.user, "vendors.view_vendor")
    comparison = compare(actions.current_round(programme))
    context = {
        "vendor": found,
        "page_title": found.name,
        "contacts": found.contacts.all(),
        "contracts": Contract.objects.filter(vendor=found),
        "line": next((line for line in comparison.lines if line.vendor == found), None),
        "comparison": comparison,
        "section": "vendors",
    }
    return render(request, "vendors/vendor.html", context)


@programme_page("vendors.edit_vendor")
def new_vendor(request, programme):
    form = VendorForm(request.POST or None, instance=Vendor(programme=programme))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                found = core_actions.create(form.instance, permission="vendors.edit_vendor", by=request.user)
                if form.cleaned_data.get("contacts"):
                    actions.serve_vendor(found, form.cleaned_data["contacts"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    context = {"form": form, "title": _("New vendor"), "back": _list(programme), "section": "vendors"}
    return render(request, "core/form.html", context)


def _list(programme) -> str:
    return reverse("vendors", args=[programme.pk])


@programme_page("vendors.edit_vendor")
def edit_vendor(request, programme, pk):
    found = one_of(programme, Vendor.objects.select_related("programme"), pk, request.user, "vendors.edit_vendor")
    form = VendorForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid() and _save_vendor(request, found, form):
        return redirect(found)
    context = {"form": form, "title": found.name, "back": found.get_absolute_url(), "section": "vendors"}
    return render(request, "core/form.html", context)


def _save_vendor(request, found, form) -> bool:
    try:
        with transaction.atomic():
            core_actions.change(
                found,
                permission="vendors.edit_vendor",
                by=request.user,
                seen_revision=form.seen_revision,
                **form.values,
            )
            if "contacts" in form.cleaned_data:
                actions.serve_vendor(found, form.cleaned_data["contacts"], by=request.user)
    except Stale as error:
        form.refuse_stale(error)
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        messages.success(request, _("%(name)s is saved.") % {"name": found})
        return True
    return False


@programme_page("vendors.view_vendor")
def vendor_criteria(request, programme):
    """What vendors are judged by. Editable as one table until the weights are fixed."""
    selection = actions.current_round(programme)
    may_edit = request.user.has_perm("vendors.edit_criteria", selection)
    is_open = may_edit and selection.state == SelectionRound.State.WEIGHING
    criteria = VendorCriterion.objects.filter(round=selection)
    if request.method == "POST":
        access.require(request.user, "vendors.edit_criteria", selection)
        formset = CriteriaFormSet(request.POST, queryset=criteria)
        if formset.is_valid() and _save_criteria(request, selection, formset):
            messages.success(request, _("Criteria and weights are saved."))
            return redirect("vendor_criteria", programme.pk)
    else:
        formset = CriteriaFormSet(queryset=criteria) if is_open else None
    evaluators = list(selection.evaluators.select_related("user"))
    context = {
        "selection": selection,
        "criteria": criteria,
        "formset": formset,
        "may_edit": may_edit,
        "may_name": may_edit and selection.state in (SelectionRound.State.WEIGHING, SelectionRound.State.SCORING),
        "evaluators": evaluators,
        "shortlist": actions.contenders(selection),
        "total": sum(criterion.weight for criterion in criteria),
        "section": "vendors",
    }
    return render(request, "vendors/criteria.html", context)


def _save_criteria(request, selection, formset) -> bool:
    kept = [
        form.instance
        for form in formset.forms
        if form.has_changed() or form.instance.pk
        if not form.cleaned_data.get("DELETE")
    ]
    try:
        seen = request.POST.get("revision", "")
        actions.save_criteria(selection, kept, by=request.user, seen_revision=whole(seen))
    except (ValidationError, Refused) as error:
        said = error.messages if isinstance(error, ValidationError) else [str(error)]
        formset.non_form_errors().extend(said)
        return False
    return True


@programme_page("vendors.edit_criteria")
def name_evaluators(request, programme):
    selection = actions.current_round(programme)
    form = EvaluatorsForm(request.POST or None, selection=selection)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_evaluators(selection, form.cleaned_data["people"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Evaluators are saved."))
            return redirect("vendor_criteria", programme.pk)
    context = {
        "form": form,
        "title": _("Evaluators"),
        "lead": _("Each scores alone. Nobody sees another’s scores until every sheet is in."),
        "back": selection.get_absolute_url(),
        "section": "vendors",
    }
    return render(request, "core/form.html", context)


@programme_page("vendors.edit_criteria")
def fix_criteria(request, programme, pk):
    selection = one_of(programme, SelectionRound.objects, pk, request.user, "vendors.edit_criteria")
    if request.method == "POST":
        actions.fix_criteria(selection, by=request.user)
        messages.success(request, _("The weights are fixed. The evaluators have been told."))
        return redirect("vendor_criteria", programme.pk)
    context = {
        "selection": selection,
        "criteria": selection.criteria.all(),
        "shortlist": actions.contenders(selection),
        "evaluators": selection.evaluators.select_related("user"),
        "section": "vendors",
    }
    return render(request, "vendors/fix.html", context)


@programme_page("vendors.score_vendor")
def score_vendors(request, programme):
    """My sheet: every vendor on every criterion, saved as a whole, handed in when it is complete."""
    selection = actions.current_round(programme)
    sheet = Evaluator.objects.select_related("round", "user").get(round=selection, user=request.user)
    vendors = list(actions.contenders(selection))
    form = ScoreForm(request.POST or None, evaluator=sheet, vendors=vendors, criteria=list(selection.criteria.all()))
    if request.method == "POST" and form.is_valid() and _save_scores(request, sheet, form):
        return redirect("score_vendors", programme.pk)
    context = {
        "sheet": sheet,
        "selection": selection,
        "form": form,
        "vendors": vendors,
        "is_open": sheet.state == Evaluator.State.SCORING and selection.state == SelectionRound.State.SCORING,
        "given": sheet.scores.count(),
        "wanted": len(form.keys),
        "section": "vendors",
    }
    return render(request, "vendors/score.html", context)


def _save_scores(request, sheet, form) -> bool:
    try:
        actions.save_scores(sheet, form.entries, by=request.user, seen_revision=form.cleaned_data.get("revision"))
        messages.success(request, _("Your scores are saved. Nobody else sees them yet."))
        if "submit_sheet" in request.POST:
            actions.submit_scores(sheet, by=request.user)
            messages.success(request, _("Your scores are submitted."))
    except Stale as error:
        form.add_error(None, str(error))
        form.data = form.data.copy()
        form.data["revision"] = Evaluator.objects.values_list("revision", flat=True).get(pk=sheet.pk)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


@programme_page("vendors.view_vendor")
def vendor_ranking(request, programme):
    """The ranking and how firm it is, once every sheet is in; until then who is missing."""
    selection = actions.current_round(programme)
    number = whole(request.GET.get("round", ""))
    if number is not None:
        selection = SelectionRound.objects.filter(programme=programme, number=number).first() or selection
    context = {
        "selection": selection,
        "comparison": compare(selection),
        "choice": VendorSelection.objects.filter(round=selection).select_related("winner").first(),
        "rounds": SelectionRound.objects.filter(programme=programme),
        "each": "each" in request.GET,
        "section": "vendors",
    }
    return render(request, "vendors/ranking.html", context)


@programme_page("vendors.edit_criteria")
def ask_selection(request, programme, pk):
    selection = one_of(programme, SelectionRound.objects, pk, request.user, "vendors.edit_criteria")
    if request.method == "POST":
        actions.ask_selection(selection, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The choice is asked for. The sponsors have been told."))
        return redirect("vendor_ranking", programme.pk)
    context = {
        "record": selection,
        "title": _("Ask for the choice of vendor"),
        "lead": _("The sponsors are told and choose on the ranking. You cannot choose what you asked for."),
        "submit": _("Ask for the choice"),
        "section": "vendors",
    }
    return render(request, "vendors/ask.html", context)


@programme_page("vendors.select_vendor")
def select_vendor(request, programme):
    """The sponsor's choice, with the ranking in view."""
    selection = actions.current_round(programme)
    comparison = compare(selection)
    in_play = [line.vendor.pk for line in comparison.ranked]
    vendors = actions.contenders(selection).filter(pk__in=in_play)
    form = SelectForm(request.POST or None, vendors=vendors)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = actions.select_vendor(selection, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s was chosen.") % {"name": chosen.winner.name})
            return redirect("vendor_ranking", programme.pk)
    context = {
        "selection": selection,
        "comparison": comparison,
        "form": form,
        "barred": selection.asked_by_id == request.user.pk,
        "section": "vendors",
    }
    return render(request, "vendors/select.html", context)


@require_POST
@programme_page("vendors.edit_criteria")
def new_round(request, programme):
    actions.start_round(programme, by=request.user)
    messages.success(request, _("A new comparison has begun with the same criteria."))
    return redirect("vendor_criteria", programme.pk)
