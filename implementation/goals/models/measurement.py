from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.goals.models.file import GoalFile
from implementation.goals.models.goal import Goal


class Measurement(Record):
    """What was found on a day. Never changed: a correction is a further measurement of the same day that says why.

    Without ``by`` the product took it from its own records, named in ``source``.
    """

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="measurements")
    on = models.DateField(_("Measured on"), default=timezone.localdate)
    value = models.DecimalField(_("Value"), max_digits=15, decimal_places=3)
    note = models.CharField(_("Note"), max_length=300, blank=True, help_text=_("Where the figure comes from."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=80, blank=True, editable=False)
    file = models.ForeignKey(
        GoalFile, editable=False, null=True, blank=True, on_delete=models.PROTECT, related_name="measurements"
    )

    belongs_to = "goal"

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("Measurement")
        verbose_name_plural = _("Measurements")
        indexes = [models.Index(fields=["goal", "on"])]

    def __str__(self):
        return f"{self.goal}: {self.shown}"

    @property
    def shown(self):
        return self.goal.shown(self.value)

    def clean(self):
        if self.on and self.on > timezone.localdate():
            raise ValidationError({"on": _("This day has not come yet: choose today or a day before.")})
        same_day = Measurement.objects.filter(goal=self.goal_id, on=self.on).exclude(pk=self.pk)
        if self.on and not self.note.strip() and same_day.exists():
            raise ValidationError({"note": _("There is a value for this day already: say why this one replaces it.")})
