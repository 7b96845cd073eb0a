from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from core.refusal import Refused
from sla.calendars.written import MOST_BYTES, read_days, read_ics, read_spans, write_spans
from sla.models import ServiceCalendar
from sla.models.calendar import DAYS

USUAL = "09:00-18:00"


class CalendarForm(RecordForm):
    """The hours of each weekday as text: “09:00-12:00, 13:00-18:00”; an empty day has none."""

    class Meta:
        model = ServiceCalendar
        fields = ["name", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        for number, day in enumerate(DAYS):
            usual = USUAL if is_new and number < 5 else ""
            self.fields[f"day_{number}"] = forms.CharField(
                label=day,
                required=False,
                max_length=120,
                initial=usual if is_new else write_spans(self.instance.week[number]),
                widget=forms.TextInput(attrs={"class": "form-control", "placeholder": _("closed")}),
            )
        self.fields["day_0"].help_text = _(
            "Several spans with commas: 09:00-12:00, 13:00-18:00. The whole day is 00:00-24:00; leave a day empty where "
            "nobody serves."
        )

    def clean(self):
        cleaned = super().clean()
        week = []
        for number in range(len(DAYS)):
            try:
                week.append(read_spans(cleaned.get(f"day_{number}") or ""))
            except Refused as refusal:
                self.add_error(f"day_{number}", str(refusal))
                week.append([])
        cleaned["week"] = self.instance.week = week
        return cleaned

    @property
    def values(self) -> dict:
        return super().values | {"week": self.cleaned_data["week"]}


class DaysForm(Form):
    """Days by list, or by file."""

    holidays = forms.CharField(
        label=_("Holidays"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One line for each: 2026-12-25 Christmas. A run of days: 2026-10-01..2026-10-07 National Day."),
    )
    extra_days = forms.CharField(
        label=_("Extra working days"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Days worked in exchange for a holiday, with the hours of a usual working day: 2026-10-10 Make-up day."
        ),
    )
    file = forms.FileField(
        label=_("Calendar file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        help_text=_(
            "An .ics file of public holidays; its events of whole days become holidays, those marked as worked do not."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        days = {}
        for name in ("holidays", "extra_days"):
            try:
                days[name] = read_days(cleaned.get(name) or "")
            except Refused as refusal:
                self.add_error(name, str(refusal))
        if cleaned.get("file") and len(days) == 2:
            self._add_file(cleaned["file"], days)
        if not self.errors and not any(days.values()):
            raise forms.ValidationError(_("Enter at least one day, or choose a file."))
        return cleaned | {"days": days}

    def _add_file(self, upload, days: dict) -> None:
        try:
            holidays, worked = read_ics(upload.read(MOST_BYTES + 1))
        except Refused as refusal:
            self.add_error("file", str(refusal))
        else:
            days["holidays"] += holidays
            days["extra_days"] += worked
