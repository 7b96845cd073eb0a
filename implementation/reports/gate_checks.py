from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import day, say
from implementation.gates.registry import (
    ACCEPTANCE,
    BENEFITS_REVIEW,
    PILOT_EXIT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
)


@gate_check(
    "reports.report_current",
    title=_("The last progress report is current"),
    at={PILOT_EXIT: SHOULD, ACCEPTANCE: SHOULD, BENEFITS_REVIEW: SHOULD},
    order=80,
    parameters={"days": Parameter(30, _("Age of the report, at most, days"), minimum=1, maximum=366)},
    figures={"number": _("Report"), "current": _("Is current")},
)
def report_current(programme, *, gate, days):
    """A report older than this is stale."""
    url = reverse("reports", args=[programme.pk])
    last = programme.progressreports.defer("facts").order_by("-number").first()
    if last is None:
        return not_met(_("No report is published yet."), figures={"number": 0}, url=url)
    published = timezone.localdate(last.published_at)
    age = (timezone.localdate() - published).days
    figures = {"number": last.number, "current": age <= days}
    text = say(
        ngettext_lazy(
            "Report {number} of {day} is **{age} day** old; limit {limit}.",
            "Report {number} of {day} is **{age} days** old; limit {limit}.",
            age,
        ),
        number=last.number,
        day=day(published),
        age=age,
        limit=days,
    )
    return (met if age <= days else not_met)(text, figures=figures, url=url)
