from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm, RecordsField
from implementation.programme.actions.plan import is_later, moved_ends
from implementation.programme.models import Milestone, Stage


class StageForm(RecordForm):
    """A later end asks why; ``along`` offers to move what follows."""

    reason = forms.CharField(
        label=_("Why the end moves"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when the planned or the forecast end becomes later. It is kept with the move."),
    )
    along = forms.BooleanField(
        label=_("Move what follows by the same days"),
        required=False,
        help_text=_(
            "Later stages, their open milestones, deliverables and gates. You see every date before anything moves."
        ),
    )

    class Meta:
        model = Stage
        fields = ["name", "planned_start", "planned_end", "forecast_end"]
        help_texts = {
            "forecast_end": _("Where it differs from the plan. Empty: worked out from the pace of the stage.")
        }

    def clean(self):
        cleaned = super().clean()
        fields = {name: cleaned[name] for name in ("planned_end", "forecast_end") if name in cleaned}
        if is_later(moved_ends(self.instance, fields)) and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why the end moves: the reason is kept with the move."))
        return cleaned


class MilestoneForm(RecordForm):
    class Meta:
        model = Milestone
        fields = ["name", "due", "owner", "alarm_people", "days_before", "days_after"]
        field_classes = {"alarm_people": RecordsField}
        widgets = {"alarm_people": forms.CheckboxSelectMultiple}

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people
        self.fields["alarm_people"].queryset = people

    @property
    def values(self) -> dict:
        """The columns of the record; the people whom it alarms are named beside it."""
        return {name: value for name, value in super().values.items() if name != "alarm_people"}
