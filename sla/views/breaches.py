from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import amount
from implementation.programme.pages import one_of, programme_page
from sla import breaches as breach_actions
from sla import shown
from sla.forms import (
    AnswerForm,
    ClaimForm,
    SettleForm,
)
from sla.models import Breach, Credit, MonthlyResult
from sla.views.shared import SECTION


def one_breach(request, programme, pk, permission):
    found = Breach.objects.select_related(
        "objective__agreement__contract__vendor",
        "objective__agreement__programme__organisation",
        "credit__claimed_by",
        "explained_by",
        "risk",
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.view_breach")
def breach(request, programme, pk):
    found = one_breach(request, programme, pk, "sla.view_breach")
    return _breach_page(request, found)


def _breach_page(request, found):
    result = MonthlyResult.objects.filter(objective=found.objective, month=found.month).first()
    found.credit.breach = found
    with timezone.override(found.agreement.zone):
        context = SECTION | {
            "page_title": str(found),
            "crumb": found.agreement,
            "breach": found,
            "agreement": found.agreement,
            "credit": found.credit,
            "result": result,
            "minutes": shown.minutes(result),
            "outages": shown.outages(result),
            "moved": result is not None and result.adjusted is not None and result.adjusted != found.measured,
            "measured": shown.figure(found.measured, found.target),
            "target": shown.target_text(found.target),
            "now": shown.figure(result.adjusted, found.target) if result else "",
        }
        return render(request, "sla/breach.html", context)


@programme_page("sla.answer_breach")
def explain_breach(request, programme, pk):
    found = one_breach(request, programme, pk, "sla.answer_breach")
    form = AnswerForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        breach_actions.explain(found, explanation=form.cleaned_data["explanation"], by=request.user)
        messages.success(request, _("The answer is kept. The manager has been told."))
        return redirect(found)
    title = _("Answer the breach: %(breach)s") % {"breach": found}
    context = SECTION | {"form": form, "title": title, "back": found.get_absolute_url(), "crumb": found.agreement}
    return render(request, "core/form.html", context)


def one_credit(request, programme, pk, permission):
    found = Credit.objects.select_related(
        "breach__objective__agreement__contract__vendor", "breach__objective__agreement__programme__organisation"
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.claim_credit")
def claim_credit(request, programme, pk):
    found = one_credit(request, programme, pk, "sla.claim_credit")
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        breach_actions.claim(found, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("Claimed. The vendor’s contacts have been told."))
        return redirect(found)
    money = amount(found.amount, programme.organisation.currency)
    context = SECTION | {
        "crumb": found.agreement,
        "form": form,
        "title": _("Claim %(amount)s: %(breach)s") % {"amount": money, "breach": found.breach},
        "lead": _("The amount stays as it is from now on. It is an estimate under the terms entered."),
        "submit": _("Claim the credit"),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", context)


@programme_page("sla.settle_credit")
def settle_credit(request, programme, pk):
    found = one_credit(request, programme, pk, "sla.settle_credit")
    form = SettleForm(request.POST or None, initial={"amount": found.amount})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            breach_actions.settle(found, amount=data["amount"], note=data["note"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Settled."))
            return redirect(found)
    title = _("Settle the dispute: %(breach)s") % {"breach": found.breach}
    context = {"form": form, "title": title, "submit": _("Settle the dispute"), "back": found.get_absolute_url()}
    context |= SECTION | {"crumb": found.agreement}
    return render(request, "core/form.html", context)
