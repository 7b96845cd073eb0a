from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordsField, Styled
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from vendors.models import CriterionGroup, VendorCriterion
from vendors.models.criterion import HIGHEST, LOWEST


class CriterionForm(Styled, forms.ModelForm):
    class Meta:
        model = VendorCriterion
        fields = ["title", "help", "group", "weight", "knock_out"]
        widgets = {
            "weight": forms.TextInput(attrs={"class": "w-auto text-end", "inputmode": "decimal", "size": 6}),
            "knock_out": forms.Select(choices=[("", _("None")), *((n, n) for n in range(LOWEST + 1, HIGHEST + 1))]),
        }

    def __init__(self, *args, groups=(), **kwargs):
        super().__init__(*args, **kwargs)
        if groups:
            self.fields["group"].queryset = CriterionGroup.objects.filter(round=groups[0].round_id)
            self.fields["group"].choices = [("", "–"), *((group.pk, group.title) for group in groups)]
        else:
            del self.fields["group"]
        for name in self.fields:
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label
        if self.instance.pk and not self.is_bound:
            self.initial["weight"] = f"{self.instance.weight.normalize():f}"


class CriteriaRows(forms.BaseModelFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        name = form.instance.title or _("new criterion")
        label = _("Remove: %(name)s") % {"name": name}
        form.fields["DELETE"].widget.attrs = {"class": "form-check-input", "aria-label": label}


CriteriaFormSet = forms.modelformset_factory(
    VendorCriterion, form=CriterionForm, formset=CriteriaRows, can_delete=True, extra=2
)


class EvaluatorsForm(Form):
    people = RecordsField(label=_("Evaluators"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, selection, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people_on(selection.programme, *INSIDERS).order_by("name")
        self.fields["people"].initial = [evaluator.user_id for evaluator in selection.evaluators.all()]
