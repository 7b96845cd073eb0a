from core.forms import RecordForm
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from implementation.readiness.models import TeamMember


class TeamMemberForm(RecordForm):
    class Meta:
        model = TeamMember
        fields = ["role", "person", "name", "remark"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_on(self.instance.programme, *INSIDERS)
