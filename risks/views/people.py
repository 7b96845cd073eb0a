"""Who works on a risk beside its owner, and what it has to do with."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import new_record
from implementation.programme.pages import one_of, programme_page
from risks import actions, sources
from risks.forms.people import ContributorForm, LinkForm
from risks.models import Contributor, Risk, RiskLink
from risks.views.section import SECTION


@programme_page("risks.edit_risk")
def new_contributor(request, programme, pk):
    risk = one_of(programme, Risk.objects.select_related("programme"), pk, request.user, "risks.edit_risk")
    form = ContributorForm(request.POST or None, instance=Contributor(risk=risk))
    return new_record(
        request,
        form,
        title=_("Add a contributor"),
        lead=_("The owner stays the one who answers for the risk. Contributors see it and hear of its changes."),
        save=lambda made: actions.add_contributor(made, by=request.user),
        back=risk,
        **SECTION,
    )


@require_POST
@programme_page("risks.edit_risk")
def drop_contributor(request, programme, pk):
    found = one_of(programme, Contributor.objects.select_related("risk"), pk, request.user, "risks.edit_risk")
    actions.remove_contributor(found, by=request.user)
    messages.success(request, _("%(name)s no longer works on the risk.") % {"name": found})
    return redirect(found.risk)


@programme_page("risks.edit_risk")
def new_risk_link(request, programme, pk):
    risk = one_of(programme, Risk.objects, pk, request.user, "risks.edit_risk")
    form = LinkForm(request.POST or None, programme=programme, user=request.user)
    if request.method == "POST" and form.is_valid():
        record = sources.chosen(programme, request.user, form.cleaned_data["record"])
        actions.link_risk(risk, record, by=request.user)
        messages.success(request, _("%(name)s is linked.") % {"name": record})
        return redirect(risk)
    context = {"form": form, "title": _("Link the risk"), "lead": str(risk), "back": risk.get_absolute_url(), **SECTION}
    return render(request, "core/form.html", context)


@require_POST
@programme_page("risks.edit_risk")
def drop_risk_link(request, programme, pk):
    found = one_of(programme, RiskLink.objects.select_related("risk"), pk, request.user, "risks.edit_risk")
    actions.unlink_risk(found, by=request.user)
    messages.success(request, _("The link is taken away; both records stay."))
    return redirect(found.risk)
