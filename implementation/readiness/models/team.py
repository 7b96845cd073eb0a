from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.programme.models import ProgrammeRecord


class TeamRole(models.TextChoices):
    """Who a full project team has."""

    LEAD = "lead", _("Lead with authority across departments")
    SALES = "sales", _("Sales people")
    CUSTOMERS = "customers", _("Customer representatives")
    USERS = "users", _("Knowledgeable users")
    ANALYSTS = "analysts", _("Data analysts")
    EXPERTS = "experts", _("CRM product experts")
    SYSTEMS = "systems", _("System specialists of our own")


WHY = {
    TeamRole.LEAD: _("A department head lacks the authority: what several departments must change stays undone."),
    TeamRole.SALES: _("They enter what the system lives on. What they did not help to make, they go round."),
    TeamRole.CUSTOMERS: _("They say what a customer notices of it, before money is spent on the rest."),
    TeamRole.USERS: _("They know how the work is really done, and show it to their colleagues later."),
    TeamRole.ANALYSTS: _("Without them data is moved as it is, and nobody trusts the first report."),
    TeamRole.EXPERTS: _("They know what the product does by itself, so that nobody builds it again."),
    TeamRole.SYSTEMS: _("Also when the work is outsourced: somebody must be able to check the provider."),
}


class TeamMember(ProgrammeRecord):
    """Who fills one role of the project team: a person on the programme, or the name of somebody who is not."""

    role = models.CharField(_("Role in the team"), max_length=12, choices=TeamRole)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person on the programme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = models.CharField(
        _("Name"),
        max_length=120,
        blank=True,
        help_text=_("Where it is nobody on the programme: a customer, a consultant."),
    )
    remark = models.CharField(_("Note"), max_length=200, blank=True, help_text=_("Days a week, until when."))

    class Meta:
        verbose_name = _("member of the project team")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "role", "person"],
                condition=models.Q(person__isnull=False),
                name="person_once_in_a_team_role",
                violation_error_message=_("This person is named for the role already."),
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, name="") | models.Q(person=None) & ~models.Q(name=""),
                name="team_member_is_somebody",
                violation_error_message=_("Choose a person or write a name, not both."),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.called}"

    def get_absolute_url(self):
        return reverse("project_team", args=[self.programme_id])

    @property
    def called(self) -> str:
        return self.person.name if self.person_id else self.name

    def clean(self):
        self.name = self.name.strip()
        if bool(self.person_id) == bool(self.name):
            raise ValidationError(_("Choose a person or write a name, not both."))
