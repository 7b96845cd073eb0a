from core.forms import RecordForm
from implementation.programme.models import Department, Organisation


class OrganisationForm(RecordForm):
    class Meta:
        model = Organisation
        fields = ["name", "language", "currency", "time_zone", "logo"]


class DepartmentForm(RecordForm):
    class Meta:
        model = Department
        fields = ["name", "headcount"]
