from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordsField
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from vendors.models.judging import MOST_TIMES

#: Saaty's scale in words; the even steps stand between their neighbours.
WORDS = {
    1: _("equally important"),
    2: _("between equally and moderately more"),
    3: _("moderately more important"),
    4: _("between moderately and strongly more"),
    5: _("strongly more important"),
    6: _("between strongly and very strongly more"),
    7: _("very strongly more important"),
    8: _("between very strongly and extremely more"),
    9: _("extremely more important"),
}


def choices_of(first, second) -> list[tuple]:
    """From the first extremely more important, over equal, to the second."""
    favour = _("%(name)s: %(n)s, %(words)s")
    return [
        ("", _("Not judged")),
        *((n, favour % {"name": first, "n": n, "words": WORDS[n]}) for n in range(MOST_TIMES, 1, -1)),
        (1, _("Both %(words)s: 1") % {"words": WORDS[1]}),
        *((-n, favour % {"name": second, "n": n, "words": WORDS[n]}) for n in range(2, MOST_TIMES + 1)),
    ]


class JudgesForm(Form):
    people = RecordsField(label=_("Judges"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, selection, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people_on(selection.programme, *INSIDERS).order_by("name")
        self.fields["people"].initial = [judge.user_id for judge in selection.judges.all()]


class JudgementsForm(Form):
    """My sheet: one choice for every pair."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, judge, levels, given, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = judge.revision
        self.names = []
        self.sections = []
        for level in levels:
            for name, first, second in level.pairs:
                self._add(name, first, second, given.get(name))
            self.sections.append((level, [self[name] for name, _first, _second in level.pairs]))

    def _add(self, name, first, second, times) -> None:
        self.names.append(name)
        self.fields[name] = forms.TypedChoiceField(
            label=_("%(one)s or %(other)s") % {"one": first, "other": second},
            choices=choices_of(first, second),
            coerce=int,
            empty_value=None,
            required=False,
            initial=times,
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    @property
    def entries(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in self.names if self.cleaned_data.get(name)}
