from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.models.process import Process
from change_mgmt.processes.models.step import Step
from core.models import Record


class Fate(Record):
    """What becomes of one step as it is, and what the customer gains by that."""

    class What(models.TextChoices):
        KEPT = "kept", _("Kept")
        IMPROVED = "improved", _("Improved")
        DROPPED = "dropped", _("Dropped")
        AUTOMATED = "automated", _("Automated")
        PERSONAL = "personal", _("Made more personal")

    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="fate")
    what = models.CharField(_("What becomes of it"), max_length=10, choices=What)
    becomes = models.ManyToManyField(Step, verbose_name=_("Steps that follow it"), blank=True, related_name="+")
    reason = models.CharField(_("Why"), max_length=300, blank=True)
    gain = models.CharField(
        _("What the customer gains"),
        max_length=300,
        blank=True,
        help_text=_("One sentence in the customer’s words. Needed where the step touches the customer."),
    )

    belongs_to = "step"

    class Meta:
        verbose_name = _("Fate of a step")
        verbose_name_plural = _("Fates of steps")

    def __str__(self):
        return f"{self.step}: {self.get_what_display()}"

    def clean(self):
        if self.what == self.What.DROPPED and not self.reason.strip():
            raise ValidationError({"reason": _("Say why it can go.")})


class WarningAnswer(Record):
    """Why a warning of the comparison is accepted as it is."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="answers")
    code = models.CharField(max_length=30, editable=False)
    subject = models.PositiveBigIntegerField(default=0, editable=False)  # the step or lane that is meant; 0: the whole
    reason = models.TextField(_("Why it is right nevertheless"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "process"

    class Meta:
        verbose_name = _("Answer to a warning")
        verbose_name_plural = _("Answers to warnings")
        constraints = [models.UniqueConstraint(fields=["process", "code", "subject"], name="warning_answer_once")]

    def __str__(self):
        return self.reason[:80]
