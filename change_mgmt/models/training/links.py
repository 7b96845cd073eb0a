"""Addresses that open without an account: one for everybody to sign up by, and one for each person."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.models.training.course import Course
from change_mgmt.models.training.session import Session
from core import links
from core.models import OutgoingMail, Record
from core.models.user import LANGUAGES
from implementation.programme.models import Department
from implementation.staff.models import Employee


class TrainingLink(links.SignedLink, Record):
    """An address whose token is worked out from a kept seed, so that it can be shown again; it is found by the token's hash."""

    seed = models.CharField(max_length=64, unique=True, editable=False, default=links.seed)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("Made"), default=timezone.now, editable=False)

    audit_leaves_out: tuple[str, ...] = ("seed", "token_sha256")

    class Meta:
        abstract = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.token_sha256:
            self.token_sha256 = links.token_hash(self.token_from(self.seed))


class SignUpLink(TrainingLink):
    """The address at which anybody of the organisation signs up for a course, or for one session of it."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sign_up_links")
    session = models.ForeignKey(
        Session, verbose_name=_("Session"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn"), null=True, blank=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    belongs_to = "course"
    purpose, page = "change_mgmt.sign_up", "sign_up"

    class Meta:
        verbose_name = _("Sign-up link")
        ordering = ["-pk"]

    def __str__(self):
        return _("Sign-up link of %(course)s") % {"course": self.course.title}

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and (self.session is None or self.session.takes_people)


class PersonalLink(TrainingLink):
    """One person's own page for one course: seat, test, certificate. It names an employee, an account, or just a name."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="personal_links")
    employee = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="training_links"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="training_links"
    )
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(_("Language"), max_length=10, choices=LANGUAGES, blank=True)
    came_by = models.ForeignKey(
        SignUpLink, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="people"
    )
    invited_at = models.DateTimeField(_("Invited"), null=True, blank=True, editable=False)
    mailed_at = models.DateTimeField(_("Last mail"), null=True, blank=True, editable=False)
    mail = models.ForeignKey(
        OutgoingMail, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    belongs_to = "course"
    audit_leaves_out = ("seed", "token_sha256", "mail", "mailed_at")
    purpose, page = "change_mgmt.training", "own_training"

    class Meta:
        verbose_name = _("Personal link")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "employee"], name="training_link_employee_once"),
            models.UniqueConstraint(fields=["course", "user"], name="training_link_user_once"),
        ]

    def __str__(self):
        return f"{self.name}, {self.course}"

    @property
    def is_open(self) -> bool:
        return not (self.employee and self.employee.has_left)

    @property
    def email(self) -> str:
        return self.employee.email if self.employee else self.user.email if self.user else ""

    @property
    def speaks(self) -> str:
        return (
            self.language
            or (self.employee.speaks if self.employee else "")
            or (self.user.language if self.user else self.course.programme.organisation.language)
        )
