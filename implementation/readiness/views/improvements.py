from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from implementation.readiness import actions
from implementation.readiness.dimensions import DIMENSIONS
from implementation.readiness.forms import ImprovementForm
from implementation.readiness.models import Assessment


@programme_page("readiness.edit_readiness")
def plan(request, programme, pk, dimension):
    """A task for a weak dimension; what usually helps is proposed."""
    found = one_of(
        programme, Assessment.objects.select_related("programme"), pk, request.user, "readiness.edit_readiness"
    )
    if dimension not in DIMENSIONS:
        raise Http404
    weak = DIMENSIONS[dimension]
    remedy = weak.remedies.get(request.GET.get("remedy", ""), next(iter(weak.remedies.values())))
    form = ImprovementForm(request.POST or None, programme=programme, initial={"text": remedy})
    if request.method == "POST" and form.is_valid():
        try:
            planned = actions.plan_improvement(found, dimension, by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as error:
            form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": planned.task})
            return redirect(found)
    context = {
        "section": "readiness",
        "title": _("What is done about it: %(dimension)s") % {"dimension": weak.label},
        "lead": weak.lowest,
        "form": form,
        "back": found.get_absolute_url(),
        "dimension": weak,
        "assessment": found,
    }
    return render(request, "readiness/improve.html", context)
