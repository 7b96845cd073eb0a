import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.text import day, say
from implementation.programme.models import Programme
from implementation.reports.models import ProgressReport


class ReportForm(RecordForm):
    """The manager's words and the period; everything else in a report comes from the records."""

    class Meta:
        model = ProgressReport
        fields = ["period_start", "period_end", "headline", "done", "next"]
        widgets = {"done": forms.Textarea(attrs={"rows": 4}), "next": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "headline": _("One sentence that an executive reads first: how it stands, and what needs a decision."),
            "done": _("One line for each result."),
            "next": _("One line for each step, with its day."),
        }

    def clean(self):
        found = super().clean()
        start, end, begun = found.get("period_start"), found.get("period_end"), self.instance.programme.started_on
        if start and start < begun:
            self.add_error(
                "period_start",
                say(_("The programme started on {day}: choose that day or a later one."), day=day(begun)),
            )
        if end and end > timezone.localdate():
            self.add_error("period_end", _("A report tells what has happened: choose today or an earlier day."))
        if start and end and end < start:
            self.add_error("period_end", _("The period ends before it starts: choose a later end."))
        return found


def next_period(programme: Programme) -> dict[str, datetime.date]:
    """From the day after the last report's period until today."""
    today = timezone.localdate()
    last = programme.progressreports.order_by("-number").values_list("period_end", flat=True).first()
    start = last + datetime.timedelta(days=1) if last else programme.started_on
    return {"period_start": min(start, today), "period_end": today}
