from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from implementation.goals.models import GoalFile


class GoalFileForm(Form):
    kind = forms.ChoiceField(label=_("What it holds"), choices=GoalFile.Kind.choices)
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_(
            "CSV, TSV or an Excel workbook (.xlsx), up to 2 MB and 2,000 rows. It is looked at first; nothing is written yet."
        ),
    )
