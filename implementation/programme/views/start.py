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
    organisations = actions.organisations_of(request.user)
    form = StartForm(
        request.POST or None,
        organisations=organisations,
        initial={
            "strategy": "small_slow",
            "modules_wanted": ["master_data", "sales"],
            "language": request.user.language,
        },
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        programme = actions.start_programme(
            by=request.user,
            name=data["name"],
            strategy=data["strategy"],
            started_on=data["started_on"],
            modules_wanted=data["modules_wanted"],
            role=data["role"],
            organisation=form.chosen_organisation(),
            departments=form.department_names(),
        )
        messages.success(request, _("The programme has started. Its next gate tells you what to do."))
        return redirect(programme)
    return render(request, "programme/start.html", {"form": form})
