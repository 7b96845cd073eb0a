from django.shortcuts import render
from django.utils.translation import gettext as _

from implementation.experience import charts, outlook
from implementation.experience.forecast import TRIALS
from implementation.programme.pages import programme_page


@programme_page("experience.view_forecast")
def forecast(request, programme):
    """When the programme will probably end, from how long earlier ones took; formula and inputs stand on the page."""
    found = outlook.of_programme(programme, request.user)
    context = {
        "section": "lessons",
        "title": _("Forecast"),
        "forecast": found,
        "chart": charts.end_chart(found) if found and not found.is_bare else None,
        "trials": TRIALS,
    }
    return render(request, "experience/forecast.html", context)
