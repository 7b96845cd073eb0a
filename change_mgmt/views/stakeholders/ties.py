"""Who listens to whom: one picture of all, and the lines that make it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.actions import stakeholders as actions
from change_mgmt.forms.stakeholders import TieForm
from change_mgmt.models import Stakeholder, Tie
from change_mgmt.stakeholders.pictures import attitude_key, net_of
from implementation.programme.pages import one_of, programme_page


@programme_page("change_mgmt.view_stakeholder")
def influence_map(request, programme):
    seen = Stakeholder.objects.seen_by(request.user, programme)
    context = {"net": net_of(programme, seen), "key": attitude_key(), "total": seen.count()}
    return render(request, "change_mgmt/influence_map.html", context)


@require_POST
@programme_page("change_mgmt.edit_stakeholder")
def add_tie(request, programme, pk):
    found = one_of(programme, Stakeholder.objects, pk, request.user, actions.EDIT)
    seen = Stakeholder.objects.seen_by(request.user, programme).exclude(pk=found.pk)
    form = TieForm(request.POST, others=seen)
    if not form.is_valid():
        messages.error(request, _("Nothing was saved: choose who listens, and how much."))
        return redirect(found)
    try:
        made = actions.tie(found, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s is saved.") % {"name": made})
    return redirect(found)


@require_POST
@programme_page("change_mgmt.edit_stakeholder")
def remove_tie(request, programme, pk):
    found = one_of(programme, Tie.objects.select_related("stakeholder", "listener"), pk, request.user, actions.EDIT)
    stakeholder = found.stakeholder
    actions.untie(found, by=request.user)
    words = _("%(listener)s is no longer said to listen to %(name)s.")
    messages.success(request, words % {"listener": found.listener, "name": stakeholder})
    return redirect(stakeholder)
