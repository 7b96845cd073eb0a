import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from change_mgmt.models.training.course import Course
from core.models import Record
from core.states import StateField
from core.workflow import because


@because(_("The session has not started yet."))
def session_has_started(session):
    return session.has_started


class Session(Record):
    """One day or hour on which a course is taught, in a room or on a screen."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    TONES = {"planned": "idle", "held": "done", "cancelled": "none"}
    #: Attendance by the code on the wall opens this long before the start and closes this long after the end.
    DOOR = datetime.timedelta(hours=2)

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField(_("Starts"))
    ends_at = models.DateTimeField(
        _("Ends"), null=True, blank=True, help_text=_("Left empty, the hours of the course count.")
    )
    place = models.CharField(_("Place"), max_length=160, blank=True)
    meeting_link = models.URLField(
        _("Address of the meeting"), max_length=500, blank=True, help_text=_("When people take part on a screen.")
    )
    seats = models.PositiveSmallIntegerField(_("Seats"), default=12, validators=[MinValueValidator(1)])
    trainer = models.CharField(_("Trainer"), max_length=120)
    state = StateField(_("State"), choices=State, default=State.PLANNED)

    belongs_to = "course"

    class Meta:
        verbose_name = _("Training session")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1), name="session_has_seats"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("The end must be after the start."),
            ),
        ]

    def __str__(self):
        return self.course.title

    def get_absolute_url(self):
        return reverse("session", args=[self.course.programme_id, self.pk])

    def clean(self):
        if not self.place and not self.meeting_link:
            raise ValidationError({"place": _("Give the place or the address of the meeting.")})

    @property
    def has_started(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def ends(self) -> datetime.datetime:
        return self.ends_at or self.starts_at + datetime.timedelta(hours=float(self.course.hours or 1))

    @property
    def where(self) -> str:
        return self.place or self.meeting_link

    @property
    def takes_people(self) -> bool:
        return self.state == self.State.PLANNED and not self.has_started

    @property
    def door_is_open(self) -> bool:
        """Whether people can mark themselves as here, by the code on the wall."""
        now = timezone.now()
        return self.state != self.State.CANCELLED and self.starts_at - self.DOOR <= now <= self.ends + self.DOOR

    @transition(
        state,
        source=State.PLANNED,
        target=State.HELD,
        conditions=[session_has_started],
        permission="change_mgmt.mark_attendance",
        custom={"label": _("Mark attendance"), "tone": "primary", "page": "mark_attendance"},
    )
    def hold(self):
        """When attendance is marked."""

    @transition(
        state,
        source=State.PLANNED,
        target=State.CANCELLED,
        permission="change_mgmt.edit_training",
        custom={
            "label": _("Cancel the session"),
            "note": "required",
            "confirm": _("Everyone who signed up is told. A cancelled session cannot be opened again."),
        },
    )
    def cancel(self):
        pass
