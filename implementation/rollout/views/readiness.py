"""Whether the people of a pilot can begin, department by department."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from implementation.programme.pages import programme_page
from implementation.rollout import actions, forms
from implementation.rollout.places import places_of
from implementation.rollout.readiness import readiness_of
from implementation.rollout.views.shared import form_page, pilot_of, save_onto


@programme_page("rollout.view_pilot")
def pilot_readiness(request, programme, pk):
    found = pilot_of(request, programme, pk, "rollout.view_pilot")
    context = {
        "pilot": found,
        "readiness": readiness_of(found),
        "title": _("Readiness of %(pilot)s") % {"pilot": found.name},
        "crumb": found,
        "section": "rollout",
    }
    return render(request, "rollout/readiness.html", context)


@programme_page("rollout.view_pilot")
def answer_readiness(request, programme, pk, department):
    """The checklist of one department; its lead answers, or whoever runs the programme."""
    found = pilot_of(request, programme, pk, "rollout.lead_pilot")
    place = places_of(found).filter(pk=department).first()
    if place is None:
        raise Http404
    answers = {item.item: item for item in found.readiness.filter(department=place)}
    form = forms.ReadinessForm(request.POST or None, answers=answers)

    def save():
        return save_onto(form, lambda: actions.answer_readiness(found, place, form.answers, by=request.user))

    if request.method == "POST" and form.is_valid() and save():
        messages.success(request, _("%(name)s is saved.") % {"name": place})
        return redirect("pilot_readiness", programme.pk, found.pk)
    return form_page(
        request,
        form,
        title=_("Readiness of %(department)s") % {"department": place},
        back=f"{found.get_absolute_url()}readiness/",
        template="rollout/answer_readiness.html",
        pilot=found,
        crumb=found,
    )
