from change_mgmt.forms.places import departments_of
from change_mgmt.models import Stakeholder
from core.forms import RecordForm
from core.roles import CONSULTANT, MANAGER, SPONSOR
from implementation.programme.actions import people_on


class StakeholderForm(RecordForm):
    class Meta:
        model = Stakeholder
        fields = [
            "name",
            "group",
            "department",
            "influence",
            "interest",
            "attitude_now",
            "attitude_wanted",
            "wins",
            "loses",
            "looked_after_by",
            "next_step",
            "next_step_due",
        ]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_of(programme)
        # Only who may read this page can look after somebody on it.
        self.fields["looked_after_by"].queryset = people_on(programme, SPONSOR, MANAGER, CONSULTANT)
