from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import actions
from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import programme_page
from sla import rules, simulator
from sla.models import CreditRule
from sla.simulator_forms import MOST_VARIANTS, HistoryForm, VariantForm, initial_of
from sla.views.credits import XLSX
from sla.views.shared import SECTION, one_agreement
from vendors.models import Contract

MOST_QUERY = 20_000


@programme_page("sla.simulate")
def simulate(request, programme):
    """Without an agreement: for a contract that is still negotiated, or from typed months."""
    contract = _contract(request, programme)
    return _page(request, programme, None, contract)


@programme_page("sla.simulate")
def simulate_agreement(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.simulate")
    return _page(request, programme, found, found.contract)


def _contract(request, programme):
    number = whole(request.GET.get("contract", ""))
    return Contract.objects.filter(programme=programme, pk=number).first() if number else None


def _forms(query, objectives, agreement, contract):
    """The forms as the address fills them in, or the present terms twice to begin with."""
    asked = "fee" in query
    data = query if asked else None
    wanted = min(MOST_VARIANTS, max(1, whole(query.get("n", "")) or 2))
    mine = [one for one in objectives if agreement is not None and one.agreement_id == agreement.pk]
    first = next(iter(mine), None)
    rule = agreement.rule_for(first) if agreement is not None and first is not None else None
    if rule is None and agreement is not None:
        rule = agreement.credit_rules.first()
    begin = initial_of(rule, agreement)
    named = [_("Terms as entered") if agreement is not None else "", *[""] * MOST_VARIANTS]
    history = HistoryForm(data, objectives=objectives, initial=_history_initial(agreement, contract, first))
    variants = [
        VariantForm(data if f"v{n}-shape" in query else None, number=n, initial=begin | {"name": named[n - 1]})
        for n in range(1, wanted + 1)
    ]
    return history, variants, asked and all(one.is_bound for one in variants)


def _history_initial(agreement, contract, objective) -> dict:
    fee = agreement.fee if agreement is not None else (contract.monthly_fee if contract else None)
    return {
        "source": str(objective.pk) if objective else "",
        "kind": "availability",
        "target": "99.9",
        "fee": fee,
        "starts_on": contract.starts_on if contract else timezone.localdate().replace(day=1),
    }


def _page(request, programme, agreement, contract):
    objectives = simulator.objectives_for(request.user, programme)
    history, variants, complete = _forms(request.GET, objectives, agreement, contract)
    currency = programme.organisation.currency
    found = simulator.run(history, variants, currency) if complete else None
    drafts = simulator.drafts_for(request.user, programme) if found else []
    if agreement is not None:
        drafts = [one for one in drafts if one.pk == agreement.pk]
    context = SECTION | {
        "page_title": _("Simulator"),
        "crumb": agreement,
        "agreement": agreement,
        "contract": contract,
        "history": history,
        "variants": variants,
        "found": found,
        "detail": [(column, found.detail(column)) for column in found.columns] if found else [],
        "chart": simulator.chart(found) if found else None,
        "drafts": drafts,
        "query": request.GET.urlencode() if found else "",
        "more": len(variants) + 1 if len(variants) < MOST_VARIANTS else None,
        "fewer": len(variants) - 1 if len(variants) > 1 else None,
    }
    return render(request, "sla/simulator.html", context)


@programme_page("sla.simulate")
def simulator_xlsx(request, programme):
    objectives = simulator.objectives_for(request.user, programme)
    history, variants, complete = _forms(request.GET, objectives, None, None)
    found = simulator.run(history, variants, programme.organisation.currency) if complete else None
    if found is None:
        messages.warning(request, _("Work the simulation out first: something in it is not filled in."))
        return redirect("simulate", programme.pk)
    answer = HttpResponse(simulator.workbook(found), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="simulation.xlsx"'
    return answer


@programme_page("sla.edit_agreement")
@require_POST
def take_over(request, programme, pk):
    """One variant becomes the rule of a draft, with its minimum and caps."""
    agreement = one_agreement(request, programme, pk, "sla.edit_agreement")
    rules.keep_terms(agreement)
    query = QueryDict(request.POST.get("query", "")[:MOST_QUERY])
    history, variants, complete = _forms(query, simulator.objectives_for(request.user, programme), None, None)
    chosen = next((one for one in variants if str(one.number) == request.POST.get("variant")), None)
    if (
        not complete
        or chosen is None
        or not history.is_valid()
        or not chosen.variant(history.judged_kind, history.measure)
    ):
        raise Refused(_("Work the simulation out first: something in it is not filled in."))
    _save(agreement, history.judged_kind, chosen, by=request.user)
    messages.success(request, _("The terms are taken over. Look at them before you put the agreement in force."))
    return redirect(reverse("credit_rules", args=[programme.pk, agreement.pk]))


@transaction.atomic
def _save(agreement, kind, chosen, *, by):
    limits = {"minimum": "minimum_credit", "monthly_cap": "monthly_cap", "annual_cap": "annual_cap"}
    fields = {field: chosen.cleaned_data.get(name) for name, field in limits.items()}
    rule, tiers = chosen.rule(kind), chosen.cleaned_data.get("tiers") or []
    rule.agreement = agreement
    known = agreement.credit_rules.filter(kind=kind, objective__isnull=True).first()
    try:
        actions.change(agreement, permission="sla.edit_agreement", by=by, **fields)
        if known is None:
            rules.add_rule(rule, tiers, by=by)
        else:
            names = [field.name for field in CreditRule._meta.fields]
            kept = {"id", "revision", "agreement", "kind", "objective", "clause"}
            values = {name: getattr(rule, name) for name in names if name not in kept}
            rules.change_rule(known, tiers, by=by, **values)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
