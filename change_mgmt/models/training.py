from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department, ProgrammeRecord
from implementation.staff.models import Level


class Course(ProgrammeRecord):
    """What people of one level learn. Without departments of its own it is for all."""

    title = models.CharField(_("Title"), max_length=160)
    level = models.CharField(_("Level"), max_length=12, choices=Level)
    hours = models.DecimalField(
        _("Hours"), max_digits=5, decimal_places=1, default=2, validators=[MinValueValidator(0)]
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("Pass mark"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("Of 100. With a pass mark, only who reaches it counts as trained."),
    )
    modules = models.JSONField(_("Modules"), default=list, blank=True)
    departments = models.ManyToManyField(Department, verbose_name=_("Departments"), blank=True, related_name="+")

    class Meta:
        ordering = ["level", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="course_once",
                violation_error_message=_("There is a course of that title already."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("course", args=[self.programme_id, self.pk])

    def clean(self):
        if not isinstance(self.modules, list) or set(self.modules) - set(MODULES):
            raise ValidationError({"modules": _("Choose modules from the list.")})

    @property
    def module_names(self):
        return [MODULES[key].name for key in self.modules]


class NeededPlace(Record):
    """How many people of a department a course must reach."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="needs")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(_("People"))

    belongs_to = "course"

    class Meta:
        ordering = ["department__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "department"], name="needed_place_once")]

    def __str__(self):
        return f"{self.course}, {self.department}: {self.people}"


@because(_("The session has not started yet."))
def session_has_started(session):
    return session.has_started


class Session(Record):
    """One day or hour on which a course is taught."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    TONES = {"planned": "idle", "held": "done", "cancelled": "none"}

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField(_("Starts"))
    place = models.CharField(_("Place"), max_length=160)
    seats = models.PositiveSmallIntegerField(_("Seats"), default=12, validators=[MinValueValidator(1)])
    trainer = models.CharField(_("Trainer"), max_length=120)
    state = StateField(_("State"), choices=State, default=State.PLANNED)

    belongs_to = "course"

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(seats__gte=1), name="session_has_seats")]

    def __str__(self):
        return self.course.title

    def get_absolute_url(self):
        return reverse("session", args=[self.course.programme_id, self.pk])

    @property
    def has_started(self) -> bool:
        return self.starts_at <= timezone.now()

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


class Enrolment(Record):
    """One person's place in a session."""

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("Signed up")
        ATTENDED = "attended", _("Attended")
        ABSENT = "absent", _("Absent")

    TONES = {"enrolled": "idle", "attended": "done", "absent": "none"}

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="enrolments")
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    department = models.ForeignKey(Department, verbose_name=_("Department"), on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    score = models.PositiveSmallIntegerField(
        _("Score"), null=True, blank=True, validators=[MaxValueValidator(100)], help_text=_("Of 100.")
    )
    state = StateField(_("State"), choices=State, default=State.ENROLLED)

    belongs_to = "session"

    class Meta:
        ordering = ["department__name", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "session",
                "department",
                Lower("name"),
                name="enrolment_once",
                violation_error_message=_("This name is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["session", "user"],
                name="enrolment_user_once",
                violation_error_message=_("This person has signed up already."),
            ),
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__lte=100), name="enrolment_score_of_100"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.session}"

    @transition(
        state,
        source=[State.ENROLLED, State.ABSENT],
        target=State.ATTENDED,
        permission="change_mgmt.mark_attendance",
        custom={"label": _("Attended"), "hidden": True},
    )
    def attend(self):
        pass

    @transition(
        state,
        source=[State.ENROLLED, State.ATTENDED],
        target=State.ABSENT,
        permission="change_mgmt.mark_attendance",
        custom={"label": _("Absent"), "hidden": True},
    )
    def miss(self):
        """Also where attendance was marked by mistake."""
