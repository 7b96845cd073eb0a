from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.programme.models import Task
from implementation.readiness.dimensions import ALL
from implementation.readiness.models.assessment import Assessment


class ImprovementQuerySet(models.QuerySet):
    def looked_after(self, assessment: Assessment):
        """What was planned after this round, and what was planned before it and is still to do."""
        planned = models.Q(assessment=assessment) & ~models.Q(task__state=Task.State.DROPPED)
        earlier = models.Q(assessment__programme=assessment.programme_id, task__state=Task.State.OPEN)
        return self.filter(planned | earlier)


class Improvement(Record):
    """What is done about a dimension that was found weak: a task with owner and day."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="improvements")
    dimension = models.CharField(_("Dimension"), max_length=12, choices=[(item.key, item.label) for item in ALL])
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")

    objects = ImprovementQuerySet.as_manager()

    belongs_to = "assessment"

    class Meta:
        verbose_name = _("improvement of readiness")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_dimension_display()}: {self.task}"

    def get_absolute_url(self):
        return self.assessment.get_absolute_url()
