"""How far people use what was brought in: the trend, the table to take away, the file to bring."""

import datetime
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import one_of, programme_page
from implementation.rollout.actions import adoption_imports
from implementation.rollout.adoption_export import as_csv, as_xlsx
from implementation.rollout.adoption_import import REASONS, TITLES
from implementation.rollout.charts import trend_chart
from implementation.rollout.forms import AdoptionFileForm, MappingForm
from implementation.rollout.models import AdoptionImport
from implementation.rollout.progress import ADOPTION_FLOOR
from implementation.rollout.trend import WEEKS_SHOWN, by, figures_on, trend

IMPORTS_A_PAGE = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _chosen(request, records, name):
    """The module or department that the address names, if it is one of this programme's."""
    pk = whole(request.GET.get(name, ""))
    return next((item for item in records if item.pk == pk), None)


def _address(programme, **chosen):
    return f"{reverse('adoption', args=[programme.pk])}?{urlencode({k: v for k, v in chosen.items() if v})}"


@programme_page("rollout.view_adoptionfigure")
def adoption(request, programme):
    """The trend of everything, of a module, of a department, or of both."""
    modules, departments = list(programme.modules.all()), list(programme.organisation.departments.all())
    module, department = _chosen(request, modules, "module"), _chosen(request, departments, "department")
    everything = "all" in request.GET
    since = None if everything else timezone.localdate() - datetime.timedelta(weeks=WEEKS_SHOWN)
    figures = figures_on(programme, module=module, department=department, since=since)
    whole_trend = trend("", figures)
    here = partial(_address, programme, module=module and module.pk, department=department and department.pk)
    context = {
        "modules": modules,
        "departments": departments,
        "module": module,
        "department": department,
        "everything": everything,
        "trend": whole_trend,
        "chart": trend_chart(whole_trend.weeks, whole_trend.averages) if whole_trend.weeks else None,
        "by_module": by(figures, modules, lambda item: item.module, address=lambda item: here(module=item.pk)),
        "by_department": by(
            figures, departments, lambda item: item.department, address=lambda item: here(department=item.pk)
        ),
        "floor": ADOPTION_FLOOR,
        "imports": Paginator(programme.adoptionimports.select_related("by"), IMPORTS_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "title": _("Adoption"),
        "section": "rollout",
    }
    return render(request, "rollout/adoption.html", context)


@programme_page("rollout.view_adoptionfigure")
def export_adoption(request, programme, kind):
    """Every week on record as a table that can be brought back unchanged."""
    made = as_xlsx(programme) if kind == "xlsx" else as_csv(programme)
    answer = HttpResponse(made, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="adoption-{programme.pk}.{kind}"'
    return answer


@programme_page("rollout.import_adoption")
def import_adoption(request, programme):
    """Choose a file; it is looked at first."""
    form = AdoptionFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = adoption_imports.dry_run(programme, upload=form.cleaned_data["file"], by=request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(batch)
    context = {"form": form, "title": _("Bring adoption figures"), "back": reverse("adoption", args=[programme.pk])}
    return render(request, "rollout/import_adoption.html", context | {"titles": TITLES, "section": "rollout"})


@programme_page("rollout.import_adoption")
def adoption_import(request, programme, pk):
    """What a file holds and would change; say what its columns are, take it in, discard it or undo it."""
    found = AdoptionImport.objects.select_related("by", "programme__organisation")
    batch = one_of(programme, found, pk, request.user, "rollout.import_adoption")
    if request.method == "POST" and (done := _act(request, batch)):
        return done
    waits = batch.state == AdoptionImport.State.DRY_RUN
    look = adoption_imports.look_again(batch) if waits else None
    form = MappingForm(look, programme) if look else None
    problems = look.problems if look else batch.problems
    context = {
        "batch": batch,
        "look": look,
        "form": form,
        "problems": [{**item, "words": REASONS[item["reason"]], "column": TITLES[item["column"]]} for item in problems],
        "missing": [TITLES[name] for name in look.missing] if look else [],
        "doubles": look.reading.doubles if look else [],
        "may_take_in": look is not None
        and not look.missing
        and not problems
        and (look.changes.new or look.changes.replaced),
        "title": batch.file_name,
        "section": "rollout",
    }
    return render(request, "rollout/adoption_import.html", context)


def _act(request, batch):
    """What a button asks for; None where the mapping cannot be and the page shows it again."""
    if "import" in request.POST:
        done = adoption_imports.take_in(batch, by=request.user)
        messages.success(
            request, _("Imported: %(new)d new, %(replaced)d replaced.") % {"new": done.added, "replaced": done.replaced}
        )
        return redirect("adoption", batch.programme_id)
    if "discard" in request.POST:
        adoption_imports.discard(batch, by=request.user)
        messages.success(request, _("The file is discarded."))
        return redirect("adoption", batch.programme_id)
    if "undo" in request.POST:
        adoption_imports.undo_import(batch, by=request.user)
        messages.success(request, _("The import is undone: every figure is as it was."))
        return redirect(batch)
    form = MappingForm(adoption_imports.look_again(batch), batch.programme, request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was saved: choose from the lists."))
        return redirect(batch)
    adoption_imports.map_columns(batch, mapping=form.mapping, by=request.user)
    return redirect(batch)
