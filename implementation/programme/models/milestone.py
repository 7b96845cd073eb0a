from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.programme.models.programme import ProgrammeRecord
from implementation.programme.models.stage import Stage

MOST_DAYS = 90
MOST_ALARMS = 5


def days_of(text: str) -> list[int]:
    """“7, 1” as whole days, each once, most first. Raises ValidationError with the sentence for anything else."""
    words = text.replace("，", ",").replace("、", ",").split(",")
    words = [word.strip() for word in words if word.strip()]
    if len(words) > MOST_ALARMS:
        raise ValidationError(_("Write at most %(most)d numbers.") % {"most": MOST_ALARMS})
    if not all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
        raise ValidationError(_("Write whole days with commas between them, like 7, 1."))
    days = sorted({int(word) for word in words}, reverse=True)
    if any(not 1 <= day <= MOST_DAYS for day in days):
        raise ValidationError(_("Each number is between 1 and %(most)d days.") % {"most": MOST_DAYS})
    return days


class Milestone(ProgrammeRecord):
    """A day that the plan turns on."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        REACHED = "reached", _("Reached")

    TONES = {"planned": "idle", "reached": "done"}

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="milestones")
    name = models.CharField(_("Milestone"), max_length=160)
    due = models.DateField(_("Due"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    alarm_people = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who is alarmed"),
        blank=True,
        related_name="+",
        help_text=_("Nobody chosen: the owner and the managers."),
    )
    days_before = models.CharField(
        _("Alarms before, days"),
        max_length=40,
        default="7, 1",
        blank=True,
        validators=[days_of],
        help_text=_("Days before the due day, with commas: 7, 1. Empty for no alarm."),
    )
    days_after = models.CharField(
        _("Alarms after, days"),
        max_length=40,
        default="1, 7",
        blank=True,
        validators=[days_of],
        help_text=_("Days after the due day, while the milestone is not reached."),
    )
    state = StateField(_("State"), choices=State, default=State.PLANNED)

    class Meta:
        verbose_name = _("Milestone")
        ordering = ["due", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("milestone", args=[self.programme_id, self.pk])

    @transition(
        state,
        source=State.PLANNED,
        target=State.REACHED,
        permission="programme.edit_plan",
        custom={"label": _("Mark as reached")},
    )
    def reach(self):
        pass

    @transition(
        state,
        source=State.REACHED,
        target=State.PLANNED,
        permission="programme.edit_plan",
        custom={"label": _("Not reached after all"), "note": "required"},
    )
    def reopen(self):
        pass


class MilestoneAlarm(models.Model):
    """One alarm to one person, written with the message itself: the pair goes out once or not at all."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="alarms")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due = models.DateField()
    days = models.SmallIntegerField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "person", "due", "days"], name="milestone_alarm_once")
        ]

    def __str__(self):
        return f"{self.milestone_id} {self.person_id} {self.due} {self.days:+d}"
