import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.models.user import LANGUAGES
from core.roles import Role
from core.text import CURRENCIES

#: A file of a few kilobytes may unfold to gigabytes when a report draws it.
MOST_DOTS = 16_000_000


def is_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(zone)s” is no time zone. Write one like Asia/Shanghai."), params={"zone": value})


def is_small_enough(image):
    if image.size > 1024 * 1024:
        raise ValidationError(_("The picture is larger than 1 MB: choose a smaller one."))
    if image.width * image.height > MOST_DOTS:
        raise ValidationError(_("The picture has more than 16 million dots: choose a smaller one."))


class Organisation(Record):
    """An enterprise that brings in a CRM: its language is that of its reports."""

    name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(_("Language of reports"), max_length=10, choices=LANGUAGES, default="en")
    currency = models.CharField(
        _("Currency"), max_length=3, choices=[(code, code) for code in CURRENCIES], default="CNY"
    )
    time_zone = models.CharField(_("Time zone"), max_length=60, default="Asia/Shanghai", validators=[is_time_zone])
    logo = models.ImageField(
        _("Logo"),
        upload_to="logos/",
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg"]), is_small_enough],
        help_text=_("PNG or JPEG, up to 1 MB; it stands on reports."),
    )
    fictitious = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation", args=[self.pk])

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def scope_key(self):
        return f"organisation:{self.pk}"

    def roles_of(self, user):
        """Whoever has a role in one of its programmes has it for the organisation too."""
        from implementation.programme.models.people import Membership

        found = Membership.objects.filter(user=user, programme__organisation=self).values_list("role", flat=True)
        return frozenset(Role(role) for role in found)


class Department(Record):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(_("Name"), max_length=80)
    headcount = models.PositiveIntegerField(_("People"), default=0)

    belongs_to = "organisation"

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="department_once",
                violation_error_message=_("There is a department of that name already."),
            )
        ]

    def __str__(self):
        return self.name
