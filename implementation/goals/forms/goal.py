from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.roles import INSIDERS
from implementation.goals import measures
from implementation.goals.models import Goal, Measurement
from implementation.goals.progress import TOLERANCE
from implementation.goals.registry import modules_of
from implementation.programme.actions import people_on
from implementation.programme.crm_modules import MODULES


class GoalForm(RecordForm):
    modules = forms.MultipleChoiceField(
        label=_("Modules that serve it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without one of them the goal could not be reached."),
    )
    source = forms.ChoiceField(
        label=_("Taken from the records"), required=False, help_text=Goal._meta.get_field("source").help_text
    )

    class Meta:
        model = Goal
        fields = [
            "title",
            "layer",
            "activity",
            "value_for",
            "modules",
            "owner",
            "measurer",
            "baseline",
            "target",
            "direction",
            "unit",
            "tolerance",
            "begins_on",
            "due",
            "source",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("owner", "measurer"):
            self.fields[name].queryset = people_on(programme, *INSIDERS)
        for name in ("baseline", "target"):
            self.fields[name].widget.attrs["step"] = "any"
        self.fields["tolerance"].required = False
        self.fields["direction"].choices = [("", _("As baseline and target say")), *Goal.Direction.choices]
        in_use = modules_of(programme)
        kept = [key for key in MODULES if key in self.instance.modules and key not in in_use]
        self.fields["modules"].choices = [(key, MODULES[key].name) for key in [*in_use, *kept]]
        self.fields["source"].choices = self._sources([*in_use, *kept])

    def clean_tolerance(self):
        """Left empty, the usual one."""
        given = self.cleaned_data["tolerance"]
        return TOLERANCE if given is None else given

    def _sources(self, modules):
        offered = measures.offered(modules)
        kept = self.instance.source
        mine = [(kept, measures.words(kept))] if kept and kept not in dict(offered) else []
        return [("", _("No: people measure it")), *offered, *mine]


class MeasurementForm(RecordForm):
    class Meta:
        model = Measurement
        fields = ["on", "value", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].widget.attrs["step"] = "any"


def prefilled(asked) -> dict:
    """What an address asks the form of a new goal to begin with; anything else is passed over."""
    found: dict = {}
    if asked.get("layer") in Goal.Layer.values:
        found["layer"] = asked["layer"]
    if asked.get("activity") in Goal.Activity.values:
        found["activity"] = asked["activity"]
    if asked.get("module") in MODULES:
        found["modules"] = [asked["module"]]
    return found
