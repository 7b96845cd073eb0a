from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from change_mgmt.models.training.links import PersonalLink
from change_mgmt.models.training.session import Session
from core.models import Record
from core.states import StateField
from implementation.programme.models import Department
from implementation.staff.models import Employee


class EnrolmentQuerySet(models.QuerySet):
    def seated(self):
        """Without those on the waiting list."""
        return self.exclude(state=Enrolment.State.WAITING)

    def waiting(self):
        """The waiting list, in the order in which people came."""
        return self.filter(state=Enrolment.State.WAITING).order_by("pk")

    def attended(self):
        return self.filter(state=Enrolment.State.ATTENDED)


class Enrolment(Record):
    """One person's place in a session, or on its waiting list."""

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("Signed up")
        WAITING = "waiting", _("On the waiting list")
        ATTENDED = "attended", _("Attended")
        ABSENT = "absent", _("Absent")

    TONES = {"enrolled": "idle", "waiting": "wait", "attended": "done", "absent": "none"}

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="enrolments")
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    department = models.ForeignKey(Department, verbose_name=_("Department"), on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        Employee,
        verbose_name=_("Employee"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    link = models.ForeignKey(
        PersonalLink, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="enrolments"
    )
    score = models.PositiveSmallIntegerField(
        _("Score"), null=True, blank=True, validators=[MaxValueValidator(100)], help_text=_("Of 100.")
    )
    more_tries = models.PositiveSmallIntegerField(_("Further tries"), default=0, editable=False)
    #: That this person gave feedback; not which: no answer knows of whom it is.
    has_spoken = models.BooleanField(default=False, editable=False)
    state = StateField(_("State"), choices=State, default=State.ENROLLED)

    objects = EnrolmentQuerySet.as_manager()

    belongs_to = "session"
    audit_leaves_out = ("has_spoken",)

    class Meta:
        verbose_name = _("Seat")
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
            models.UniqueConstraint(
                fields=["session", "employee"],
                name="enrolment_employee_once",
                violation_error_message=_("This person has signed up already."),
            ),
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__lte=100), name="enrolment_score_of_100"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.session}"

    @property
    def has_passed(self) -> bool:
        """Attended, and reached the pass mark where there is one."""
        mark = self.session.course.pass_mark
        attended = self.state == self.State.ATTENDED
        return attended and (mark is None or (self.score is not None and self.score >= mark))

    @property
    def earns_certificate(self) -> bool:
        """Attendance by the code on the wall alone is not yet confirmed by anybody; a passed test is proof enough."""
        return self.has_passed and (
            self.session.course.pass_mark is not None or self.session.state == Session.State.HELD
        )

    @transition(
        state,
        source=State.WAITING,
        target=State.ENROLLED,
        permission="change_mgmt.edit_training",
        custom={"label": _("Give a seat"), "hidden": True},
    )
    def move_up(self):
        """A seat came free."""

    @transition(
        state,
        source=[State.ENROLLED, State.WAITING, State.ABSENT],
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
