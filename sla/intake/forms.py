"""What people say about a file: which it is, and how its columns, words and times are read."""

from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form
from sla.intake.formats.log import compiled
from sla.intake.guessing import Guess
from sla.intake.headings import ABOUT, ROLES_OF
from sla.intake.mapping import Mapping
from sla.intake.reasons import Unusable
from sla.intake.words import IGNORED, plain
from sla.models import Agreement, MeasurementSource

ACCEPTED = ".csv,.tsv,.txt,.log,.json,.xlsx,.yml,.yaml,.patch"

ABOUT_WORDS = {
    "states": _("States: up, degraded or down from a moment on"),
    "values": _("Values: something counted or measured at a moment"),
    "tickets": _("Tickets: opened, answered, solved"),
}
ROLE_WORDS = {
    "time": _("Day and time"),
    "day": _("Day"),
    "clock": _("Time of day"),
    "monitor": _("Monitor"),
    "status": _("State"),
    "http_code": _("HTTP code"),
    "response": _("Response time"),
    "value": _("Value"),
    "total": _("Total, of which the value is a part"),
    "key": _("Number of the ticket"),
    "opened": _("Opened"),
    "answered": _("First answer"),
    "solved": _("Solved"),
    "pauses": _("Pauses"),
    "priority": _("Priority"),
}
MEANING_WORDS = {
    "up": _("Up"),
    "degraded": _("Degraded"),
    "down": _("Down"),
    IGNORED: _("Says nothing: leave such rows out"),
}
ORDER_WORDS = [
    ("", _("Year first, or a name for the month")),
    ("ymd", _("Year, month, day: 26-11-20")),
    ("dmy", _("Day, month, year: 20.11.2026")),
    ("mdy", _("Month, day, year: 11/20/2026")),
]
ENCODING_WORDS = [
    ("utf-8", "UTF-8"),
    ("utf-16-le", "UTF-16 (LE)"),
    ("utf-16-be", "UTF-16 (BE)"),
    ("gb18030", "GBK, GB 18030"),
    ("big5", "Big5"),
    ("cp1252", "Windows-1252, Latin-1"),
    ("cp1251", "Windows-1251"),
]
DELIMITER_WORDS = [(",", _("Comma")), (";", _("Semicolon")), ("tab", _("Tab")), ("|", _("Vertical bar"))]


class UploadForm(Form):
    file = forms.FileField(
        label=_("File with measurements"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "A table (CSV, TSV, Excel), a plain log, Prometheus or Uptime Kuma JSON, Upptime history, or tickets."
        ),
    )
    origin = forms.ModelChoiceField(
        label=pgettext_lazy("of data", "Source"),
        queryset=MeasurementSource.objects.none(),
        required=False,
        empty_label=_("As the file says itself"),
        help_text=_("A source remembers how the columns of its files are read."),
    )
    source_note = forms.CharField(
        label=_("Where the measurements come from"),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text=_(
            "Which monitor wrote them, for whom, under which licence. It is shown with the results. Leave it empty to "
            "use the words of the source."
        ),
    )

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["origin"].queryset = agreement.sources.all()

    def clean(self):
        cleaned = super().clean()
        origin = cleaned.get("origin")
        cleaned["source_note"] = cleaned.get("source_note") or (origin.note if origin else "")
        if not cleaned["source_note"]:
            self.add_error("source_note", _("Say where the measurements come from."))
        return cleaned


class ColumnsForm(Form):
    """How one file is read. Built from what was guessed; its columns and words are fields of their own."""

    about = forms.ChoiceField(label=_("What a row says"), choices=list(ABOUT_WORDS.items()), widget=forms.RadioSelect)
    pattern = forms.CharField(
        label=_("Pattern of a line"),
        max_length=300,
        required=False,
        help_text=_(
            "Name the parts in braces: {time} {monitor} {status} {http_code} {response} {value}; {rest} is all that "
            "follows."
        ),
    )
    encoding = forms.ChoiceField(label=_("Encoding"), choices=ENCODING_WORDS)
    delimiter = forms.ChoiceField(label=_("Cells are parted by"), choices=DELIMITER_WORDS, required=False)
    header = forms.BooleanField(label=_("The first line holds headings"), required=False)
    monitor = forms.CharField(
        label=_("Monitor"),
        max_length=200,
        required=False,
        help_text=_("Where no column names it: its name as the objective has it, letter by letter."),
    )
    zone = forms.CharField(
        label=_("Time zone of times without an offset"),
        max_length=60,
        required=False,
        help_text=_("For example Asia/Shanghai or UTC. Leave it empty for the zone of the contract."),
    )
    order = forms.ChoiceField(label=_("Order of day and month"), choices=ORDER_WORDS, required=False)
    in_order = forms.BooleanField(
        label=_("Rows of a monitor stand in order of time"),
        required=False,
        help_text=_("Only then can an hour that exists twice, when clocks are put back, be told apart."),
    )
    decimal = forms.ChoiceField(label=_("Decimals"), choices=[(".", "1.5"), (",", "1,5")])
    unit = forms.ChoiceField(
        label=_("Unit of response times"), choices=[("ms", _("Milliseconds")), ("s", _("Seconds"))]
    )
    remember = forms.CharField(
        label=_("Remember this as"),
        max_length=120,
        required=False,
        help_text=_("A name for the source. Its next file is read the same way without asking."),
    )

    def __init__(self, *args, guess: Guess, remember: str = "", **kwargs):
        self.guess = guess
        super().__init__(*args, initial=_initial(guess.mapping) | {"remember": remember}, **kwargs)
        self._leave_out(guess.mapping.kind)
        every = [("", _("Not read")), *ROLE_WORDS.items()]
        roles = {name: role for role, name in guess.mapping.columns.items()}
        for place, name in enumerate(guess.columns):
            field = forms.ChoiceField(label=name, choices=every, required=False, initial=roles.get(name, ""))
            self._add(f"column_{place}", field)
        for place, (word, meaning) in enumerate(guess.words.items()):
            choices = [("", _("Not known yet")), *MEANING_WORDS.items()]
            field = forms.ChoiceField(label=word, choices=choices, required=False, initial=meaning or "")
            self._add(f"word_{place}", field)

    def _add(self, name: str, field: forms.Field) -> None:
        field.widget.attrs["class"] = "form-select"
        self.fields[name] = field

    def _leave_out(self, kind: str) -> None:
        """What says nothing about this kind of file is not asked."""
        if kind != "log":
            del self.fields["pattern"]
        if kind != "delimited":
            del self.fields["delimiter"]
        if kind not in ("delimited", "workbook"):
            del self.fields["header"]
        if kind == "workbook":
            del self.fields["encoding"]

    @property
    def column_fields(self):
        return [self[f"column_{place}"] for place in range(len(self.guess.columns))]

    @property
    def word_fields(self):
        return [self[f"word_{place}"] for place in range(len(self.guess.words))]

    def clean_zone(self):
        name = self.cleaned_data["zone"].strip()
        try:
            return ZoneInfo(name).key if name else ""
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise forms.ValidationError(_("This time zone is not known. Write it like Asia/Shanghai.")) from None

    def clean_pattern(self):
        pattern = " ".join(self.cleaned_data["pattern"].split())
        try:
            compiled(pattern)
        except Unusable:
            raise forms.ValidationError(_("Name the time as {time}, and every other part once.")) from None
        return pattern

    def clean(self):
        cleaned = super().clean()
        about = cleaned.get("about")
        seen: dict[str, str] = {}
        for place, name in enumerate(self.guess.columns):
            role = cleaned.get(f"column_{place}")
            if about not in ABOUT or role not in ROLES_OF[about]:
                continue
            if role in seen:
                self.add_error(f"column_{place}", _("Two columns have this meaning. Choose one of them."))
            seen[role] = name
        cleaned["columns"] = seen
        return cleaned

    def shape(self) -> Mapping:
        """How the file is cut into cells, as the person says."""
        data, mapping = self.cleaned_data, self.guess.mapping
        return replace(
            mapping,
            pattern=data.get("pattern", mapping.pattern),
            encoding=data.get("encoding", mapping.encoding),
            delimiter="\t" if data.get("delimiter") == "tab" else data.get("delimiter") or mapping.delimiter,
            header=data["header"] if "header" in self.fields else mapping.header,
        )

    def mapping(self) -> Mapping:
        data = self.cleaned_data
        own = {
            plain(word): data[f"word_{place}"]
            for place, word in enumerate(self.guess.words)
            if data.get(f"word_{place}")
        }
        return replace(
            self.shape(),
            about=data["about"],
            columns=data["columns"],
            words=self.guess.mapping.words | own,
            order=data["order"],
            decimal=data["decimal"],
            unit=data["unit"],
            zone=data["zone"],
            in_order=data["in_order"],
            monitor=data["monitor"].strip(),
        )


def _initial(mapping: Mapping) -> dict:
    found = mapping.as_json()
    return found | {"delimiter": "tab" if mapping.delimiter == "\t" else mapping.delimiter}
