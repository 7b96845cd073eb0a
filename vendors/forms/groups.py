from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, Styled
from vendors.forms.criteria import CriteriaRows
from vendors.models import CriterionGroup, VendorCriterion


class Row(Styled, forms.ModelForm):
    """One line of a table that is saved as a whole: every control is named by its heading."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._meta.fields:
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label


class GroupRow(Row):
    class Meta:
        model = CriterionGroup
        fields = ["title"]


GroupsFormSet = forms.modelformset_factory(
    CriterionGroup, form=GroupRow, formset=CriteriaRows, can_delete=True, extra=2, max_num=15
)


class CriterionTextForm(RecordForm):
    """How a criterion is judged, in words of our own."""

    class Meta:
        model = VendorCriterion
        fields = ["scale", "evidence"]
        widgets = {"scale": forms.Textarea(attrs={"rows": 5}), "evidence": forms.Textarea(attrs={"rows": 3})}


class GroupWeightsForm(Form):
    """Weights on two levels: of the groups, and of the criteria within each."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, selection, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = selection.revision
        self.groups = list({c.group_id: c.group for c in criteria}.values())
        self.criteria = criteria
        self.rows = []
        for group in self.groups:
            own = [criterion for criterion in criteria if criterion.group_id == group.pk]
            total = sum((criterion.weight for criterion in own), Decimal(0))
            self._add(f"group_{group.pk}", group.title, total)
            for criterion in own:
                share = 100 * criterion.weight / total if total else Decimal(100) / len(own)
                self._add(f"within_{criterion.pk}", criterion.title, share)
            fields = [(criterion, self[f"within_{criterion.pk}"]) for criterion in own]
            self.rows.append((group, self[f"group_{group.pk}"], fields))

    def _add(self, name: str, label: str, value: Decimal) -> None:
        self.fields[name] = forms.DecimalField(
            label=_("Weight of %(name)s, %%") % {"name": label},
            min_value=0,
            max_value=100,
            max_digits=5,
            decimal_places=2,
            initial=f"{round(value, 2).normalize():f}",
            widget=forms.TextInput(
                attrs={
                    "class": "form-control w-auto text-end ms-auto",
                    "inputmode": "decimal",
                    "size": 6,
                    "aria-label": _("Weight of %(name)s, %%") % {"name": label},
                }
            ),
        )

    @property
    def by_group(self) -> dict[int, Decimal]:
        return {group.pk: self.cleaned_data[f"group_{group.pk}"] for group in self.groups}

    @property
    def within(self) -> dict[int, Decimal]:
        return {criterion.pk: self.cleaned_data[f"within_{criterion.pk}"] for criterion in self.criteria}
