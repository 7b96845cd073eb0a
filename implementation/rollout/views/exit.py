from django.shortcuts import render
from django.utils.translation import gettext as _

from implementation.programme.pages import programme_page
from implementation.rollout.charts import trend_chart
from implementation.rollout.exit_report import exit_report_of
from implementation.rollout.shares import averages
from implementation.rollout.views.shared import pilot_of


@programme_page("rollout.view_pilot")
def exit_report(request, programme, pk):
    """One page for whoever decides at the exit gate; it prints."""
    found = pilot_of(request, programme, pk, "rollout.view_pilot")
    report = exit_report_of(found)
    context = {
        "pilot": found,
        "report": report,
        "progress": report.progress,
        "chart": trend_chart(report.weeks, averages(report.weeks)) if report.weeks else None,
        "title": _("Exit report"),
        "crumb": found.module,
        "section": "rollout",
    }
    return render(request, "rollout/exit_report.html", context)
