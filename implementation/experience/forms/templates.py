from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from core.text import bracketed
from implementation.experience.models import ProgrammeTemplate


class TemplateForm(RecordForm):
    class Meta:
        model = ProgrammeTemplate
        fields = ["name", "description"]


class VersionForm(Form):
    """A further version, or with ``template`` chosen as none the first one of a new template."""

    note = forms.CharField(
        label=_("What is new"), max_length=300, required=False, help_text=_("One line for whoever chooses a version.")
    )
    keep_names = forms.BooleanField(
        label=_("Keep names and amounts in the texts"),
        required=False,
        help_text=_("Only where they are needed on purpose: such a template stays with this organisation."),
    )


class CompareForm(Form):
    """Two versions, of one template or of two."""

    old = forms.ModelChoiceField(label=_("Compare"), queryset=None)
    new = forms.ModelChoiceField(label=_("With"), queryset=None)

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = versions
            field.label_from_instance = version_words

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("old") and cleaned.get("old") == cleaned.get("new"):
            self.add_error("new", _("Both are the same version: choose another one."))
        return cleaned


def version_words(version) -> str:
    return bracketed(version.template.name, _("version %(number)d") % {"number": version.number})
