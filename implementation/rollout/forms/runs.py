from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from implementation.rollout.models import Module, Runbook, RunbookStep

#: Who can be asked to do a step or to look at it.
STAFF = ("sponsor", "manager", "consultant", "executive", "member")


class RunbookForm(RecordForm):
    class Meta:
        model = Runbook
        fields = ["kind", "module", "pilot", "limit_minutes"]

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = programme.modules.exclude(state=Module.State.CLOSED)
        self.fields["pilot"].queryset = programme.pilots.exclude(state__in=["accepted", "rolled_back"])
        self.fields["pilot"].empty_label = _("The module as a whole")

    def clean(self):
        cleaned = super().clean()
        pilot, module = cleaned.get("pilot"), cleaned.get("module")
        if pilot and module and pilot.module_id != module.pk:
            self.add_error("pilot", _("The pilot is of another module: choose the module that it tries."))
        return cleaned


class RunbookLimitForm(RecordForm):
    class Meta:
        model = Runbook
        fields = ["limit_minutes"]


class RunbookStepForm(RecordForm):
    class Meta:
        model = RunbookStep
        fields = ["text", "responsible", "planned_minutes", "confirmer", "no_return"]

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        people = people_on(programme, *STAFF)
        self.fields["responsible"].queryset = people
        self.fields["confirmer"].queryset = people
        self.fields["responsible"].empty_label = _("Nobody in particular")
        self.fields["confirmer"].empty_label = _("Nobody")


class StartRunForm(Form):
    nature = forms.ChoiceField(
        label=_("What is it?"),
        choices=[("rehearsal", _("A rehearsal")), ("real", _("For real"))],
        widget=forms.RadioSelect,
        initial="rehearsal",
    )
    why = forms.CharField(
        label=_("Why, or what is tried"),
        required=False,
        max_length=500,
        widget=forms.Textarea,
        help_text=_("Going back for real asks for the reason: it is kept with the pilot."),
    )

    def __init__(self, *args, may_be_real: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_be_real:
            self.fields["nature"].choices = [("rehearsal", _("A rehearsal"))]
