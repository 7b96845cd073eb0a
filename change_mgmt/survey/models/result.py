from django.db import models
from django.utils.translation import gettext_lazy as _

from change_mgmt.survey.elements import Element
from change_mgmt.survey.models.survey import Survey
from core.models import FrozenFacts, Record
from implementation.programme.models import Task


class SurveyResult(FrozenFacts, Record):
    """What may be told of a closed survey, frozen as it closed. Every page and file is made of this and of nothing else."""

    survey = models.OneToOneField(
        Survey, verbose_name=_("Readiness survey"), on_delete=models.PROTECT, related_name="result"
    )

    belongs_to = "survey"

    class Meta:
        verbose_name = _("Result of a survey")
        ordering = ["pk"]

    def __str__(self):
        return str(self.survey)


class BarrierStep(Record):
    """What is done about the barrier of a group: a task with its owner and day."""

    survey = models.ForeignKey(
        Survey, verbose_name=_("Readiness survey"), on_delete=models.PROTECT, related_name="steps"
    )
    row = models.CharField(_("Group"), max_length=20, editable=False)
    element = models.CharField(_("Element"), max_length=10, choices=Element, editable=False)
    task = models.OneToOneField(
        Task, verbose_name=_("Task"), on_delete=models.PROTECT, related_name="+", editable=False
    )

    belongs_to = "survey"

    class Meta:
        verbose_name = _("Step against a barrier")
        ordering = ["pk"]

    def __str__(self):
        return self.task.text
