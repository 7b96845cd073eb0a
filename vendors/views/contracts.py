from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.refusal import Refused, Stale
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.clauses import WHY
from vendors.forms import ClausesForm, ContractForm, ReasonForm, SignForm
from vendors.models import Contract, ContractApproval, Vendor
from vendors.notice import reminder_days

RECORDS = Contract.objects.select_related("vendor", "programme__organisation", "submitted_by")
SORTS = {"name": "name", "vendor": "vendor__name", "fee": "-monthly_fee", "notice": "notice_by"}


@programme_page("vendors.view_contract")
def contracts(request, programme):
    """Every contract with its notice day; a vendor contact sees its own."""
    found = RECORDS.filter(programme=programme)
    if not request.user.has_perm("vendors.view_contractclause", programme):
        found = found.filter(vendor__contacts=request.user, state__in=Contract.SHOWN_TO_VENDOR)
    words = request.GET.get("q", "").strip()
    if words:
        found = found.filter(name__icontains=words) | found.filter(vendor__name__icontains=words)
    sort = request.GET.get("sort", "")
    if sort in SORTS:
        found = found.order_by(SORTS[sort], "pk")
    context = {
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        "q": words,
        "sort": sort,
        "has_vendor": Vendor.objects.filter(programme=programme, state__in=["chosen", "contracted"]).exists(),
        "section": "contracts",
    }
    return render(request, "vendors/contract_list.html", context)


@programme_page("vendors.view_contract")
def contract(request, programme, pk):
    found = one_of(programme, RECORDS, pk, request.user, "vendors.view_contract")
    is_insider = request.user.has_perm("vendors.view_contractclause", found)
    clauses = [(clause, WHY[key]) for key, clause in actions.clauses_of(found).items()] if is_insider else []
    upcoming = found.current_notice
    context = {
        "contract": found,
        "page_title": found.name,
        "is_insider": is_insider,
        "clauses": clauses,
        "missing": [line for line in clauses if not line[0].present],
        "required": actions.missing_clauses(found) if is_insider else [],
        "approvals": ContractApproval.objects.filter(contract=found) if is_insider else [],
        "upcoming": upcoming,
        "reminders": reminder_days(found.notice_by) if found.notice_by else (),
        "section": "contracts",
    }
    return render(request, "vendors/contract.html", context)


@programme_page("vendors.edit_contract")
def new_contract(request, programme):
    chosen = Vendor.objects.filter(programme=programme, state=Vendor.State.CHOSEN).first()
    form = ContractForm(request.POST or None, instance=Contract(programme=programme, vendor=chosen))
    if request.method == "POST" and form.is_valid():
        found = actions.draft_contract(form.instance, by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": found})
        return redirect(found)
    back = reverse("contracts", args=[programme.pk])
    context = {"form": form, "title": _("New contract"), "back": back, "section": "contracts"}
    return render(request, "core/form.html", context)


@programme_page("vendors.edit_contract")
def edit_contract(request, programme, pk):
    found = one_of(programme, RECORDS, pk, request.user, "vendors.edit_contract")
    actions.only_a_draft(found)
    form = ContractForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_contract(found, by=request.user, seen_revision=form.seen_revision, **form.values)
        except Stale as error:
            form.refuse_stale(error)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    context = {"form": form, "title": found.name, "back": found.get_absolute_url(), "section": "contracts"}
    return render(request, "core/form.html", context)


@programme_page("vendors.edit_contract")
def edit_clauses(request, programme, pk):
    found = one_of(programme, RECORDS, pk, request.user, "vendors.edit_contract")
    form = ClausesForm(request.POST or None, contract=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_clauses(found, form.entries, by=request.user, seen_revision=form.cleaned_data.get("revision"))
        except Stale as error:
            form.add_error(None, str(error))
            form.data = form.data.copy()
            form.data["revision"] = Contract.objects.values_list("revision", flat=True).get(pk=found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The clauses are saved."))
            return redirect(found)
    rows = [(clause, present, where, WHY[clause], clause in actions.REQUIRED) for clause, present, where in form.rows]
    context = {"contract": found, "form": form, "rows": rows, "crumb": found, "section": "contracts"}
    return render(request, "vendors/clauses.html", context)


@programme_page("vendors.edit_contract")
def submit_contract(request, programme, pk):
    found = one_of(programme, RECORDS, pk, request.user, "vendors.edit_contract")
    if request.method == "POST":
        actions.submit_contract(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The review is asked for. The sponsors have been told."))
        return redirect(found)
    context = {
        "record": found,
        "title": _("Submit for review: %(name)s") % {"name": found.name},
        "lead": _(
            "Terms and clauses stay as they are until the sponsor has looked. You cannot approve what you submit."
        ),
        "missing": [(key.label, WHY[key]) for key in actions.missing_clauses(found)],
        "submit": _("Submit for review"),
        "section": "contracts",
    }
    return render(request, "vendors/ask.html", context)


@programme_page("vendors.approve_contract")
def approve_contract(request, programme, pk):
    found = one_of(programme, RECORDS, pk, request.user, "vendors.approve_contract")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.approve_contract(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contract is approved."))
            return redirect(found)
    context = {
        "contract": found,
        "form": form,
        "clauses": [(clause, WHY[key]) for key, clause in actions.clauses_of(found).items()],
        "required": actions.missing_clauses(found),
        "section": "contracts",
    }
    return render(request, "vendors/approve.html", context)


@programme_page("vendors.sign_contract")
def sign_contract(request, programme, pk):
    found = one_of(programme, RECORDS, pk, request.user, "vendors.sign_contract")
    form = SignForm(request.POST or None, initial={"signed_on": found.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_contract(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The signature is recorded."))
            return redirect(found)
    context = {
        "form": form,
        "title": _("Record the signature: %(name)s") % {"name": found.name},
        "lead": _("The vendor is under contract from then on, and reminders of the notice day begin."),
        "submit": _("Record the signature"),
        "back": reverse("contract", args=[programme.pk, found.pk]),
        "section": "contracts",
    }
    return render(request, "core/form.html", context)
