"""All lines of a scenario in one form: the grid where there is no script, saved all or nothing."""

from django import forms

from core.forms import Form
from core.text import say
from implementation.business_case.actions import Entry
from implementation.business_case.forms.cells import CellField
from implementation.business_case.grid import Choices, columns, entry_of, grid_rows
from implementation.business_case.worth import Worth


class TableForm(Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, worth: Worth, **kwargs):
        super().__init__(*args, **kwargs)
        self.worth, self.columns = worth, columns(worth.case)
        self.choices = Choices(worth.case)
        self.fields["revision"].initial = worth.scenario.revision
        self.lines = grid_rows(worth, self.choices)
        for item in self.lines:
            self._add(item)
        if self.is_bound:
            self._mark_errors()

    def _add(self, item) -> None:
        for cell in item.cells:
            if not cell.is_open:
                continue
            field = CellField(
                cell.column,
                kind=item.line.kind,
                choices=self.choices,
                label=say("{title}, {column}", title=item.line.title, column=cell.column.label),
                initial=cell.raw,
            )
            field.widget.attrs["aria-label"] = str(field.label)
            if cell.column.kind != "text":
                field.widget.attrs["class"] += " w-auto"
            self.fields[f"{cell.column.name}-{item.line.pk}"] = field

    def _mark_errors(self) -> None:
        for name in self.errors:
            if name in self.fields:
                attrs = self.fields[name].widget.attrs
                attrs |= {"aria-describedby": f"error-{name}", "aria-invalid": "true"}
                attrs["class"] = f"{attrs.get('class', '')} is-invalid"

    @property
    def rows(self) -> list:
        """(row, bound field or words for each cell)."""
        return [
            (
                item,
                [(cell, self[f"{cell.column.name}-{item.line.pk}"] if cell.is_open else None) for cell in item.cells],
            )
            for item in self.lines
        ]

    @property
    def bad_cells(self) -> list:
        """(field, sentence) of every cell that was refused."""
        return [(self[name], " ".join(found)) for name, found in self.errors.items() if name in self.fields]

    @property
    def entries(self) -> list[Entry]:
        """Only the lines that differ, and of these only what was written."""
        found = []
        for item in self.lines:
            names = {cell.column.name for cell in item.cells if cell.is_open}
            sent = {name: self.cleaned_data[f"{name}-{item.line.pk}"] for name in names}
            found.append(entry_of(item.row, sent, self.columns))
        return [entry for entry in found if entry is not None]

    def refuse_stale(self, error) -> None:
        """Keep the entries, say who was first, and let the next save go on from the present revision."""
        self.add_error(None, str(error))
        self.data = self.data.copy()
        self.data["revision"] = self.worth.scenario.revision
