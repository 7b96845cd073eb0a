from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import new_record
from core.refusal import Refused, Stale
from core.text import whole
from implementation.programme.pages import one_of, programme_page
from implementation.rollout import actions, forms
from implementation.rollout.board import board_of
from implementation.rollout.charts import adoption_chart
from implementation.rollout.models import Module, Pilot, PilotMeasure
from implementation.rollout.progress import MeasureLine, figure, progress_of, with_progress

PILOTS_A_PAGE, VALUES_A_PAGE = 20, 12


@programme_page("rollout.view_module")
def rollout(request, programme):
    """Modules by departments, warnings, and the pilots as a list."""
    board = board_of(programme)
    pilots = Paginator(board.pilots[::-1], PILOTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "rollout/board.html", {"board": board, "pilots": pilots, "title": _("Modules and pilots")})


@programme_page("rollout.view_module")
def module(request, programme, pk):
    found = one_of(programme, Module.objects, pk, request.user, "rollout.view_module")
    pilots = [progress_of(pilot) for pilot in with_progress(found.pilots.all())]
    context = {"module": found, "pilots": pilots, "title": found.name, "section": "rollout"}
    return render(request, "rollout/module.html", context)


@programme_page("rollout.edit_module")
def add_module(request, programme):
    form = forms.AddModuleForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        added = actions.add_module(programme, form.cleaned_data["key"], by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": added})
        return redirect("rollout", programme.pk)
    return _page(request, form, title=_("Add a module"), back=_board(programme), template="rollout/add_module.html")


def _board(programme):
    return reverse("rollout", args=[programme.pk])


def _page(request, form, *, title, back, template="core/form.html", **context):
    address = back if isinstance(back, str) else back.get_absolute_url()
    context |= {"form": form, "title": title, "back": address, "section": "rollout"}
    return render(request, template, context)


def _pilot(request, programme, pk, permission):
    return one_of(programme, with_progress(Pilot.objects), pk, request.user, permission)


@programme_page("rollout.view_pilot")
def pilot(request, programme, pk):
    """Measures against the exit criteria, adoption, the way back, and what can be done next."""
    found = _pilot(request, programme, pk, "rollout.view_pilot")
    context = {
        "pilot": found,
        "title": found.name,
        "crumb": found.module,
        "progress": progress_of(found),
        "chart": adoption_chart(list(found.adoption.all())),
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
        if _save(form, lambda: actions.plan_pilot(plan, departments=places, by=request.user)):
            messages.success(request, _("%(name)s is saved.") % {"name": plan})
            return redirect(plan)
    return _page(
        request,
        form,
        title=_("Plan a pilot"),
        back=_board(programme),
        submit=_("Plan the pilot"),
        lead=_("Small and slow: a few departments first. Its exit gate is set up with it; measures come next."),
    )


@programme_page("rollout.edit_pilot")
def edit_pilot(request, programme, pk):
    found = _pilot(request, programme, pk, "rollout.edit_pilot")
    if found.is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    form = forms.PilotForm(request.POST or None, instance=found, programme=programme)
    if request.method == "POST" and form.is_valid():
        values = form.values
        if _save(form, lambda: actions.change_pilot(
            found, by=request.user, seen_revision=form.seen_revision, departments=values.pop("departments"), **values
        )):  # fmt: skip
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    return _page(request, form, title=found.name, back=found)


def _save(form, save) -> bool:
    """Save, or put what was refused onto the form so that nothing written is lost."""
    try:
        save()
    except Stale as error:
        form.refuse_stale(error)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        return True
    return False


def _small_form(request, form, *, title, back, save, said, template="core/form.html", **context):
    """A page with one form whose entries go to an action."""
    if request.method == "POST" and form.is_valid() and _save(form, lambda: save(form.cleaned_data)):
        messages.success(request, said)
        return redirect(back)
    return _page(request, form, title=title, back=back, template=template, **context)


@programme_page("rollout.run_pilot")
def start_pilot(request, programme, pk):
    """Shows what stays fixed from here on, and asks for the day."""
    found = _pilot(request, programme, pk, "rollout.run_pilot")
    return _small_form(
        request,
        forms.StartForm(request.POST or None),
        title=_("Start the pilot"),
        back=found,
        save=lambda data: actions.start_pilot(found, by=request.user, on=data["on"]),
        said=_("Pilot started."),
        template="rollout/start.html",
        pilot=found,
        progress=progress_of(found),
        submit=_("Start the pilot"),
    )


@programme_page("rollout.run_pilot")
def extend_pilot(request, programme, pk):
    found = _pilot(request, programme, pk, "rollout.run_pilot")
    return _small_form(
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
    found = _pilot(request, programme, pk, "rollout.roll_back")
    return _small_form(
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


@programme_page("rollout.edit_pilot")
def new_measure(request, programme, pk):
    """``pk`` is the pilot's."""
    found = _pilot(request, programme, pk, "rollout.edit_pilot")
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
        if _save(form, lambda: actions.change_measure(found, by=request.user, seen_revision=seen, **values)):
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found.pilot)
    return _page(request, form, title=found.title, back=found.pilot)


@programme_page("rollout.record_figures")
def record_value(request, programme, pk):
    """One figure for a measure, with the earlier ones below."""
    found = _measure(request, programme, pk, "rollout.record_figures")
    values = list(found.values.all())
    return _small_form(
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
    found = _pilot(request, programme, pk, "rollout.record_figures")
    return _small_form(
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
    found = _pilot(request, programme, pk, "rollout.record_figures")
    return _small_form(
        request,
        forms.RehearsalForm(request.POST or None),
        title=_("Record a rehearsal of the way back"),
        lead=_("Limit of this pilot: %(limit)d minutes.") % {"limit": found.rollback_limit},
        back=found,
        save=lambda data: actions.record_rehearsal(found, by=request.user, **data),
        said=_("The rehearsal is saved."),
    )
