"""What a scenario may be worth when its lines fall out low or high."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from implementation.business_case import charts
from implementation.business_case.simulation import SEED, TRIALS
from implementation.business_case.views.find import SECTION, VIEW, find_case
from implementation.business_case.worth import Worth
from implementation.business_case.worth.uncertainty import CORRELATIONS, USUAL, Uncertainty
from implementation.programme.pages import programme_page


@programme_page(VIEW)
def case_simulation(request, programme, pk):
    """Bands, the chance of reaching the floor, and what matters most, for the chosen scenario or the one asked for."""
    case = find_case(programme, pk, request.user)
    scenarios = list(case.scenarios.all())
    asked = {str(item.pk): item for item in scenarios}.get(request.GET.get("scenario", ""))
    scenario = asked or next((item for item in scenarios if item.is_chosen), scenarios[0] if scenarios else None)
    together = {str(value): value for value in CORRELATIONS}.get(request.GET.get("together", ""), USUAL)
    found = Uncertainty(Worth(case, scenario), together)
    context = SECTION | {
        "title": _("Simulation"),
        "here": "simulation",
        "case": case,
        "scenario": scenario,
        "scenarios": scenarios,
        "found": found,
        "together": together,
        "correlations": CORRELATIONS,
        "trials": TRIALS,
        "seed": SEED,
        "currency": programme.organisation.currency,
    }
    if found.lines:
        context |= {
            "reach": charts.reach_chart(found),
            "bands": charts.band_chart(found),
            "tornado": charts.tornado_chart(found),
        }
    return render(request, "business_case/simulation.html", context)
