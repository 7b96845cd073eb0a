from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm, RecordsField
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from implementation.rollout.forms.runs import STAFF
from implementation.rollout.models import Module, Wave


class WaveForm(RecordForm):
    """The plan of a wave, with a number for each department that it reaches."""

    class Meta:
        model = Wave
        fields = ["name", "modules", "lead", "start", "go_live", "end", "over_capacity_because"]
        field_classes = {"modules": RecordsField}
        widgets = {"modules": forms.CheckboxSelectMultiple}

    def __init__(self, *args, programme: Programme, places: dict[int, int] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["modules"].queryset = programme.modules.exclude(state=Module.State.CLOSED)
        self.fields["lead"].queryset = people_on(programme, *STAFF)
        self.departments = list(programme.organisation.departments.all())
        for place in self.departments:
            self.fields[f"people_{place.pk}"] = forms.IntegerField(
                label=_("%(name)s, of %(n)d people") % {"name": place.name, "n": place.headcount},
                required=False,
                min_value=0,
                max_value=1_000_000,
                initial=(places or {}).get(place.pk),
            )
            self.fields[f"people_{place.pk}"].widget.attrs["class"] = "form-control"
        self.order_fields([name for name in self.fields if name != "over_capacity_because"] + ["over_capacity_because"])

    @property
    def places(self) -> dict:
        """Department -> people, where there are any."""
        return {place: n for place in self.departments if (n := self.cleaned_data.get(f"people_{place.pk}"))}

    @property
    def place_fields(self):
        return [self[f"people_{place.pk}"] for place in self.departments]

    @property
    def plan_fields(self):
        return [self[name] for name in ("name", "modules", "lead", "start", "go_live", "end")]


class CapacityForm(Form):
    at_once = forms.IntegerField(
        label=_("People in change at once"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("Those who learn something new while the work goes on."),
    )
    a_month = forms.IntegerField(
        label=_("People who may begin in a month"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Left empty, there is no such limit."),
    )
