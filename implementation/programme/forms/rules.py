from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.roles import INSIDERS
from core.text import MARKS, say
from implementation.programme.actions import people_on
from implementation.programme.assignable import assignables
from implementation.programme.models import AssignmentRule, Programme


def kinds_and_categories(programme: Programme) -> list[tuple[str, list[tuple[str, object]]]]:
    """One group for each kind: any category first, then each of them."""
    groups = []
    for kind in assignables():
        every = [(f"{kind.label}:", say(_("{kind}, any category"), kind=kind.words))]
        each = [
            (f"{kind.label}:{code}", say("{}{}{}", kind.words, MARKS[":"], words))
            for code, words in kind.choices(programme)
        ]
        groups.append((kind.words, every + each))
    return groups


class RuleForm(RecordForm):
    what = forms.ChoiceField(label=_("What is made without an owner"))

    field_order = ["what", "person", "task_days"]

    class Meta:
        model = AssignmentRule
        fields = ["person", "task_days"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rule = self.instance
        self.fields["what"].choices = kinds_and_categories(rule.programme)
        self.fields["what"].initial = f"{rule.kind}:{rule.category}"
        self.fields["person"].queryset = people_on(rule.programme, *INSIDERS)

    def clean(self):
        cleaned = super().clean()
        self.instance.kind, _colon, self.instance.category = cleaned.get("what", "").partition(":")
        return cleaned

    @property
    def values(self) -> dict:
        return super().values | {"kind": self.instance.kind, "category": self.instance.category}
