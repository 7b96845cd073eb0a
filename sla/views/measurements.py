from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.edit import new_record
from implementation.programme.pages import one_of, programme_page
from sla import actions
from sla.forms import ExclusionForm
from sla.models import Exclusion
from sla.views.shared import SECTION, one_agreement


@programme_page("sla.edit_exclusion")
def new_exclusion(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_exclusion")
    with timezone.override(found.zone):
        form = ExclusionForm(request.POST or None, instance=Exclusion(agreement=found))
        return new_record(
            request,
            form,
            title=_("New exclusion"),
            lead=_("Time that does not count. Times are those of %(zone)s.") % {"zone": found.contract.time_zone},
            save=lambda exclusion: actions.exclude(exclusion, by=request.user),
            back=found,
            crumb=found,
            **SECTION,
        )


@programme_page("sla.edit_exclusion")
def remove_exclusion(request, programme, pk):
    found = one_of(
        programme, Exclusion.objects.select_related("agreement__contract"), pk, request.user, "sla.edit_exclusion"
    )
    back = found.agreement
    if request.method == "POST":
        actions.remove_exclusion(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("Removed. The months it touched are worked out again."))
        return redirect(back)
    with timezone.override(back.zone):
        context = SECTION | {"exclusion": found, "crumb": back, "page_title": _("Remove the exclusion")}
        return render(request, "sla/remove_exclusion.html", context)
