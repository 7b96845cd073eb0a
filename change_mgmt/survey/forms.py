from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.survey.actions.answering import MOST_WORDS
from change_mgmt.survey.elements import Element, Scale
from change_mgmt.survey.models import Statement, Survey
from core.evidence import in_this_language
from core.forms import DateInput, Form, RecordForm
from implementation.programme.actions import people_on
from implementation.programme.models import Department
from implementation.rollout.models import Pilot
from implementation.staff.models import Level


class AnswerForm(Form):
    """What the people asked fill in: one of five for each statement, and a comment if they like."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        for place, question in enumerate(questions):
            self.fields[f"q{place}"] = forms.TypedChoiceField(
                label=in_this_language(question["texts"]),
                choices=Scale.choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the five.")},
            )
        self.fields["remark"] = forms.CharField(
            label=_("Is there anything that should be known?"),
            required=False,
            max_length=MOST_WORDS,
            widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
            help_text=_("Name nobody, nor yourself: comments are read by others as they are written."),
        )

    @property
    def questions(self):
        return [bound for bound in self if bound.name != "remark"]

    @property
    def values(self) -> list[int]:
        return [self.cleaned_data[bound.name] for bound in self.questions]


class SurveyForm(RecordForm):
    departments = forms.TypedMultipleChoiceField(
        label=_("Departments"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )
    levels = forms.MultipleChoiceField(
        label=pgettext_lazy("of people", "Levels"),
        required=False,
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )

    class Meta:
        model = Survey
        fields = ["title", "kind", "pilot", "opens_on", "closes_on", "departments", "levels", "grouping"]
        widgets = {"grouping": forms.RadioSelect}

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        departments = Department.objects.filter(organisation=programme.organisation_id)
        self.fields["departments"].choices = [(each.pk, each.name) for each in departments]
        self.fields["pilot"].queryset = Pilot.objects.filter(programme=programme)
        self.fields["pilot"].empty_label = _("No pilot in particular")


class StatementForm(RecordForm):
    class Meta:
        model = Statement
        fields = ["element", "text_en", "text_zh_hans", "text_zh_hant"]
        widgets = {"element": forms.RadioSelect(choices=Element.choices)}


class StepForm(Form):
    """A task against a barrier."""

    text = forms.CharField(label=_("What is to do"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=None)
    due = forms.DateField(label=_("Due"), widget=DateInput)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(programme)
