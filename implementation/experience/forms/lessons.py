from core.forms import RecordForm
from implementation.experience.models import Lesson


class LessonForm(RecordForm):
    class Meta:
        model = Lesson
        fields = ["title", "category", "stage", "advice", "weight", "what_happened", "why", "next_time"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = self.instance.programme.stages.order_by("number")
