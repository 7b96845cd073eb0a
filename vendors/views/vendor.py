from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import actions as core_actions
from core.models import AuditEntry
from core.refusal import Stale
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.comparison import compare
from vendors.forms import VendorForm
from vendors.models import (
    Contract,
    Evaluator,
    SourcingDecision,
    Vendor,
    VendorSelection,
)
from vendors.views.filters import found_vendors


@programme_page("vendors.view_vendor")
def vendors(request, programme):
    """Who could deliver the CRM, and how far the choice is."""
    found, asked = found_vendors(programme, request.GET)
    selection = actions.current_round(programme)
    evaluators = list(selection.evaluators.select_related("user"))
    context = {
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        **asked,
        "states": Vendor.State.choices,
        "is_filtered": bool(asked["q"] or asked["state"]),
        "columns": [(key, Vendor._meta.get_field(key).verbose_name) for key in ("monthly_fee", "clients")],
        "currency": programme.organisation.currency,
        "may_see_diligence": request.user.has_perm("vendors.view_diligenceitem", programme),
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
        "replies": found.replies.select_related("questionnaire").order_by("-pk"),
        "line": next((line for line in comparison.lines if line.vendor == found), None),
        "comparison": comparison,
        "facts": [(Vendor._meta.get_field(name).verbose_name, name, getattr(found, name)) for name in Vendor.FACTS],
        "currency": programme.organisation.currency,
        "why": why_out(found),
        "answers": found.knock_out_answers.filter(knock_out__round=comparison.selection).select_related(
            "knock_out", "by"
        ),
        "diligence": found.diligence.all(),
        "section": "vendors",
    }
    return render(request, "vendors/vendor.html", context)


def why_out(vendor):
    """The last reason that was given for rejecting it, or that it gave itself; None while it is in play."""
    if vendor.state not in (Vendor.State.REJECTED, Vendor.State.WITHDRAWN):
        return None
    steps = AuditEntry.objects.filter(label=vendor.label, object_id=vendor.pk, verb__in=["reject", "step_back"])
    return steps.first()


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
