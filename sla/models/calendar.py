import zoneinfo
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.programme.models import ProgrammeRecord
from implementation.programme.models.organisation import is_time_zone
from sla.measures.hours import Hours

DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def no_hours():
    return [[] for _day in DAYS]


class ServiceCalendar(ProgrammeRecord):
    """When a service is served: hours by weekday, holidays without any, and days worked in exchange.

    Hours are minutes of the clock on the wall, [from, to], of Monday to Sunday. Days are [day, name].
    """

    name = models.CharField(_("Name"), max_length=120)
    time_zone = models.CharField(
        _("Time zone"),
        max_length=60,
        validators=[is_time_zone],
        help_text=_("Where the hours are those of the clock on the wall, like Asia/Shanghai or Europe/Berlin."),
    )
    week = models.JSONField(_("Hours"), default=no_hours)
    holidays = models.JSONField(_("Holidays"), default=list, blank=True)
    extra_days = models.JSONField(_("Extra working days"), default=list, blank=True)

    class Meta:
        verbose_name = _("service calendar")
        verbose_name_plural = _("service calendars")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="calendar_name_once",
                violation_error_message=_("There is a calendar of that name already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("service_calendar", args=[self.programme_id, self.pk])

    def clean(self):
        if not any(self.week):
            raise ValidationError(_("Enter the hours of at least one weekday."))

    @property
    def hours(self) -> Hours:
        return Hours(
            zone=zoneinfo.ZoneInfo(self.time_zone),
            week=tuple(tuple((int(begin), int(end)) for begin, end in spans) for spans in self.week),
            holidays=frozenset(date.fromisoformat(day) for day, _name in self.holidays),
            extra_days=frozenset(date.fromisoformat(day) for day, _name in self.extra_days),
        )

    @property
    def used_in_force(self) -> bool:
        """Whether a promise that counts is measured in its hours."""
        from sla.models.agreement import Agreement

        return self.objectives.exclude(agreement__state=Agreement.State.DRAFT).exists()
