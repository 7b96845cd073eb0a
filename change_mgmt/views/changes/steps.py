"""Steps of a change, as long as it is not decided."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt import actions
from change_mgmt.forms.changes import StepForm
from change_mgmt.models import ChangeStep
from change_mgmt.views.changes.change import CHANGES
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page

ASSESS = "change_mgmt.assess_change"


@require_POST
@programme_page(ASSESS)
def add_change_step(request, programme, pk):
    change = one_of(programme, CHANGES, pk, request.user, ASSESS)
    form = StepForm(request.POST, instance=ChangeStep(change=change))
    if not form.is_valid():
        messages.error(request, _("Say what is to do, who does it and by when."))
        return redirect(f"{change.get_absolute_url()}#steps")
    try:
        actions.add_step(form.instance, by=request.user)
    except (Refused, ValidationError) as refusal:
        said = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        messages.error(request, " ".join(said))
    return redirect(f"{change.get_absolute_url()}#steps")


@require_POST
@programme_page(ASSESS)
def remove_change_step(request, programme, pk):
    step = one_of(programme, ChangeStep.objects.select_related("change__programme"), pk, request.user, ASSESS)
    actions.remove_step(step, by=request.user)
    return redirect(f"{step.change.get_absolute_url()}#steps")
