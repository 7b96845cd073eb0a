"""Form fields that read what people write as the cells of the grid do."""

from django import forms
from django.core.exceptions import ValidationError

from core.refusal import Refused
from implementation.business_case.grid import Choices, Column, read
from implementation.business_case.grid.values import list_of


class CellField(forms.Field):
    """One cell of a line: the value as the record keeps it, or the sentence that says what to write."""

    def __init__(self, column: Column, *, kind: str, choices: Choices, **kwargs):
        self.column, self.kind, self.choices_known = column, kind, choices
        super().__init__(widget=widget(column, kind, choices), **{"required": False, **kwargs})

    def to_python(self, value):
        try:
            return read(self.column, value, kind=self.kind, choices=self.choices_known)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None


def widget(column: Column, kind: str, choices: Choices) -> forms.Widget:
    if column.kind == "choice":
        return forms.Select(choices=choices.options[list_of(column, kind)], attrs={"class": "form-select"})
    if column.kind == "text":
        return forms.TextInput(attrs={"class": "form-control", "maxlength": 120})
    size = {"percent": 5, "month": 4}.get(column.kind, 10)
    mode = "numeric" if column.kind == "month" else "decimal"
    return forms.TextInput(attrs={"class": "form-control num", "inputmode": mode, "size": size})
