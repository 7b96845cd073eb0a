from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import new_record
from core.refusal import Refused
from core.text import amount, minor_units
from implementation.programme.pages import one_of, programme_page
from sla import claims, credit_list
from sla.credit_forms import ClaimForm, CreditNoteForm, DisputeForm, SettleForm
from sla.credit_list import Wanted
from sla.models import Credit, CreditNote
from sla.views.shared import SECTION, agreements_seen_by, one_agreement

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 30


def credits_seen_by(user, programme):
    """Those of the agreements that the person sees."""
    return Credit.objects.filter(breach__objective__agreement__in=agreements_seen_by(user, programme))


@programme_page("sla.view_agreement")
def credits(request, programme):
    """Every credit of the programme, or of the provider's own agreements."""
    found = credits_seen_by(request.user, programme)
    agreements = list(agreements_seen_by(request.user, programme).order_by("name"))
    context = _list_context(request, found) | {"agreements": agreements, "page_title": _("Credits")}
    return render(request, "sla/credit_list.html", context)


@programme_page("sla.view_agreement")
def agreement_credits(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.view_agreement")
    mine = Credit.objects.filter(breach__objective__agreement=found)
    context = _list_context(request, mine) | {"agreement": found, "crumb": found, "page_title": _("Credits")}
    context["rights"] = _rights(request.user, found)
    return render(request, "sla/credit_list.html", context)


def _rights(user, agreement):
    from sla.models import TerminationRight

    if not user.has_perm("sla.view_terminationright", agreement):
        return []
    return TerminationRight.objects.filter(objective__agreement=agreement).select_related("objective__agreement")


def _list_context(request, found):
    wanted = Wanted.from_query(request.GET)
    by_state, years = credit_list.totals(found)
    rows = credit_list.with_all(wanted.filter(found))
    if wanted.year is not None:
        rows = credit_list.in_year(rows, wanted.year)
    return SECTION | {
        "wanted": wanted,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "by_state": by_state,
        "years": years,
        "groups": credit_list.GROUPS,
        "any": bool(years) or found.exists(),
    }


@programme_page("sla.view_agreement")
def credits_xlsx(request, programme):
    """What the filters leave, one row a credit, every step in words."""
    wanted = Wanted.from_query(request.GET)
    rows = credit_list.with_all(wanted.filter(credits_seen_by(request.user, programme)))
    chosen = credit_list.in_year(rows, wanted.year)[: credit_list.MOST_ROWS]
    answer = HttpResponse(credit_list.workbook(chosen, programme.organisation.currency), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="credits.xlsx"'
    return answer


def one_credit(request, programme, pk, permission):
    found = Credit.objects.select_related(
        "breach__objective__agreement__contract__vendor",
        "breach__objective__agreement__programme__organisation",
        "claimed_by",
        "disputed_by",
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("sla.view_credit")
def credit(request, programme, pk):
    """How the amount came about, how far the claim is, and on which invoices it stands."""
    found = one_credit(request, programme, pk, "sla.view_credit")
    notes = list(found.notes.select_related("by"))
    left = found.worth - sum(note.amount for note in notes)
    context = SECTION | {
        "page_title": str(found),
        "crumb": found.agreement,
        "credit": found,
        "breach": found.breach,
        "agreement": found.agreement,
        "notes": notes,
        "left": left,
        "may_set_off": found.state in Credit.SET_OFF_IN and left > 0,
    }
    return render(request, "sla/credit.html", context)


@programme_page("sla.claim_credit")
def claim_credit(request, programme, pk):
    found = one_credit(request, programme, pk, "sla.claim_credit")
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claims.claim(found, by=request.user, note=form.cleaned_data["note"])
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


@programme_page("sla.answer_claim")
def dispute_credit(request, programme, pk):
    """The provider, or an editor on its behalf, says what is wrong with the claim."""
    found = one_credit(request, programme, pk, "sla.answer_claim")
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claims.dispute(found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Disputed. The manager has been told."))
        return redirect(found)
    title = _("Dispute the claim: %(breach)s") % {"breach": found.breach}
    context = {"form": form, "title": title, "submit": _("Dispute the claim"), "back": found.get_absolute_url()}
    return render(request, "core/form.html", context | SECTION | {"crumb": found.agreement})


@programme_page("sla.settle_credit")
def settle_credit(request, programme, pk):
    found = one_credit(request, programme, pk, "sla.settle_credit")
    form = SettleForm(request.POST or None, initial={"amount": found.amount})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            claims.settle(found, amount=data["amount"], note=data["note"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Settled."))
            return redirect(found)
    title = _("Settle the dispute: %(breach)s") % {"breach": found.breach}
    context = {"form": form, "title": title, "submit": _("Settle the dispute"), "back": found.get_absolute_url()}
    context |= SECTION | {"crumb": found.agreement, "lead": found.dispute_reason}
    return render(request, "core/form.html", context)


@programme_page("sla.claim_credit")
def new_credit_note(request, programme, pk):
    """Set part of it, or all that is open, off against an invoice."""
    found = one_credit(request, programme, pk, "sla.claim_credit")
    left = claims.open_amount(found)
    units = minor_units(programme.organisation.currency)
    form = CreditNoteForm(
        request.POST or None,
        instance=CreditNote(credit=found, by=request.user),
        initial={"amount": f"{left:.{units}f}"},
        minor_units=units,
    )
    open_words = _("Open: %(amount)s.") % {"amount": amount(left, programme.organisation.currency)}
    return new_record(
        request,
        form,
        title=_("Set off against an invoice: %(breach)s") % {"breach": found.breach},
        lead=open_words,
        save=lambda note: claims.add_note(note, by=request.user),
        back=found,
        crumb=found.agreement,
        **SECTION,
    )


@programme_page("sla.claim_credit")
@require_POST
def remove_credit_note(request, programme, pk):
    note = one_of(programme, CreditNote.objects.select_related("credit"), pk, request.user, "sla.claim_credit")
    back = reverse("credit", args=[programme.pk, note.credit_id])
    claims.remove_note(note, by=request.user)
    messages.success(request, _("%(name)s is removed.") % {"name": note.invoice})
    return redirect(back)
