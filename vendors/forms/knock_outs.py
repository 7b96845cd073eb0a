from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from vendors.forms.criteria import CriteriaRows
from vendors.forms.groups import Row
from vendors.models import KnockOut

YES, NO = "yes", "no"


class KnockOutRow(Row):
    class Meta:
        model = KnockOut
        fields = ["title", "help"]


KnockOutsFormSet = forms.modelformset_factory(
    KnockOut, form=KnockOutRow, formset=CriteriaRows, can_delete=True, extra=2, max_num=40
)


class KnockOutAnswersForm(Form):
    """Whether each vendor meets each demand, and what shows it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, selection, vendors, demands, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = selection.revision
        self.keys = [(vendor, demand) for demand in demands for vendor in vendors]
        for vendor, demand in self.keys:
            self._add(vendor, demand, answers.get((vendor.pk, demand.pk)))
        self.rows = [
            (
                demand,
                [
                    (vendor, self[_name("met", vendor, demand)], self[_name("shown", vendor, demand)])
                    for vendor in vendors
                ],
            )
            for demand in demands
        ]

    def _add(self, vendor, demand, answer) -> None:
        about = {"vendor": vendor.name, "demand": demand.title}
        met, shown = _("%(vendor)s meets: %(demand)s"), _("What shows it: %(vendor)s, %(demand)s")
        self.fields[_name("met", vendor, demand)] = forms.ChoiceField(
            label=met % about,
            choices=[("", _("Not checked")), (YES, _("Met")), (NO, _("Not met"))],
            required=False,
            initial="" if answer is None else YES if answer.passed else NO,
            widget=forms.Select(attrs={"class": "form-select", "aria-label": met % about}),
        )
        self.fields[_name("shown", vendor, demand)] = forms.CharField(
            label=shown % about,
            max_length=500,
            required=False,
            initial=answer.evidence if answer else "",
            widget=forms.TextInput(
                attrs={"class": "form-control mt-1", "aria-label": shown % about, "placeholder": _("What shows it")}
            ),
        )

    def clean(self):
        cleaned = super().clean()
        for vendor, demand in self.keys:
            met, shown = cleaned.get(_name("met", vendor, demand)), cleaned.get(_name("shown", vendor, demand))
            if met and not shown:
                self.add_error(_name("shown", vendor, demand), _("Say what shows it."))
            if shown and not met:
                self.add_error(_name("met", vendor, demand), _("Say whether it is met."))
        return cleaned

    @property
    def answers(self) -> dict[tuple[int, int], tuple[bool, str]]:
        data = self.cleaned_data
        return {
            (vendor.pk, demand.pk): (data[_name("met", vendor, demand)] == YES, data[_name("shown", vendor, demand)])
            for vendor, demand in self.keys
            if data[_name("met", vendor, demand)]
        }


def _name(kind: str, vendor, demand) -> str:
    return f"{kind}_{vendor.pk}_{demand.pk}"
