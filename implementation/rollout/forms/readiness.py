from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from implementation.rollout.models import ReadinessAnswer


class ReadinessForm(Form):
    """Every item of the checklist for one department, each with its answer and a note."""

    def __init__(self, *args, answers: dict[str, ReadinessAnswer], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Not answered")), *ReadinessAnswer.Answer.choices]
        for item in ReadinessAnswer.Item.values:
            found = answers.get(item)
            self.fields[f"{item}_answer"] = forms.ChoiceField(
                label=_("Answer"), choices=choices, required=False, initial=found.answer if found else ""
            )
            self.fields[f"{item}_note"] = forms.CharField(
                label=_("Note"), required=False, max_length=200, initial=found.remark if found else ""
            )
            self.fields[f"{item}_answer"].widget.attrs["class"] = "form-select"
            self.fields[f"{item}_note"].widget.attrs["class"] = "form-control"

    @property
    def rows(self):
        return [(words, self[f"{item}_answer"], self[f"{item}_note"]) for item, words in ReadinessAnswer.Item.choices]

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        said = self.cleaned_data
        return {item: (said[f"{item}_answer"], said[f"{item}_note"]) for item in ReadinessAnswer.Item.values}
