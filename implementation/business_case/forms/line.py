"""One line with everything it has; also the way to change a line where there is no script."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.text import say
from implementation.business_case.forms.cells import CellField
from implementation.business_case.grid import Choices, columns, shown
from implementation.business_case.grid.columns import COLUMNS
from implementation.business_case.models import Line
from implementation.business_case.plan import HUNDRED
from implementation.business_case.words import YEAR
from implementation.business_case.worth.reading import row_of

BY_NAME = {column.name: column for column in COLUMNS}
RANGE = ("low", "high")


class LineForm(RecordForm):
    """Low and high may stay empty: then there is no range."""

    class Meta:
        model = Line
        fields = ["category", "title", "shape", "goal"]

    def __init__(self, *args, instance: Line, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        case = instance.case
        self.known = Choices(case)
        self.row = row_of(instance, case.horizon_years, self.known.places) if instance.pk else None
        self.fields["category"].choices = [
            ("", "–"),
            *((key, word) for key, word in self.known.lists[instance.kind].items()),
        ]
        self.fields["shape"].required = False
        self.fields["goal"].queryset = self.fields["goal"].queryset.filter(programme=case.programme_id)
        for year in case.years:
            self._add(f"y{year}", columns(case)[len(COLUMNS) + year], say(YEAR, n=year))
        percent = _("Per cent of each amount. Empty: no range.")
        self._add("low_percent", BY_NAME["low"], _("Low, %"), percent)
        self._add("high_percent", BY_NAME["high"], _("High, %"), percent)
        for name in ("low", "likely", "high", "growth", "start_month", "end_month"):
            field = Line._meta.get_field(name)
            empty = _("Empty: no range.") if name in RANGE else field.help_text
            self._add(name, BY_NAME[name], field.verbose_name, empty)

    def _add(self, name, column, label, help_text=""):
        field = CellField(column, kind=self.instance.kind, choices=self.known, label=label, help_text=help_text)
        field.initial = self._initial(name, column)
        self.fields[name] = field

    def _initial(self, name: str, column) -> str:
        if self.row is None:
            return ""
        of_years = self.instance.shape == Line.Shape.YEARS
        if name.startswith("y"):
            return shown(column, self.row) if of_years else ""
        if name.endswith("_percent"):
            return shown(column, self.row).removesuffix("%") if of_years else ""
        return "" if of_years else shown(column, self.row)

    def clean_shape(self):
        return self.cleaned_data["shape"] or Line.Shape.YEARS

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        for name, value in self._plan(data).items():
            setattr(self.instance, name, value)
        return data

    def _plan(self, data: dict) -> dict:
        if data["shape"] == Line.Shape.YEARS:
            low, high = (data[f"{name}_percent"] if self._is_filled(f"{name}_percent") else HUNDRED for name in RANGE)
            return {
                "low": low,
                "likely": HUNDRED,
                "high": high,
                "growth": Decimal(0),
                "start_month": 0,
                "end_month": None,
            }
        low, high = (data[name] if self._is_filled(name) else data["likely"] for name in RANGE)
        return {
            "low": low,
            "likely": data["likely"],
            "high": high,
            "growth": data["growth"],
            "start_month": data["start_month"],
            "end_month": data["end_month"],
        }

    def _is_filled(self, name: str) -> bool:
        return bool(str(self.data.get(self.add_prefix(name), "")).strip())

    def add_error(self, field, error):
        """The model names low, likely and high; for a line by year they stand in other boxes."""
        renamed = {"low": "low_percent", "likely": None, "high": "high_percent"}
        if hasattr(error, "error_dict") and self.cleaned_data.get("shape", Line.Shape.YEARS) == Line.Shape.YEARS:
            found = {}
            for name, errors in error.error_dict.items():
                found.setdefault(renamed.get(name, name) or "__all__", []).extend(errors)
            error = forms.ValidationError(found)
        super().add_error(field, error)

    @property
    def of_years(self) -> list:
        return [self[f"y{year}"] for year in self.instance.case.years]

    @property
    def amounts(self) -> dict[int, Decimal]:
        return {year: self.cleaned_data[f"y{year}"] for year in self.instance.case.years}

    @property
    def values(self) -> dict:
        """The fields of the record as the person wrote them."""
        names = ("category", "title", "shape", "low", "likely", "high", "growth", "start_month", "end_month", "goal_id")
        return {name: getattr(self.instance, name) for name in names}
