"""A criterion: what it asks for, with its thresholds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from implementation.gates import registry
from implementation.gates.models import Criterion, Gate
from implementation.gates.registry import Parameter
from implementation.gates.thresholds import plain_value, refuse
from implementation.programme.actions import people_on


class CriterionForm(RecordForm):
    """A criterion of one's own, judged by hand; when it is new, also one of the checks that this gate has not."""

    check_name = forms.ChoiceField(
        label=_("Computed from the records"),
        required=False,
        help_text=_("A check of the product, or a criterion of your own that people judge."),
    )
    field_order = ["check_name", "title", "kind", "weight", "owner"]

    class Meta:
        model = Criterion
        fields = ["title", "kind", "weight", "owner"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        gate = self.instance.gate
        self.fields["owner"].queryset = people_on(gate.programme)
        if self.instance.pk:
            del self.fields["check_name"]
        else:
            self.fields["check_name"].choices = [("", _("None: people judge it")), *checks_left(gate)]
            self.fields["title"].help_text = _("Leave it empty for a check: it brings its own.")

    def clean(self):
        cleaned = super().clean()
        self.instance.check_name = self.instance.check_name or cleaned.get("check_name", "")
        return cleaned


def checks_left(gate: Gate) -> list[tuple[str, str]]:
    """The checks that this gate has not; one that looks at a pilot is of use at a pilot's exit only."""
    used = set(gate.criteria.values_list("check_name", flat=True))
    at_exit = gate.kind == registry.PILOT_EXIT
    return [
        (name, check.title)
        for name, check in registry.checks().items()
        if name not in used and (at_exit or set(check.at) != {registry.PILOT_EXIT})
    ]


class WeighForm(RecordForm):
    """How a computed criterion counts, whose it is, and its thresholds: a field for each, by the kind of its default."""

    class Meta:
        model = Criterion
        fields = ["kind", "weight", "owner"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(self.instance.gate.programme)
        check = self.instance.computed_by
        self.thresholds = check.thresholds if check else {}
        kept = check.given(self.instance.parameters) if check else {}
        for name, parameter in self.thresholds.items():
            self.fields[f"threshold_{name}"] = threshold_field(parameter, kept[name])
        self._style()

    def _style(self) -> None:
        """The fields made here get the theme's classes too."""
        for name in self.thresholds:
            widget = self.fields[f"threshold_{name}"].widget
            css = {forms.Select: "form-select", forms.CheckboxSelectMultiple: "choices"}.get(
                type(widget), "form-control"
            )
            widget.attrs["class"] = css

    def clean(self):
        cleaned = super().clean()
        for name, parameter in self.thresholds.items():
            key = f"threshold_{name}"
            if key in cleaned and (sentence := refuse(parameter, plain_value(cleaned[key]))):
                self.add_error(key, sentence)
        return cleaned

    @property
    def values(self) -> dict:
        given = super().values
        if self.thresholds:
            given["parameters"] = {
                name: plain_value(self.cleaned_data[f"threshold_{name}"]) for name in self.thresholds
            }
        return given


def threshold_field(parameter: Parameter, value) -> forms.Field:
    words = {"label": parameter.label, "help_text": _help(parameter), "initial": value}
    if isinstance(parameter.default, list | tuple):
        return forms.MultipleChoiceField(
            choices=parameter.choices, widget=forms.CheckboxSelectMultiple, required=False, **words
        )
    if parameter.choices:
        kind = type(parameter.default)
        return forms.TypedChoiceField(choices=parameter.choices, coerce=kind, **words)
    if isinstance(parameter.default, bool):
        return forms.BooleanField(required=False, **words)
    number = {"error_messages": {"invalid": _("Give a number."), "required": _("Give a number.")}, **words}
    if isinstance(parameter.default, int):
        return forms.IntegerField(**number)
    if isinstance(parameter.default, float):
        return forms.DecimalField(max_digits=15, decimal_places=4, **number)
    return forms.CharField(max_length=200, **words)


def _help(parameter: Parameter):
    if parameter.help or parameter.minimum is None or parameter.maximum is None:
        return parameter.help
    return _("From %(lowest)s to %(highest)s.") % {"lowest": parameter.minimum, "highest": parameter.maximum}
