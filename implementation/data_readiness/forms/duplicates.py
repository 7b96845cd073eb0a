from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from implementation.data_readiness.duplicate_words import CHANCES, ROLES
from implementation.data_readiness.duplicates.roles import ColumnRole
from implementation.data_readiness.models import DataFile


class OtherFileForm(Form):
    """Which file to compare with; asked before the columns, because it has columns too."""

    other = forms.ModelChoiceField(
        DataFile.objects.none(),
        label=_("Compare with"),
        required=False,
        empty_label=_("Within this file"),
        help_text=_("Choose another upload to find who is in both."),
    )

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = files


class RolesForm(Form):
    """What each column holds; guessed, to be corrected."""

    def __init__(self, data, *, columns, guessed, prefix):
        super().__init__(data, prefix=prefix)
        for at, (name, role) in enumerate(zip(columns, guessed, strict=True)):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=name or _("Column %(n)s") % {"n": at + 1},
                choices=[(str(key), words) for key, words in ROLES.items()],
                initial=role,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def roles(self) -> list[str]:
        return [str(ColumnRole(self.cleaned_data[name])) for name in self.fields]


class ThresholdForm(Form):
    threshold = forms.TypedChoiceField(
        label=_("Threshold"), choices=[(str(bits), f"{percent:g} %") for percent, bits in CHANCES], coerce=float
    )
