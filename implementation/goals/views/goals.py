"""The vision that counts and the goals that measure it: the list, the map, the tables to take away."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.markdown import as_html
from implementation.goals import actions, value_map
from implementation.goals.files import goals as goal_files
from implementation.goals.files import measurements as measurement_files
from implementation.goals.listing import SORTS, STANDINGS, Listing
from implementation.goals.models import Goal
from implementation.goals.registry import modules_of
from implementation.goals.views.vision import signatories_of
from implementation.programme.crm_modules import MODULES
from implementation.programme.pages import programme_page

PER_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@programme_page("goals.view_goal")
def goals(request, programme):
    """The vision that counts, and the goals that measure it."""
    listing = Listing.of(request.GET)
    everything = list(programme.goals.with_latest().select_related("owner", "measurer"))
    page = Paginator(listing.apply(everything), PER_PAGE).get_page(request.GET.get("page"))
    vision = actions.current_vision(programme)
    used = {key for goal in everything for key in goal.modules} | set(modules_of(programme))
    context = {
        "section": "goals",
        "title": _("Vision and goals"),
        "page": page,
        "listing": listing,
        "any": bool(everything),
        "sorts": SORTS,
        "layers": Goal.Layer.choices,
        "activities": Goal.Activity.choices,
        "modules": [(key, module.name) for key, module in MODULES.items() if key in used],
        "standings": STANDINGS.items(),
        "owners": sorted({goal.owner for goal in everything if goal.owner}, key=lambda person: person.name),
        "vision": vision,
        "vision_html": as_html(vision.text) if vision else "",
        "unfinished": actions.unfinished_vision(programme),
        "signatories": signatories_of(vision),
    }
    return render(request, "goals/goals.html", context)


@programme_page("goals.view_goal")
def map_of_values(request, programme):
    """Vision, goals, activities, modules; the gaps between them."""
    found = value_map.map_of(programme)
    vision = actions.current_vision(programme)
    context = {
        "section": "goals",
        "title": _("Value map"),
        "map": found,
        "gaps": [gap for gap in found.gaps if gap.kind != value_map.ACTIVITY],
        "vision": vision,
        "modules": {key: MODULES[key].name for key in MODULES},
    }
    return render(request, "goals/value_map.html", context)


@programme_page("goals.view_goal")
def export_goals(request, programme, kind):
    """The goals as the address filters them; brought back, they change nothing."""
    found = Listing.of(request.GET).apply(list(programme.goals.with_latest().select_related("owner", "measurer")))
    made = goal_files.as_xlsx(found) if kind == "xlsx" else goal_files.as_csv(found)
    return _file(made, f"goals-{programme.pk}", kind)


@programme_page("goals.view_measurement")
def export_measurements(request, programme, kind):
    made = measurement_files.as_xlsx(programme) if kind == "xlsx" else measurement_files.as_csv(programme)
    return _file(made, f"measurements-{programme.pk}", kind)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(data, content_type=XLSX if kind == "xlsx" else CSV, headers=headers)
