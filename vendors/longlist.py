"""The list of vendors as a table: taken away as a file, brought back and looked at before anything is saved."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import actions
from core.evidence import in_every_language
from core.models import User
from core.refusal import Refused
from core.sheets import Column, Limits, Page, Unreadable, read, write_xlsx
from implementation.programme.models import Programme
from vendors.models import Vendor

FIELDS = ("name", "website", *Vendor.FACTS, "note")
LIMITS = Limits(file_bytes=2_000_000, unpacked_bytes=20_000_000, rows=501, columns=60, cells=20_000, cell_length=4_000)
STATE, DILIGENCE = gettext_lazy("State"), gettext_lazy("Due diligence")


def heading(name: str) -> Any:
    return Vendor._meta.get_field(name).verbose_name


def workbook(vendors: Iterable[Vendor], *, with_diligence: bool) -> bytes:
    """Every vendor with its facts; state and due diligence are for people and not read back."""
    columns = [*(Column(heading(name), 40 if name == "note" else 18) for name in FIELDS), Column(STATE)]
    rows = [[*(_cell(vendor, name) for name in FIELDS), str(vendor.get_state_display())] for vendor in vendors]
    if with_diligence:
        columns.append(Column(DILIGENCE))
        rows = [[*row, _settled(vendor)] for row, vendor in zip(rows, vendors, strict=True)]
    return write_xlsx([Page(_("Vendors"), columns, rows, frozen=1)])


def _cell(vendor: Vendor, name: str) -> Any:
    value = getattr(vendor, name)
    return float(value) if name.endswith("_fee") and value is not None else value


def _settled(vendor: Vendor) -> str:
    items = vendor.diligence.all()
    return f"{sum(item.state == 'ok' for item in items)}/{len(items)}" if items else ""


@dataclass(frozen=True)
class Line:
    """One row of the file: what it would do, and what is wrong with it."""

    number: int
    values: dict[str, str]
    vendor: Vendor | None = None
    changes: list[tuple[Any, Any, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if self.errors:
            return "bad"
        return "new" if self.vendor is None else "changed" if self.changes else "same"


class RowForm(forms.ModelForm):
    class Meta:
        model = Vendor
        fields = FIELDS

    website = forms.URLField(required=False, assume_scheme="https", validators=[URLValidator(["http", "https"])])


def rows_of(name: str, data: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of the first sheet by field, with their lines. Raises ``Unreadable``."""
    sheet = read(name, data, limits=LIMITS)[0]
    known = {words.casefold(): key for key in FIELDS for words in (key, *in_every_language(heading(key)).values())}
    columns = [known.get(str(cell or "").strip().casefold()) for cell in sheet.rows[0].cells]
    if "name" not in columns:
        words = _("No column is called “%(name)s”. Name the columns in the first row, as the exported list does.")
        raise Unreadable(words % {"name": heading("name")})
    return [
        (row.line, {key: _text(cell) for key, cell in zip(columns, row.cells, strict=False) if key})
        for row in sheet.rows[1:]
    ]


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def planned(programme: Programme, rows: Iterable[tuple[int, dict[str, str]]]) -> list[Line]:
    """What each row would do. An empty cell leaves what is there."""
    known = {vendor.name.casefold(): vendor for vendor in Vendor.objects.filter(programme=programme)}
    seen: set[str] = set()
    lines = []
    for number, values in rows:
        name = values.get("name", "").casefold()
        line = _line(programme, number, values, known.get(name))
        if name and name in seen:
            line.errors.append(_("This name stands in the file twice."))
        seen.add(name)
        lines.append(line)
    return lines


def _line(programme: Programme, number: int, values: dict[str, str], vendor: Vendor | None) -> Line:
    given = {key: value for key, value in values.items() if value}
    before = {key: getattr(vendor, key) for key in FIELDS} if vendor else {}
    form = RowForm({**{key: _shown(value) for key, value in before.items()}, **given})
    if not form.is_valid():
        errors = [f"{heading(key)}: {' '.join(found)}" for key, found in form.errors.items()]
        return Line(number, given, vendor, errors=errors)
    after = form.cleaned_data
    changes = [(heading(key), before[key], after[key]) for key in given if vendor and before[key] != after[key]]
    return Line(number, given, vendor, [change for change in changes if change[0] != heading("name")])


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


@transaction.atomic
def take_over(programme: Programme, lines: list[Line], *, by: User) -> tuple[int, int]:
    """Write what was looked at: how many are new, how many changed. One bad line, and nothing is written."""
    if any(line.errors for line in lines):
        raise Refused(_("Mend the marked rows in the file first: nothing was saved."))
    made = changed = 0
    for line in lines:
        if line.kind == "new":
            fields = RowForm(line.values)
            fields.is_valid()
            actions.create(Vendor(programme=programme, **fields.cleaned_data), permission="vendors.edit_vendor", by=by)
            made += 1
        elif line.kind == "changed":
            _change(line, by=by)
            changed += 1
    return made, changed


def _change(line: Line, *, by: User) -> None:
    before = {key: _shown(getattr(line.vendor, key)) for key in FIELDS}
    form = RowForm({**before, **line.values})
    if not form.is_valid():
        raise ValidationError(list(form.errors.values()))
    fields = {key: form.cleaned_data[key] for key in line.values if key != "name"}
    actions.change(line.vendor, permission="vendors.edit_vendor", by=by, **fields)
