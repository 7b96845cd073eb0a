from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from implementation.programme.models import Milestone, Stage


class StageForm(RecordForm):
    class Meta:
        model = Stage
        fields = ["name", "planned_start", "planned_end", "forecast_end"]
        help_texts = {"forecast_end": _("Where it differs from the plan.")}


class MilestoneForm(RecordForm):
    class Meta:
        model = Milestone
        fields = ["name", "due", "owner"]
