from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from vendors.models.criterion import HIGHEST, LOWEST


class TalkForm(Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=_("What came of the talk"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who saw what, and whether anybody changes a score."),
    )


class ChangeScoreForm(Form):
    """One's own score, another one now."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    points = forms.TypedChoiceField(
        label=_("Score"), choices=[(n, str(n)) for n in range(LOWEST, HIGHEST + 1)], coerce=int
    )
    evidence = forms.CharField(
        label=_("What shows it"), max_length=500, required=False, help_text=_("Asked for with 1, 2 and 5.")
    )
    reason = forms.CharField(
        label=_("Why you change it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept beside the score as it was."),
    )


class SheetForm(Form):
    file = forms.FileField(label=_("Your sheet, filled in"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}))
