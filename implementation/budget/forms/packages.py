from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form, RecordForm, RecordsField
from core.roles import STEERING
from implementation.budget.models import PackageMilestone, WorkPackage
from implementation.budget.models.package import not_in_the_future
from implementation.programme.actions import people_on
from implementation.programme.models import Task


class PackageForm(RecordForm):
    class Meta:
        model = WorkPackage
        fields = ["name", "stage", "planned_start", "planned_end", "budget", "rule", "owner"]
        widgets = {"rule": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        self.fields["stage"].queryset = programme.stages.all()
        self.fields["owner"].queryset = people_on(programme, *STEERING)
        self.fields["owner"].empty_label = _("Nobody yet")
        self.fields["budget"].help_text = _("In %(currency)s: its part of the whole budget.") % {
            "currency": programme.organisation.currency
        }


class ProgressForm(Form):
    """How far it is, in the words of the rule: a percentage only where the rule takes one."""

    percent = forms.IntegerField(label=_("Percent done"), min_value=0, max_value=100)
    on = forms.DateField(label=_("Since"), validators=[not_in_the_future])
    why = forms.CharField(label=_("Why"), max_length=300, help_text=_("What is there to see: a result, not an effort."))

    WORDS = {0: pgettext_lazy("work", "Not started"), 50: _("Started"), 100: _("Finished")}
    CHOICES = {WorkPackage.Rule.ZERO_HUNDRED: (100, 0), WorkPackage.Rule.FIFTY_FIFTY: (50, 100, 0)}

    def __init__(self, *args, package: WorkPackage, **kwargs):
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
        if choices := self.CHOICES.get(package.rule):
            self.fields["percent"] = forms.TypedChoiceField(
                label=_("The work is"),
                coerce=int,
                choices=[(value, self.WORDS[value]) for value in choices],
                widget=forms.RadioSelect(attrs={"class": "choices"}),
            )


class MilestoneForm(RecordForm):
    class Meta:
        model = PackageMilestone
        fields = ["name", "weight"]


class ReachForm(Form):
    on = forms.DateField(label=_("Reached on"), required=False, validators=[not_in_the_future])
    note = forms.CharField(label=_("Why"), required=False, max_length=2000)


class TasksForm(Form):
    tasks = RecordsField(
        Task.objects.none(),
        label=_("Tasks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each earns the same part when it is done; one that is dropped does not count."),
    )

    def __init__(self, *args, package: WorkPackage, seen, **kwargs):
        super().__init__(*args, initial={"tasks": package.tasks.all()}, **kwargs)
        self.fields["tasks"].queryset = seen
