from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form
from implementation.readiness.checklist import Part
from implementation.readiness.models import ArchitectureItem

Answer = ArchitectureItem.Answer


class ArchitectureForm(Form):
    """The items of one part, each with its answer and where that can be read."""

    def __init__(self, *args, part: Part, kept: dict[str, ArchitectureItem], **kwargs):
        super().__init__(*args, **kwargs)
        self.part = part
        choices = [("", _("Not answered")), *Answer.choices]
        note = ArchitectureItem._meta.get_field("note")
        for key in part.items:
            found = kept.get(f"{part.key}.{key}")
            self.fields[f"{key}_answer"] = forms.ChoiceField(
                label=pgettext_lazy("questions", "Answer"),
                choices=choices,
                required=False,
                initial=found.answer if found else "",
            )
            self.fields[f"{key}_note"] = forms.CharField(
                label=note.verbose_name, required=False, max_length=note.max_length, initial=found.note if found else ""
            )
            self.fields[f"{key}_answer"].widget.attrs["class"] = "form-select"
            self.fields[f"{key}_note"].widget.attrs["class"] = "form-control"

    def clean(self):
        cleaned = super().clean()
        for key in self.part.items:
            why = cleaned.get(f"{key}_note", "").strip()
            if cleaned.get(f"{key}_answer") == Answer.NOT_APPLICABLE and not why:
                self.add_error(f"{key}_note", _("Say why it does not apply."))
        return cleaned

    @property
    def rows(self):
        return [(words, self[f"{key}_answer"], self[f"{key}_note"]) for key, words in self.part.items.items()]

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        said = self.cleaned_data
        return {f"{self.part.key}.{key}": (said[f"{key}_answer"], said[f"{key}_note"]) for key in self.part.items}
