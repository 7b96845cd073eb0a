from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.roles import Role
from implementation.programme.models.programme import ProgrammeRecord


class Membership(ProgrammeRecord):
    """A person's role on a programme; one person may have several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    function = models.CharField(_("Function"), max_length=80, blank=True)

    class Meta:
        ordering = ["role", "user__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user", "role"],
                name="membership_once",
                violation_error_message=_("This person has that role already."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}"


class Invitation(ProgrammeRecord):
    """An e-mail link that gives one address one role, once, until it expires or is withdrawn."""

    email = models.EmailField(_("E-mail"))
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    function = models.CharField(_("Function"), max_length=80, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    audit_leaves_out = ("token_sha256",)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.name} <{self.email}>"

    @property
    def is_open(self):
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > timezone.now()
