import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Form, RecordForm
from core.roles import INSIDERS
from implementation.goals.actions import Found
from implementation.goals.models import Goal, GoalReview, ReviewedGoal
from implementation.programme.actions import people_on


class PlanForm(Form):
    live_on = forms.DateField(
        label=_("Went live on"),
        help_text=_(
            "The first day on which people worked with the new system for good. Reviews follow 30, 60 and 90 days later."
        ),
    )

    def clean_live_on(self):
        """Within ten years, so that the reviews have days in the calendar."""
        day = self.cleaned_data["live_on"]
        if abs((day - timezone.localdate()).days) > 3653:
            raise forms.ValidationError(_("This day is too far away: choose one within ten years."))
        return day


class ReviewForm(RecordForm):
    """Another day or another person, while the review is not held."""

    class Meta:
        model = GoalReview
        fields = ["due", "lead"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = people_on(programme, *INSIDERS)


class VerdictForm(Form):
    """One goal of a review: what the people say, and what follows."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=ReviewedGoal.Verdict.choices)
    remark = forms.CharField(label=_("Remark"), max_length=500, required=False)
    task = forms.CharField(label=_("What is to be done"), max_length=200, required=False)
    task_owner = forms.ModelChoiceField(label=_("By whom"), queryset=None, required=False)
    task_due = forms.DateField(label=_("By when"), required=False)

    def __init__(self, *args, goal: Goal, people, choices, **kwargs):
        """``choices`` are the people as a list, read once for all goals."""
        super().__init__(*args, prefix=f"goal-{goal.pk}", initial={"verdict": proposed(goal)}, **kwargs)
        self.goal = goal
        owner = self.fields["task_owner"]
        owner.queryset = people
        owner.widget.choices = choices

    def clean_task_due(self):
        day = self.cleaned_data["task_due"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed: choose today or a day after."))
        if day and day > timezone.localdate() + datetime.timedelta(days=3653):
            raise forms.ValidationError(_("This day is too far away: choose one within ten years."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("task"):
            for name in ("task_owner", "task_due"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("A task needs somebody who does it and a day."))
        elif cleaned.get("task_owner") or cleaned.get("task_due"):
            self.add_error("task", _("Write what is to be done, or leave all three empty."))
        return cleaned

    @property
    def found(self) -> Found:
        return Found(goal=self.goal, **self.cleaned_data)


class RemarksForm(Form):
    remarks = forms.CharField(
        label=_("Remarks"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who took part, what was learned, what is not in the figures."),
    )


def proposed(goal: Goal) -> str:
    """What the figures say; the people may say otherwise."""
    share = goal.progress
    if share is not None and share >= 1:
        return ReviewedGoal.Verdict.REACHED
    return ReviewedGoal.Verdict.PARTLY if share is not None and share > 0 else ReviewedGoal.Verdict.NOT_REACHED
