"""The clause checklist, and the risks of what is missing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused, Stale
from implementation.programme.pages import programme_page
from risks.catalogue import STARTERS
from risks.models import Risk
from vendors import actions
from vendors.actions import contracts as contract_actions
from vendors.clauses import GUIDE
from vendors.forms import ClausesForm
from vendors.models import Contract
from vendors.views.contracts.shared import SECTION, one_contract


@programme_page("vendors.edit_contract")
def edit_clauses(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
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
    rows = [(clause, present, where, GUIDE[clause]) for clause, present, where in form.rows]
    context = {**SECTION, "contract": found, "form": form, "rows": rows, "crumb": found}
    return render(request, "vendors/clauses.html", context)


@programme_page("vendors.edit_contract")
def clause_risks(request, programme, pk):
    """What missing clauses leave open, as risks to take into the register."""
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    refusal = ""
    if request.method == "POST":
        try:
            risks = contract_actions.take_risks_of_clauses(found, request.POST.getlist("keys")[:50], by=request.user)
        except Refused as error:
            refusal = str(error)
        else:
            messages.success(request, _("In the register and linked: %(count)s.") % {"count": len(risks)})
            return redirect(f"{found.get_absolute_url()}#clauses")
    context = {**SECTION, "contract": found, "offers": _offers(found), "refusal": refusal, "crumb": found}
    return render(request, "vendors/clause_risks.html", context)


def _offers(contract: Contract) -> list[dict]:
    """Each starter risk with the missing clauses that speak for it, and whether the register has it."""
    starters = {starter.key: starter for starter in STARTERS}
    present = set(Risk.objects.filter(programme=contract.programme_id).values_list("catalogue_key", flat=True))
    offers: dict[str, dict] = {}
    for key, clause in actions.clauses_of(contract).items():
        risk = GUIDE[key].risk
        if clause.present or risk not in starters:
            continue
        offer = {"key": risk, "title": starters[risk].title, "clauses": [], "known": risk in present}
        offers.setdefault(risk, offer)["clauses"].append(key.label)
    return list(offers.values())
