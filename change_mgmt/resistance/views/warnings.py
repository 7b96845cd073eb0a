"""Early warning: where adoption, readiness and training are low, how it moved, and the step that is taken."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.resistance import actions, trend
from change_mgmt.resistance.early_warning import by_level, limits_of, places, summary
from change_mgmt.resistance.forms import LimitForm, StepForm
from change_mgmt.resistance.models import EarlyWarning, Reading, Sign, WarningLimit
from core.edit import edit_record
from core.refusal import Refused
from implementation.programme.pages import programme_page

STEP_DAYS = 14
WEEKS_SHOWN = 26


def _place(programme, pk):
    """One department of this programme as the list shows it."""
    found = next((item for item in places(programme) if item.department.pk == pk), None)
    if found is None:
        raise Http404
    return found


@programme_page("resistance.view_earlywarning")
def early_warning(request, programme):
    found = places(programme)
    context = {
        "places": found,
        "summary": summary(found),
        "levels": by_level(programme),
        "limits": WarningLimit(programme=programme, **vars(limits_of(programme))),
        "title": _("Early warning"),
        "section": "resistance",
    }
    return render(request, "resistance/early_warning.html", context)


@programme_page("resistance.view_earlywarning")
def early_warning_place(request, programme, pk):
    """One department: its values now, week by week, its signs and its warnings."""
    place = _place(programme, pk)
    readings = list(Reading.objects.filter(programme=programme, department=pk).order_by("-week")[:WEEKS_SHOWN])
    warnings = EarlyWarning.objects.filter(programme=programme, department=pk)
    signs = Sign.objects.seen_by(request.user, programme).open().filter(department=pk)
    context = {
        "place": place,
        "weeks": [(item, item.judged(place.limits).level) for item in readings],
        "charts": trend.charts(readings[::-1], place.limits),
        "warnings": warnings.select_related("task__owner", "sign__owner", "department"),
        "signs": signs.select_related("owner", "department")[:10],
        "title": place.department.name,
        "section": "resistance",
    }
    return render(request, "resistance/place.html", context)


@programme_page("resistance.take_step")
def early_warning_step(request, programme, pk):
    """Somebody does something about a department by a day; the warning waits no longer."""
    place = _place(programme, pk)
    first = {
        "text": str(place.step)[:200],
        "owner": request.user.pk,
        "due": timezone.localdate() + datetime.timedelta(days=STEP_DAYS),
    }
    form = StepForm(request.POST or None, initial=first, programme=programme)
    back = reverse("early_warning_place", args=[programme.pk, pk])
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            made = actions.take_step(
                programme, place.department, by=request.user, as_sign=given.pop("kind") == "sign", **given
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": made})
            return redirect(back)
    context = {
        "form": form,
        "title": _("Take a step"),
        "lead": place.department.name,
        "back": back,
        "section": "resistance",
    }
    return render(request, "core/form.html", context)


@programme_page("resistance.set_limits")
def warning_limits(request, programme):
    """Below which values a department counts as low."""
    own = WarningLimit.objects.filter(programme=programme).first() or WarningLimit(programme=programme)

    def save(record, *, by, seen_revision, **values):
        if seen_revision is None and WarningLimit.objects.filter(programme=programme).exists():
            raise Refused(_("Somebody else was first: look at the limits again."))
        return actions.set_limits(programme, by=by, seen_revision=seen_revision, **values)

    return edit_record(
        request,
        LimitForm(request.POST or None, instance=own),
        title=_("Limits of the early warning"),
        lead=_("A department below all three is an early warning. A value that is not known is never counted as low."),
        save=save,
        back=reverse("early_warning", args=[programme.pk]),
        section="resistance",
    )
