from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from implementation.budget.cost_import import TITLES, Look


class CostFileForm(Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("CSV, TSV or an Excel workbook (.xlsx), up to 5 MB. One row for each cost."),
    )


class MappingForm(Form):
    """Which column holds what, and whether doubles are entered too."""

    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int)
    header = forms.IntegerField(label=_("Row of the headings"), min_value=1, max_value=20_000)
    order = forms.ChoiceField(label=_("3/4/2026 is"), choices=[("day", _("3 April")), ("month", _("4 March"))])
    doubles = forms.BooleanField(label=_("Enter the doubles too"), required=False)

    def __init__(self, look: Look, *args, **kwargs):
        self.look = look
        chosen, rows = look.mapping, look.sheet.rows
        initial = {
            "sheet": chosen["sheet"],
            "header": rows[chosen["header"]].line if chosen["header"] < len(rows) else 1,
            "order": chosen["order"],
            "doubles": chosen["doubles"],
        }
        initial |= {f"column_{name}": place for name, place in chosen["columns"].items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["sheet"].choices = list(enumerate(look.sheet_names))
        if len(look.sheet_names) < 2:
            self.fields["sheet"].widget = forms.HiddenInput()
        columns = [("", _("not in the file")), *look.headings]
        for name, title in TITLES.items():
            self.fields[f"column_{name}"] = forms.TypedChoiceField(
                label=title,
                choices=columns,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def column_fields(self):
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def mapping(self) -> dict:
        data = self.cleaned_data
        columns = {name: data[f"column_{name}"] for name in TITLES if data.get(f"column_{name}") is not None}
        lines = [row.line for row in self.look.sheet.rows]
        at = next((place for place, line in enumerate(lines) if line >= data["header"]), 0)
        return {
            "sheet": data["sheet"],
            "header": at,
            "columns": columns,
            "order": data["order"],
            "doubles": data["doubles"],
        }
