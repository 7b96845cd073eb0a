from core.forms import RecordForm
from core.roles import STEERING
from implementation.programme.actions import people_on
from vendors.models import ExitPlan, ExitStep


class ExitPlanForm(RecordForm):
    class Meta:
        model = ExitPlan
        fields = ["data", "format", "days", "deletion", "help", "cost", "tested_on", "test_result"]


class ExitStepForm(RecordForm):
    class Meta:
        model = ExitStep
        fields = ["text", "owner", "due"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["owner"].queryset = people_on(instance.plan.contract.programme, *STEERING)
