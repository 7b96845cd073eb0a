"""What a person found about a criterion, and where it can be seen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from implementation.gates.models import Criterion, CriterionLink
from implementation.gates.models.criterion import WEB_ADDRESS


class JudgeForm(RecordForm):
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=4000,
        help_text=_("What shows it, and where it can be found."),
        widget=forms.Textarea,
    )

    class Meta:
        model = Criterion
        fields = ["result", "evidence"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_computed:
            self.fields["result"].choices = [("", _("As computed")), ("not_applicable", _("Not applicable"))]
            self.fields["evidence"].required = False
            self.fields["evidence"].label = _("Why it does not apply")
            self.fields["evidence"].help_text = _("It counts once someone else confirms it.")


class LinkForm(RecordForm):
    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        error_messages={"invalid": WEB_ADDRESS},
    )

    class Meta:
        model = CriterionLink
        fields = ["title", "url"]
