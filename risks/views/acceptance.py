"""Asking a sponsor to live with a risk, and the answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.edit import new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from risks import acceptance
from risks.forms import DecideForm, RequestForm
from risks.models import AcceptanceRequest, Risk
from risks.views.section import SECTION


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
