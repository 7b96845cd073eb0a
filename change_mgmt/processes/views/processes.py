"""The list of processes, and one of them with its drawings."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from change_mgmt.processes import actions, forms
from change_mgmt.processes.blueprint import AS_IS, TO_BE, blueprint, blueprints
from change_mgmt.processes.models import Effect, Process
from change_mgmt.processes.pictures import drawings, step_lines
from change_mgmt.processes.telling import summed, tellings
from change_mgmt.processes.views.shared import EDIT, VIEW, context_of, process_at
from change_mgmt.processes.words import hours, time
from core.edit import edit_record, new_record
from implementation.programme.crm_modules import MODULES
from implementation.programme.pages import programme_page

A_PAGE = 20


@programme_page(VIEW)
def processes(request, programme):
    """Every process with what it comes to on both sides; filters live in the address."""
    everything = Process.objects.filter(programme=programme)
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    module = request.GET.get("module", "")
    found = everything.select_related("owner", "programme")
    if words:
        found = found.filter(name__icontains=words)
    if state in Process.State.values:
        found = found.filter(state=state)
    elif state != "all":
        found = found.exclude(state=Process.State.DROPPED)
    if module in MODULES:
        found = [process for process in found if module in process.modules]
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": _lines(list(page)),
        "q": words,
        "state": state,
        "states": Process.State.choices,
        "module": module,
        "modules": _modules_in_use(everything),
        "total": everything.count(),
        "page_title": _("Processes"),
    }
    return render(request, "processes/process_list.html", context)


def _modules_in_use(everything) -> list:
    used = {key for keys in everything.values_list("modules", flat=True) for key in keys}
    return [(key, item.name) for key, item in MODULES.items() if key in used]


def _lines(shown: list[Process]) -> list[dict]:
    effects = Effect.objects.filter(process__in=shown).select_related("process")
    told = tellings(effects)
    return [
        {
            "process": plan.process,
            "was": plan.figures[AS_IS],
            "now": plan.figures[TO_BE],
            "was_lead": time(plan.figures[AS_IS].lead),
            "now_lead": time(plan.figures[TO_BE].lead),
            "was_monthly": hours(plan.figures[AS_IS].monthly),
            "now_monthly": hours(plan.figures[TO_BE].monthly),
            "warnings": len(plan.open_warnings),
            "told": summed(each for each in told if each.effect.process_id == plan.process.pk),
        }
        for plan in blueprints(shown)
    ]


@programme_page(VIEW)
def process(request, programme, pk):
    """Both sides, drawn and as a table."""
    found = process_at(request, programme, pk)
    plan = blueprint(found)
    context = context_of(
        found,
        "overview",
        plan=plan,
        sides=[
            {
                "name": side,
                "title": title,
                "drawings": drawings(plan, side),
                "lines": step_lines(plan, side),
            }
            for side, title in ((AS_IS, pgettext("side of a process", "As it is")), (TO_BE, _("As it shall be")))
        ],
        departments=found.departments.all(),
        versions=found.versions.select_related("signature"),
        open_warnings=len(plan.open_warnings),
    )
    return render(request, "processes/process.html", context)


@programme_page("processes.new_process")
def new_process(request, programme):
    form = forms.ProcessForm(request.POST or None, programme=programme, instance=Process(programme=programme))

    def save(instance):
        return actions.create_process(instance, departments=form.cleaned_data["departments"], by=request.user)

    return new_record(
        request,
        form,
        title=_("New process"),
        lead=_("Draw it first as it is, then as it shall be: redesign before you automate."),
        save=save,
        back=lambda made: reverse("process", args=[programme.pk, made.pk]),
        cancel=reverse("processes", args=[programme.pk]),
    )


@programme_page(VIEW)
def edit_process(request, programme, pk):
    found = process_at(request, programme, pk, EDIT)
    form = forms.ProcessForm(request.POST or None, programme=programme, instance=found)
    return edit_record(request, form, title=_("Edit the process"), back=found, save=actions.change_process, crumb=found)
