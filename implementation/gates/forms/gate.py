from core.forms import RecordForm
from implementation.gates.models import Gate


class GateForm(RecordForm):
    class Meta:
        model = Gate
        fields = ["name", "due", "should_floor"]
