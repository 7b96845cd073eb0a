from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.edit import new_record
from implementation.programme.pages import one_of, programme_page
from implementation.rollout import actions, forms
from implementation.rollout.models import PilotMeasure
from implementation.rollout.progress import MeasureLine, figure
from implementation.rollout.views.shared import form_page, pilot_of, save_onto, small_form

VALUES_A_PAGE = 12


@programme_page("rollout.edit_pilot")
def new_measure(request, programme, pk):
    """``pk`` is the pilot's."""
    found = pilot_of(request, programme, pk, "rollout.edit_pilot")
    form = forms.MeasureForm(request.POST or None, instance=PilotMeasure(pilot=found))
    return new_record(
        request,
        form,
        title=_("New measure"),
        lead=_("What would make this pilot a success, as a number that somebody can look up."),
        save=lambda measure: actions.add_measure(measure, by=request.user),
        back=found,
        section="rollout",
    )


def _measure(request, programme, pk, permission):
    found = PilotMeasure.objects.select_related("pilot__programme__organisation").prefetch_related("values__by")
    return one_of(programme, found, pk, request.user, permission)


@programme_page("rollout.edit_pilot")
def edit_measure(request, programme, pk):
    found = _measure(request, programme, pk, "rollout.edit_pilot")
    form = forms.MeasureForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        values, seen = form.values, form.seen_revision
        if save_onto(form, lambda: actions.change_measure(found, by=request.user, seen_revision=seen, **values)):
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found.pilot)
    return form_page(request, form, title=found.title, back=found.pilot)


@programme_page("rollout.record_figures")
def record_value(request, programme, pk):
    """One figure for a measure, with the earlier ones below."""
    found = _measure(request, programme, pk, "rollout.record_figures")
    values = list(found.values.all())
    return small_form(
        request,
        forms.ValueForm(request.POST or None),
        title=found.title,
        back=found.pilot,
        save=lambda data: actions.record_value(found, by=request.user, **data),
        said=_("%(name)s is saved.") % {"name": found},
        template="rollout/record_value.html",
        measure=found,
        line=MeasureLine(found, values),
        values=Paginator([(item, figure(item.value)) for item in reversed(values)], VALUES_A_PAGE).get_page(
            request.GET.get("page")
        ),
    )


@programme_page("rollout.record_figures")
def record_adoption(request, programme, pk):
    found = pilot_of(request, programme, pk, "rollout.record_figures")
    return small_form(
        request,
        forms.AdoptionForm(request.POST or None, pilot=found),
        title=_("Record a week"),
        lead=_("The same week again replaces its figure; the audit trail keeps both."),
        back=found,
        save=lambda data: actions.record_adoption(found, by=request.user, **data),
        said=_("The week is saved."),
    )


@programme_page("rollout.record_figures")
def record_rehearsal(request, programme, pk):
    found = pilot_of(request, programme, pk, "rollout.record_figures")
    return small_form(
        request,
        forms.RehearsalForm(request.POST or None),
        title=_("Record a rehearsal of the way back"),
        lead=_("Limit of this pilot: %(limit)d minutes.") % {"limit": found.rollback_limit},
        back=found,
        save=lambda data: actions.record_rehearsal(found, by=request.user, **data),
        said=_("The rehearsal is saved."),
    )
