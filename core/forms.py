"""Forms that look and behave alike: the theme's classes, and a revision that tells a stale page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.refusal import Stale

CLASSES = {
    forms.RadioSelect: "choices",
    forms.CheckboxSelectMultiple: "choices",
    forms.Select: "form-select",
    forms.SelectMultiple: "form-select",
    forms.CheckboxInput: "form-check-input",
}


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class Styled:
    """Gives every widget the theme's class and every date the browser's picker."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and not isinstance(field.widget, forms.HiddenInput):
                field.widget = DateInput()
                field.widget.is_required = field.required
            if isinstance(field.widget, forms.Textarea) and field.widget.attrs.get("rows") == "10":
                field.widget.attrs["rows"] = 3  # Django's ten is for essays
            css = next((name for kind, name in CLASSES.items() if isinstance(field.widget, kind)), "form-control")
            field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} {css}".strip()


class RecordsField(forms.ModelMultipleChoiceField):
    """Several records from a list; a number longer than any record's is not one of them, as with a single choice."""

    def _check_values(self, value):
        for number in value:
            if len(str(number)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": number}
                )
        return super()._check_values(value)


class Form(Styled, forms.Form):
    pass


class RecordForm(Styled, forms.ModelForm):
    """A form for one record. ``seen_revision`` is None for a new record."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, instance: Record | None = None, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["revision"].initial = instance.revision if instance is not None and instance.pk else None

    @property
    def seen_revision(self) -> int | None:
        return self.cleaned_data.get("revision")

    @property
    def values(self) -> dict:
        """The fields of the record as the person wrote them."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}

    def refuse_stale(self, error: Stale) -> None:
        """Show what happened, keep the entries, and let the next save go on from the present revision."""
        self.add_error(None, str(error))
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = (
            type(self.instance)._default_manager.values_list("revision", flat=True).get(pk=self.instance.pk)
        )


class CommentForm(Form):
    text = forms.CharField(label=_("Comment"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))


class NoteForm(Form):
    note = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea)
