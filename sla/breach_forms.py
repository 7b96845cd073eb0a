"""What the provider writes about a breach: what happened, what was done, and what it promises."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, Styled
from sla.breach_answers import Promise
from sla.models import Breach, Remedy

ROWS = 4


class AcknowledgeForm(Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    note = forms.CharField(
        label=_("A word to the other side"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class PromiseForm(Styled, forms.ModelForm):
    """One row of the table of measures."""

    class Meta:
        model = Remedy
        fields = ["what", "owner", "due"]

    def clean_due(self):
        due = self.cleaned_data["due"]
        if due and due.year > timezone.localdate().year + 5:
            raise forms.ValidationError(_("Give a day within the next five years."))
        return due

    @property
    def is_written(self) -> bool:
        return any(self.data.get(self.add_prefix(name)) for name in self.fields)


class AnswerForm(Styled, forms.ModelForm):
    """The three texts, and under them the measures; empty rows are left out."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    class Meta:
        model = Breach
        fields = ["explanation", "remedy", "prevention"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.state
        for name in self._meta.fields:
            self.fields[name].required = True
            self.fields[name].widget.attrs["rows"] = 4
        self.rows = [
            PromiseForm(self.data if self.is_bound else None, prefix=f"measure-{n}", use_required_attribute=False)
            for n in range(ROWS)
        ]

    def clean(self):
        cleaned = super().clean()
        written = [row for row in self.rows if row.is_written]
        checked = [row.is_valid() for row in written]  # every row shows its errors, not only the first
        if not all(checked):
            raise forms.ValidationError(_("Fill the row from left to right, or leave it empty."))
        self.promises = [
            Promise(row.cleaned_data["what"], row.cleaned_data["owner"], row.cleaned_data["due"]) for row in written
        ]
        return cleaned
