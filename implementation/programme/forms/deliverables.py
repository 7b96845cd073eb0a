from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput, Form, RecordForm, RecordsField
from core.roles import INSIDERS
from implementation.programme.actions import Promise, people_on
from implementation.programme.models import Deliverable, Review
from implementation.programme.models.deliverable import READERS


class DeliverableForm(RecordForm):
    """What is due and in which format. Who may read it is offered to who may say so."""

    note = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The reason is kept with the change of the plan."),
    )

    class Meta:
        model = Deliverable
        fields = [
            "name",
            "stage",
            "due",
            "owner",
            "reviewers",
            "file_kinds",
            "max_mb",
            "sections",
            "columns",
            "must_fit",
            *READERS.values(),
        ]
        field_classes = {"reviewers": RecordsField}
        widgets = {"reviewers": forms.CheckboxSelectMultiple}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        people = people_on(programme, *INSIDERS)
        self.fields["stage"].queryset = programme.stages.all()
        self.fields["owner"].queryset = people
        self.fields["owner"].empty_label = _("Nobody yet")
        self.fields["reviewers"].queryset = people
        asked = self.instance if self.instance.pk else programme
        if not user.has_perm("programme.set_readers", asked):
            for name in READERS.values():
                del self.fields[name]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; always a list."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files if file]


class HandInForm(Form):
    """What to look at: files, or a note that says where it is."""

    files = FilesField(label=_("Files"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What changed since the last version, or where the document can be found."),
    )


class ReviewForm(RecordForm):
    class Meta:
        model = Review
        fields = ["opinion", "text"]
        widgets = {"opinion": forms.RadioSelect}


class ConditionForm(Form):
    text = forms.CharField(label=_("What must be done"), max_length=300)
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=None)
    due = forms.DateField(label=_("Due"), widget=DateInput)
    verifier = forms.ModelChoiceField(
        label=_("Checked by"), queryset=None, help_text=_("Somebody other than the owner.")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["owner"].queryset = self.fields["verifier"].queryset = people

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("owner") and cleaned["owner"] == cleaned.get("verifier"):
            self.add_error("verifier", _("The owner cannot check their own condition: choose someone else."))
        return cleaned

    @property
    def promise(self) -> Promise | None:
        return Promise(**self.cleaned_data) if self.cleaned_data else None


def condition_forms(data, *, people) -> list[ConditionForm]:
    """Room for three; the second and the third may stay empty."""
    return [ConditionForm(data, prefix=f"c{n}", people=people, empty_permitted=n > 1) for n in (1, 2, 3)]
