import datetime

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from implementation.data_readiness.models import DataFile
from implementation.data_readiness.tables import DELIMITERS, ENCODINGS
from implementation.data_readiness.words import KINDS

COUNTRIES = [
    ("CN", _("China")),
    ("HK", _("Hong Kong")),
    ("TW", _("Taiwan")),
    ("MO", _("Macao")),
    ("SG", _("Singapore")),
    ("JP", _("Japan")),
    ("KR", _("Korea")),
    ("US", _("United States")),
    ("GB", _("United Kingdom")),
    ("DE", _("Germany")),
    ("FR", _("France")),
    ("ZZ", _("None: numbers begin with +")),
]
COUNTRY_HELP = _("For phone numbers without a country code; it also decides how 03/04/2026 is read.")


class UploadForm(Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, TSV, TXT or Excel (.xlsx). Encoding, delimiter and headings are found by themselves."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.tab,.dat,.xlsx"}),
    )
    country = forms.ChoiceField(label=_("Country of phone numbers"), choices=COUNTRIES, help_text=COUNTRY_HELP)

    def clean_file(self):
        found = self.cleaned_data["file"]
        if found.size > settings.DATA_FILE_MAX_BYTES:
            most = settings.DATA_FILE_MAX_BYTES // 1_000_000
            words = _("This file is larger than %(most)s MB. Split it, or leave out columns that are not needed.")
            raise forms.ValidationError(words % {"most": most})
        return found


class ReadingForm(Form):
    """How a file is read; a workbook has sheets instead of encoding and delimiter."""

    encoding = forms.ChoiceField(label=_("Encoding"), choices=list(ENCODINGS.items()))
    delimiter = forms.ChoiceField(label=_("Delimiter"), choices=list(DELIMITERS.items()))
    sheet = forms.ChoiceField(label=_("Sheet"))
    header_row = forms.IntegerField(
        label=_("Line of the headings"),
        min_value=0,
        max_value=1_000,
        help_text=_("Lines above are not read. 0: the file has no headings."),
    )
    country = forms.ChoiceField(label=_("Country of phone numbers"), choices=COUNTRIES)

    def __init__(self, data_file: DataFile, *args, **kwargs):
        names = ("encoding", "delimiter", "sheet", "header_row", "country")
        super().__init__(*args, initial={name: getattr(data_file, name) for name in names}, **kwargs)
        if data_file.sheets:
            del self.fields["encoding"], self.fields["delimiter"]
            self.fields["sheet"].choices = [(sheet["name"], sheet["name"]) for sheet in data_file.sheets]
        else:
            del self.fields["sheet"]


class ColumnsForm(Form):
    """For each column what it holds and whether it tells of people: ``kind-3``, ``personal-3``."""

    def __init__(self, data_file: DataFile, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for place, column in enumerate(data_file.columns):
            self.fields[f"kind-{place}"] = forms.ChoiceField(
                label=_("Type: %(column)s") % {"column": column["name"]},
                choices=list(KINDS.items()),
                initial=column["kind"],
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )
            self.fields[f"personal-{place}"] = forms.BooleanField(
                label=_("About people: %(column)s") % {"column": column["name"]},
                required=False,
                initial=column["personal"],
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )

    @property
    def corrected(self) -> dict[int, dict]:
        count = len(self.fields) // 2
        return {
            place: {"kind": self.cleaned_data[f"kind-{place}"], "personal": self.cleaned_data[f"personal-{place}"]}
            for place in range(count)
        }


class KeepForm(Form):
    kept_until = forms.DateField(label=_("Keep the rows until"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("For which purpose the rows are still needed. It is kept with your name."),
        widget=forms.Textarea,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept_until"].initial = timezone.localdate() + datetime.timedelta(days=30)
