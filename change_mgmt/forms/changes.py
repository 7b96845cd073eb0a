from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.actions.changes import Outcome
from change_mgmt.models import ChangeLimits, ChangeRequest, ChangeStep, ProviderAnswer
from core.forms import Form, RecordForm, RecordsField
from implementation.programme.actions import people_on
from implementation.programme.models import Department, Milestone
from risks.models import Risk
from vendors.models import Contract

MANY = forms.CheckboxSelectMultiple


class ChangeForm(RecordForm):
    """What anybody may ask for; the effects are found by who assesses it."""

    class Meta:
        model = ChangeRequest
        fields = ["title", "subject", "why", "effect_on_scope", "decide_by"]
        help_texts = {
            "why": _("What goes wrong or is missed without it."),
            "effect_on_scope": _("What is added, left out or done otherwise, as far as you know."),
            "decide_by": _("The last day on which a decision still helps."),
        }

    def clean_decide_by(self):
        day = self.cleaned_data["decide_by"]
        if day < timezone.localdate():
            raise ValidationError(_("This day has passed: choose today or a later one."))
        return day


class AssessForm(RecordForm):
    """The effects; they say how large the change is, and so who decides it."""

    milestones = RecordsField(
        label=_("Milestones that move"),
        queryset=Milestone.objects.none(),
        required=False,
        widget=MANY,
        help_text=_("They move by the extra days."),
    )
    risks = RecordsField(label=_("Risks it touches"), queryset=Risk.objects.none(), required=False, widget=MANY)
    departments = RecordsField(
        label=_("Departments it reaches"), queryset=Department.objects.none(), required=False, widget=MANY
    )

    class Meta:
        model = ChangeRequest
        fields = [
            *("effect_on_scope", "cost", "paid_from", "days", "milestones", "effect_on_risk", "risks"),
            *("touches_contract", "contract", "provider_question", "effect_on_people", "departments", "decide_by"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("effect_on_scope", "effect_on_risk", "effect_on_people"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Write the effect, or “none”.")
        programme = self.instance.programme
        offered = {
            "milestones": Milestone.objects.filter(programme=programme, state=Milestone.State.PLANNED),
            "risks": Risk.objects.filter(programme=programme).exclude(state=Risk.State.CLOSED),
            "departments": programme.organisation.departments.all(),
            "contract": Contract.objects.filter(programme=programme, state__in=Contract.SHOWN_TO_VENDOR),
        }
        for name, records in offered.items():
            self.fields[name].queryset = records
        self.fields["contract"].help_text = _("Its provider is asked, and must agree before the change is approved.")

    def clean(self):
        given = super().clean()
        if given.get("touches_contract") and not given.get("contract") and self.fields["contract"].queryset.exists():
            self.add_error("contract", _("Say which contract must be changed."))
        if given.get("contract") and not given.get("provider_question"):
            self.add_error("provider_question", _("Say what the provider is asked."))
        return given


class DecideForm(Form):
    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome, error_messages={"required": _("Choose one of the three decisions.")}
    )
    look_again_on = forms.DateField(
        label=_("Look again on"), required=False, help_text=_("Only when you postpone: a day after today.")
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        required=False,
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("Only when you approve: what must hold for your yes."),
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("Everyone on the programme can read this."),
        error_messages={"required": _("Say why: the reason is kept with the decision.")},
    )


class StepForm(RecordForm):
    class Meta:
        model = ChangeStep
        fields = ["text", "owner", "due"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(self.instance.change.programme)


class FinishForm(Form):
    actual_cost = forms.DecimalField(label=_("What it cost"), max_digits=12, decimal_places=2)
    actual_days = forms.IntegerField(label=_("Days it took"), min_value=-32_000, max_value=32_000)
    result = forms.CharField(label=_("What came of it"), widget=forms.Textarea, max_length=2000)
    why_open = forms.CharField(
        label=_("Why it counts as done with open tasks"), required=False, widget=forms.Textarea, max_length=2000
    )

    def __init__(self, *args, with_open_tasks: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not with_open_tasks:
            del self.fields["why_open"]


class LimitsForm(RecordForm):
    class Meta:
        model = ChangeLimits
        fields = ["cost", "days"]
        help_texts = {
            "cost": _("A change that costs more is large."),
            "days": _("A change that takes more days is large."),
        }


class ProviderForm(Form):
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=ProviderAnswer.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three answers.")},
    )
    price = forms.DecimalField(
        label=_("Price"),
        required=False,
        max_digits=12,
        decimal_places=2,
        help_text=_("Leave it empty when it costs nothing more."),
    )
    days = forms.IntegerField(label=_("Days it takes"), required=False, min_value=-32_000, max_value=32_000)
    text = forms.CharField(
        label=_("Conditions or reasons"),
        required=False,
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("Needed unless you simply agree."),
    )
    given_by = forms.CharField(
        label=pgettext_lazy("answer", "Given by"),
        max_length=160,
        help_text=_("Who at the provider said so, when and how: a letter, a call."),
    )

    def __init__(self, *args, is_theirs: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_theirs:
            del self.fields["given_by"]
