from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from implementation.programme.models import Department, Programme
from implementation.rollout.adoption_file.cells import plain
from implementation.rollout.adoption_file.headings import NAMES
from implementation.rollout.adoption_import import LEAVE_OUT, TITLES, Look
from implementation.rollout.models import Pilot
from implementation.rollout.models.figures import not_in_the_future
from implementation.rollout.places import places_of
from implementation.rollout.shares import WEEK, monday_of

MOST = 1_000_000_000
#: More unknown names than this are mended in the file.
MOST_NAMES = 40


def last_monday(pilot: Pilot):
    """The week that is over; where the pilot had not started in it, the one that runs."""
    this = monday_of(timezone.localdate())
    return this if pilot.actual_start and pilot.actual_start >= this else this - WEEK


class AdoptionForm(Form):
    week = forms.DateField(
        label=_("Week"), validators=[not_in_the_future], help_text=_("Any day of the week; it is kept by its Monday.")
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), required=False, empty_label=_("The whole pilot")
    )
    active_users = forms.IntegerField(
        label=_("Active in that week"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("People who worked with the system at least once."),
    )
    staff = forms.IntegerField(label=_("People who could use it"), min_value=1, max_value=1_000_000)
    logins = forms.IntegerField(label=_("Logins"), required=False, min_value=0, max_value=MOST)
    records = forms.IntegerField(
        label=_("Records made"),
        required=False,
        min_value=0,
        max_value=MOST,
        help_text=_("Customers, visits, quotes, requests: what people put into it."),
    )

    def __init__(self, *args, pilot: Pilot, **kwargs):
        super().__init__(*args, initial={"week": last_monday(pilot), "staff": pilot.users}, **kwargs)
        places = places_of(pilot)
        if places.count() < 2:
            del self.fields["department"]
        else:
            self.fields["department"].queryset = places

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("staff") and cleaned.get("active_users", 0) > cleaned["staff"]:
            self.add_error("active_users", _("More people are active than could use it: look at both numbers."))
        return cleaned


class AdoptionFileForm(Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("CSV, TSV or an Excel workbook (.xlsx), up to 5 MB. One row for each week, module and department."),
    )


class MappingForm(Form):
    """Which column holds what, and what names stand for that nobody on the programme knows."""

    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int)
    header = forms.IntegerField(label=_("Row of the headings"), min_value=1, max_value=20_000)
    order = forms.ChoiceField(
        label=_("3/4/2026 is"), choices=[("day", _("3 April")), ("month", _("4 March"))], required=False
    )

    def __init__(self, look: Look, programme: Programme, *args, **kwargs):
        self.look = look
        chosen = look.mapping
        rows = look.sheet.rows
        initial = {
            "sheet": chosen["sheet"],
            "header": rows[chosen["header"]].line if chosen["header"] < len(rows) else 1,
            "order": chosen["order"],
        }
        initial |= {f"column_{name}": place for name, place in chosen["columns"].items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["sheet"].choices = list(enumerate(look.sheet_names))
        if len(look.sheet_names) < 2:
            self.fields["sheet"].widget = forms.HiddenInput()
        columns = [("", _("not in the file")), *look.headings]
        for name, title in TITLES.items():
            self.fields[f"column_{name}"] = forms.TypedChoiceField(
                label=title, choices=columns, coerce=int, empty_value=None, required=False
            )
        self.names = list(self._unknown(programme))
        for field, key, label, records in self.names:
            choices = [("", _("not said yet")), (LEAVE_OUT, _("leave these rows out"))]
            self.fields[key] = forms.TypedChoiceField(
                label=label,
                choices=choices + [(item.pk, item.name) for item in records],
                coerce=int,
                empty_value=None,
                required=False,
                initial=chosen["names"].get(field, {}).get(plain(label)),
            )
        for item in self.fields.values():
            if isinstance(item, forms.ChoiceField) and not isinstance(item.widget, forms.HiddenInput):
                item.widget.attrs["class"] = "form-select"

    def _unknown(self, programme: Programme):
        """Names to be matched: those that nobody knows, and those matched before."""
        records = {
            "module": list(programme.modules.all()),
            "department": list(programme.organisation.departments.all()),
            "pilot": list(programme.pilots.all()),
        }
        for field in NAMES:
            before = self.look.mapping["names"].get(field, {})
            seen = list(dict.fromkeys([*self.look.reading.unknown.get(field, {}), *before]))
            unique = {plain(name): name for name in reversed(seen)}
            for number, (_key, name) in enumerate(sorted(unique.items())[:MOST_NAMES]):
                yield field, f"name_{field}_{number}", name, records[field]

    @property
    def column_fields(self):
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def name_fields(self):
        return [(TITLES[field], self[key]) for field, key, _label, _records in self.names]

    @property
    def mapping(self) -> dict:
        data = self.cleaned_data
        columns = {name: data[f"column_{name}"] for name in TITLES if data.get(f"column_{name}") is not None}
        names: dict = {}
        for field, key, label, _records in self.names:
            if data.get(key) is not None:
                names.setdefault(field, {})[plain(label)] = data[key]
        sheet = data["sheet"]
        lines = [row.line for row in self.look.sheet.rows]
        at = next((place for place, line in enumerate(lines) if line >= data["header"]), 0)
        return {"sheet": sheet, "header": at, "columns": columns, "order": data["order"] or "day", "names": names}
