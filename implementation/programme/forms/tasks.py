from core.forms import RecordForm
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from implementation.programme.models import Task


class TaskForm(RecordForm):
    class Meta:
        model = Task
        fields = ["text", "owner", "due", "details"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_on(self.instance.programme, *INSIDERS)


class QuickTaskForm(TaskForm):
    """One line above the list."""

    class Meta(TaskForm.Meta):
        fields = ["text", "owner", "due"]
