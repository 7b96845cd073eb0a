from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.programme import actions
from implementation.programme.forms import (
    StartForm,
)
from implementation.programme.models import (
    Programme,
)
from implementation.programme.offers import offers_to, outlooks


@login_required
def home(request):
    """The person's programmes; a vendor contact has its contracts instead."""
    found = list(Programme.objects.visible_to(request.user).select_related("organisation"))
    if len(found) == 1 and "all" not in request.GET:
        return redirect(found[0])
    return render(request, "programme/home.html", {"programmes": found, "may_start": actions.may_start(request.user)})


@login_required
def start(request):
    if not actions.may_start(request.user):
        raise Refused(_("Only a manager, a consultant or a sponsor starts a programme."))
    form = StartForm(
        request.POST or None,
        organisations=actions.organisations_of(request.user),
        offers=offers_to(request.user),
        initial={
            "strategy": "small_slow",
            "modules_wanted": ["master_data", "sales"],
            "language": request.user.language,
        },
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "programme/start.html", {"form": form})
    if "preview" in request.POST:
        return render(request, "programme/start.html", {"form": form, **_preview(request.user, form)})
    data = form.cleaned_data
    programme = actions.start_programme(
        by=request.user,
        name=data["name"],
        strategy=form.chosen_strategy,
        started_on=data["started_on"],
        modules_wanted=data["modules_wanted"],
        role=data["role"],
        organisation=form.chosen_organisation(),
        departments=form.department_names(),
        path=form.path,
        as_they_were=form.as_they_were,
    )
    messages.success(request, _("The programme has started. Its next gate tells you what to do."))
    return redirect(programme)


def _preview(user, form) -> dict:
    """The dates of the chosen path, and what earlier programmes say of them."""
    stages = form.planned_stages()
    return {
        "stages": stages,
        "ends": stages[-1].end,
        "outlooks": outlooks(user, form.cleaned_data["organisation"], stages),
    }
