from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from change_mgmt.models.change.request import ChangeRequest
from core.models import Record
from implementation.programme.models import Task


class ChangeStep(Record):
    """What must be done once the change is approved; it becomes a task then."""

    change = models.ForeignKey(ChangeRequest, on_delete=models.CASCADE, related_name="steps")
    text = models.CharField(_("What is to do"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Owner"), on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField(_("Due"))
    task = models.OneToOneField(
        Task, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="change_step"
    )

    belongs_to = "change"

    class Meta:
        verbose_name = _("Step of a change")
        ordering = ["due", "pk"]

    def __str__(self):
        return self.text
