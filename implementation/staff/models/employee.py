"""The people whom the programme reaches: whoever learns, is asked, is told, with or without an account."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models.user import LANGUAGES
from implementation.programme.models import Department, ProgrammeRecord


class Level(models.TextChoices):
    TOP = "top", _("Top management")
    MIDDLE = "middle", _("Middle management")
    FRONT_LINE = "front_line", _("Front line")


class EmployeeQuerySet(models.QuerySet):
    def here(self):
        """Without those who have left."""
        return self.filter(has_left=False)

    def reached(self, departments=(), levels=()):
        """Those here in any of these departments and at any of these levels; none named means all."""
        found = self.here()
        if departments:
            found = found.filter(department__in=departments)
        return found.filter(level__in=levels) if levels else found

    def with_level_order(self):
        """``level_order``: the top first."""
        places = [models.When(level=level, then=place) for place, level in enumerate(Level.values)]
        return self.annotate(level_order=models.Case(*places, default=len(places)))


class Employee(ProgrammeRecord):
    """Somebody of the organisation, as far as the programme needs to know them."""

    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    email = models.EmailField(
        _("E-mail"), blank=True, help_text=_("Without one, give them links on paper or as a code.")
    )
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(_("Level"), max_length=12, choices=Level, default=Level.FRONT_LINE)
    post = models.CharField(_("Post"), max_length=120, blank=True)
    language = models.CharField(
        _("Language"),
        max_length=10,
        choices=LANGUAGES,
        blank=True,
        help_text=_("Of their mails and forms. Without one, that of the organisation’s reports."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Account"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="employed_as",
    )
    has_left = models.BooleanField(_("Has left"), default=False)

    forgotten_at = models.DateTimeField(_("Forgotten"), null=True, blank=True, editable=False)

    #: The trail says that somebody was added or changed, and outlives a wish to be forgotten.
    audit_leaves_out = ("name", "email", "post")
    objects = EmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Employee")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "programme",
                Lower("email"),
                condition=~models.Q(email=""),
                name="employee_email_once",
                violation_error_message=_("Somebody with this e-mail address is on the list already."),
            ),
            models.UniqueConstraint(fields=["programme", "user"], name="employee_account_once"),
        ]
        indexes = [models.Index(fields=["programme", "department", "level"], name="employee_place")]

    def __str__(self):
        return self.name

    def clean(self):
        if self.department_id and self.department.organisation_id != self.programme.organisation_id:
            raise ValidationError({"department": _("Choose a department of this organisation.")})

    def get_absolute_url(self):
        return reverse("employee", args=[self.programme_id, self.pk])

    @property
    def speaks(self) -> str:
        """The language that mails and forms greet them in."""
        return self.language or self.programme.organisation.language
