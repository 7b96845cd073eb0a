from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import programme_page
from implementation.rollout import actions, forms
from implementation.rollout.actions.conclude import CONCLUDED_IN
from implementation.rollout.actions.modules import needs_words, unmet_needs
from implementation.rollout.charts import adoption_chart
from implementation.rollout.models import Pilot
from implementation.rollout.opinions import opinions_of
from implementation.rollout.preparation import before_the_start, issues_of
from implementation.rollout.progress import progress_of, weeks_of
from implementation.rollout.views.shared import board_address, form_page, pilot_of, save_onto, small_form


@programme_page("rollout.view_pilot")
def pilot(request, programme, pk):
    """Measures against the exit criteria, adoption, the way back, and what can be done next."""
    found = pilot_of(request, programme, pk, "rollout.view_pilot")
    context = {
        "pilot": found,
        "title": found.name,
        "crumb": found.module,
        "progress": progress_of(found),
        "chart": adoption_chart(weeks_of(found)),
        "before": before_the_start(found),
        "opinions": opinions_of(found),
        "issues": issues_of(found),
        "runbooks": list(found.runbooks.order_by("-kind")),
        "section": "rollout",
    }
    return render(request, "rollout/pilot.html", context)


@programme_page("rollout.edit_pilot")
def new_pilot(request, programme):
    module = programme.modules.filter(pk=whole(request.GET.get("module", ""))).first()
    form = forms.PilotForm(
        request.POST or None,
        instance=Pilot(programme=programme),
        programme=programme,
        initial={"module": module, "lead": request.user.pk},
    )
    if not form.fields["module"].queryset.exists():
        raise Refused(_("No module is open: add one first."))
    if request.method == "POST" and form.is_valid():
        plan, places = form.instance, form.cleaned_data["departments"]
        if save_onto(form, lambda: actions.plan_pilot(plan, departments=places, by=request.user)):
            messages.success(request, _("%(name)s is saved.") % {"name": plan})
            return redirect(plan)
    return form_page(
        request,
        form,
        title=_("Plan a pilot"),
        back=board_address(programme),
        submit=_("Plan the pilot"),
        lead=_("Small and slow: a few departments first. Its exit gate is set up with it; measures come next."),
    )


@programme_page("rollout.edit_pilot")
def edit_pilot(request, programme, pk):
    found = pilot_of(request, programme, pk, "rollout.edit_pilot")
    if found.is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    form = forms.PilotForm(request.POST or None, instance=found, programme=programme)
    if request.method == "POST" and form.is_valid():
        values = form.values
        if save_onto(form, lambda: actions.change_pilot(
            found, by=request.user, seen_revision=form.seen_revision, departments=values.pop("departments"), **values
        )):  # fmt: skip
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    return form_page(request, form, title=found.name, back=found)


@programme_page("rollout.run_pilot")
def start_pilot(request, programme, pk):
    """Shows what stays fixed from here on, and asks for the day."""
    found = pilot_of(request, programme, pk, "rollout.run_pilot")
    missing = unmet_needs(found.module)
    return small_form(
        request,
        forms.StartForm(request.POST or None, must_wait=bool(missing)),
        title=_("Start the pilot"),
        back=found,
        save=lambda data: actions.start_pilot(found, by=request.user, **data),
        missing=needs_words(found.module, missing) if missing else "",
        said=_("Pilot started."),
        template="rollout/start.html",
        pilot=found,
        progress=progress_of(found),
        submit=_("Start the pilot"),
    )


@programme_page("rollout.run_pilot")
def extend_pilot(request, programme, pk):
    found = pilot_of(request, programme, pk, "rollout.run_pilot")
    return small_form(
        request,
        forms.ExtendForm(request.POST or None, pilot=found),
        title=_("Extend the pilot"),
        lead=_("It runs on, and its exit gate moves to the new end."),
        back=found,
        save=lambda data: actions.extend_pilot(found, by=request.user, **data),
        said=_("Pilot extended."),
        submit=_("Extend the pilot"),
    )


@programme_page("rollout.roll_back")
def roll_back_pilot(request, programme, pk):
    found = pilot_of(request, programme, pk, "rollout.roll_back")
    return small_form(
        request,
        forms.RollBackForm(request.POST or None),
        title=_("Roll back"),
        back=found,
        save=lambda data: actions.roll_back_pilot(found, by=request.user, note=data["note"]),
        said=_("Pilot rolled back."),
        template="rollout/roll_back.html",
        pilot=found,
        progress=progress_of(found),
    )


@programme_page("rollout.view_pilot")
def conclude_pilot(request, programme, pk):
    """What was expected beside what was found, and what the lead makes of it."""
    found = pilot_of(request, programme, pk, "rollout.lead_pilot")
    if found.state not in CONCLUDED_IN:
        raise Refused(_("The trial is not over: evaluate the pilot first."))
    said = {name: getattr(found, name) for name in ("finding", "finding_note", "lessons")}
    return small_form(
        request,
        forms.ConcludeForm(request.POST or None, initial=said),
        title=_("What the pilot has shown"),
        back=found,
        save=lambda data: actions.conclude_pilot(found, by=request.user, **data),
        said=_("%(name)s is saved.") % {"name": found},
        template="rollout/conclude.html",
        pilot=found,
        progress=progress_of(found),
        opinions=opinions_of(found),
        crumb=found,
    )
