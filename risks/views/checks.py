"""What to check in the register, each with its mend."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from risks import actions
from risks.checks import all_checks
from risks.models import Risk
from risks.views.section import SECTION

PER_PAGE = 50


@programme_page("risks.view_risk")
def risk_checks(request, programme):
    found = all_checks(Risk.objects.seen_by(request.user, programme), programme.organisation.currency)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "title": _("To check"),
        **SECTION,
    }
    return render(request, "risks/checks.html", context)


@require_POST
@programme_page("risks.edit_risk")
def mend_risk(request, programme, pk):
    """One press; answers the page it was pressed on."""
    risk = one_of(programme, Risk.objects, pk, request.user, "risks.edit_risk")
    try:
        actions.mend(risk, request.POST.get("mend", ""), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s is rated.") % {"name": risk.code})
    return redirect(risk) if request.POST.get("next") == "risk" else redirect("risk_checks", programme.pk)
