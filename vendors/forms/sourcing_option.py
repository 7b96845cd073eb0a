"""A way with its costs: what it is, a sheet of lines by year, a sheet of scores."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, Styled
from vendors.actions.sourcing_option import MOST_LINES, LineEntry
from vendors.models import SourcingLine, SourcingOption
from vendors.models.sourcing_marks import HIGHEST, LIMITS, LOWEST, REASONS, Topic
from vendors.models.sourcing_option import YEARS


class OptionForm(RecordForm):
    class Meta:
        model = SourcingOption
        fields = [
            *("title", "months_low", "months_to_first_use", "months_high"),
            *("exit_cost", "specialists_kept", "specialists_named", "note"),
        ]
        labels = {
            "months_low": _("Months, low"),
            "months_to_first_use": _("Months to first use, likely"),
            "months_high": _("Months, high"),
        }
        help_texts = {
            "months_low": _("If all goes well."),
            "months_to_first_use": _("From the decision to the first user at work."),
            "months_high": _("If much goes wrong."),
        }

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["exit_cost"].required = False
        self.initial["exit_cost"] = figure(instance.exit_cost)

    def clean_exit_cost(self):
        return self.cleaned_data["exit_cost"] or Decimal(0)


def figure(amount: Decimal | None) -> str | None:
    """An amount as people type it; nothing where there is none."""
    return f"{amount:.2f}".removesuffix(".00") if amount else None


class CostLineForm(Styled, forms.Form):
    """One line of the sheet. A line without a name and an amount is no line."""

    category = forms.ChoiceField(label=_("Category"), choices=SourcingLine.Category)
    title = forms.CharField(label=_("What is paid for"), max_length=120, required=False)
    per_user = forms.BooleanField(label=_("Per user"), required=False)
    rises = forms.BooleanField(label=_("Price may rise"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for year in YEARS:
            self.fields[f"year_{year}"] = forms.DecimalField(
                label=_("Year %(n)s") % {"n": year},
                min_value=0,
                max_digits=14,
                decimal_places=2,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control text-end", "inputmode": "decimal", "size": 8}),
            )
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    @property
    def amounts(self):
        return [self[f"year_{year}"] for year in YEARS]

    def has_changed(self):
        """A line that only says its category is an empty one."""
        return bool(set(self.changed_data) - {"category", "rises"})

    def entry(self) -> LineEntry:
        data = self.cleaned_data
        amounts = {year: data[f"year_{year}"] for year in YEARS if data.get(f"year_{year}")}
        return LineEntry(data["category"], data["title"].strip(), data["per_user"], data["rises"], amounts)


class CostLines(forms.BaseFormSet):
    """The sheet. Two lines of one category with the same name are refused before anything is written."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        label = _("Remove line %(n)s") % {"n": (index or 0) + 1}
        form.fields["DELETE"].widget.attrs = {"class": "form-check-input", "aria-label": label}

    def clean(self):
        if any(self.errors):
            return
        names = [(entry.category, entry.title) for entry in self.entries]
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("Give two lines of one category different names."))

    @property
    def entries(self) -> list[LineEntry]:
        kept = [f for f in self.forms if f.has_changed() or f.initial]
        found = [f.entry() for f in kept if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        return [entry for entry in found if entry.title or entry.amounts]


CostLineFormSet = forms.formset_factory(
    CostLineForm,
    formset=CostLines,
    can_delete=True,
    extra=3,
    max_num=MOST_LINES,
    validate_max=True,
    absolute_max=MOST_LINES + 3,
)


def as_initial(lines: list[LineEntry]) -> list[dict]:
    """What the sheet shows of lines that are on record or come from a file."""
    return [
        {"category": line.category, "title": line.title, "per_user": line.per_user, "rises": line.rises}
        | {f"year_{year}": figure(amount) for year, amount in line.amounts.items()}
        for line in lines
    ]


class MarksForm(Form):
    """A score from 1 to 5 on every topic, with the why."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, subject, marks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = subject.revision
        given = {mark.topic: mark for mark in marks}
        for topic in Topic:
            self._add(topic, given.get(topic.value))
        self.reasons = [self._row(topic) for topic in REASONS]
        self.limits = [self._row(topic) for topic in LIMITS]

    def _add(self, topic: Topic, mark) -> None:
        about = {"topic": topic.label}
        self.fields[f"points_{topic}"] = forms.TypedChoiceField(
            label=_("Score: %(topic)s") % about,
            choices=[("", "–"), *((n, str(n)) for n in range(LOWEST, HIGHEST + 1))],
            coerce=int,
            empty_value=None,
            required=False,
            initial=mark.points if mark else None,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.fields[f"why_{topic}"] = forms.CharField(
            label=_("Why: %(topic)s") % about,
            max_length=500,
            required=False,
            initial=mark.why if mark else "",
            widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        )
        for name in (f"points_{topic}", f"why_{topic}"):
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label

    def _row(self, topic: Topic):
        return topic, self[f"points_{topic}"], self[f"why_{topic}"]

    def clean(self):
        cleaned = super().clean()
        for topic in Topic:
            points, why = cleaned.get(f"points_{topic}"), cleaned.get(f"why_{topic}")
            if points and not why:
                self.add_error(f"why_{topic}", _("Say why this score."))
            if why and not points and f"points_{topic}" not in self.errors:
                self.add_error(f"points_{topic}", _("Give the score that this is the reason for."))
        return cleaned

    @property
    def marks(self) -> dict[str, tuple[int, str]]:
        data = self.cleaned_data
        return {
            topic.value: (data[f"points_{topic}"], data[f"why_{topic}"]) for topic in Topic if data[f"points_{topic}"]
        }


class CostFileForm(Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("An Excel workbook (.xlsx) or CSV as it was exported here, with your figures in it. 2 MB at most."),
    )
