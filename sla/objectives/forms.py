from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from sla.models import Objective, ServiceCalendar
from sla.objectives.shapes import FIRST, LAST, shape_of

#: What a change of the promise keeps: they say which promise it is.
SAME = ("kind", "statistic", "monitor", "priority", "valid_from")


class ObjectiveForm(RecordForm):
    """Only the fields of the chosen kind. ``kind`` and ``statistic`` go along hidden; an unknown kind is refused."""

    class Meta:
        model = Objective
        fields = [
            "kind",
            "statistic",
            "name",
            "clause",
            "monitor",
            "target",
            "limit_ms",
            "limit_hours",
            "percent",
            "method",
            "direction",
            "unit",
            "priority",
            "degraded",
            "calendar",
            "max_silence_hours",
            "valid_from",
        ]
        widgets = {"kind": forms.HiddenInput, "statistic": forms.HiddenInput}

    def __init__(self, *args, instance: Objective, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.shape = self._shape(instance)
        self._leave_out({*FIRST, *self.shape.fields, *LAST, "kind", "statistic", "revision"})
        self.initial |= {"kind": self.shape.kind, "statistic": self.shape.statistic}
        self.fields["target"].label = self.shape.target
        if "calendar" in self.fields:
            mine = ServiceCalendar.objects.filter(programme=instance.agreement.programme_id)
            self.fields["calendar"].queryset = mine
            self.fields["calendar"].empty_label = _("Every hour, day and night")
        if "direction" in self.fields:
            self.fields["direction"].required = True
        if instance.pk is None:
            self.initial |= {"unit": self.shape.unit, "max_silence_hours": self.shape.silence}
        for name in ("target", "limit_hours", "percent"):
            if self.initial.get(name) is not None:
                self.initial[name] = f"{self.initial[name].normalize():f}"

    def _shape(self, instance: Objective):
        if instance.pk is not None:
            return shape_of(instance.kind, instance.statistic)
        said = self.data if self.is_bound else self.initial
        chosen = shape_of(str(said.get("kind", "")), str(said.get("statistic", "")))
        return chosen or shape_of(Objective.Kind.AVAILABILITY)

    def _leave_out(self, kept: set[str]) -> None:
        for name in (set(self.fields) & set(self._meta.fields)) - kept:
            del self.fields[name]

    def _post_clean(self):
        self.instance.kind, self.instance.statistic = self.shape.kind, self.shape.statistic
        if "unit" not in self.fields:
            self.instance.unit = self.shape.unit
        super()._post_clean()

    def clean(self):
        cleaned = super().clean()
        if shape_of(str(self.data.get("kind", self.shape.kind)), str(self.data.get("statistic", ""))) is None:
            raise forms.ValidationError(_("Choose one of the kinds of objective."))
        if "kind" not in self.fields:
            return cleaned
        return cleaned | {"kind": self.shape.kind, "statistic": self.shape.statistic}


class PromiseForm(ObjectiveForm):
    """The promise as it is from a day on, with what was agreed."""

    first_day = forms.DateField(
        label=_("From this day on"), help_text=_("The promise as it was ends on the day before.")
    )
    agreed = forms.CharField(
        label=_("What was agreed, and where it is written"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in SAME:
            self.fields.pop(name, None)

    @property
    def values(self) -> dict:
        return {name: value for name, value in super().values.items() if name not in ("kind", "statistic")}
