import datetime

from django.shortcuts import render
from django.utils.translation import gettext as _

from implementation.programme.pages import one_of, programme_page
from sla.models import TerminationRight
from sla.views.shared import SECTION


@programme_page("sla.view_terminationright")
def termination_right(request, programme, pk):
    """Which months gave the right, under which terms, until when, and the way to the notice."""
    rights = TerminationRight.objects.select_related("objective__agreement__contract__vendor")
    found = one_of(programme, rights, pk, request.user, "sla.view_terminationright")
    context = SECTION | {
        "page_title": str(found),
        "crumb": found.agreement,
        "right": found,
        "objective": found.objective,
        "agreement": found.agreement,
        "contract": found.agreement.contract,
        "months": [(datetime.date.fromisoformat(month), level) for month, level in found.months],
        "less": found.objective.direction == "at_most",
        "lead": _("It is a right under the terms entered: have the contract read before it is used."),
    }
    return render(request, "sla/termination_right.html", context)
