from datetime import timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Record
from core.text import say
from sla.models.agreement import Agreement, level
from sla.models.calendar import ServiceCalendar


class Objective(Record):
    """A promise about one monitor, from a day on: so much time up, so many answers within a limit, at most so many incidents.

    A promise that changes is not edited: a later version begins on a day, and this one ends on the day before.
    """

    class Kind(models.TextChoices):
        AVAILABILITY = "availability", _("Availability")
        RESPONSE_TIME = "response_time", _("Response time")
        FIRST_ANSWER = "first_answer", _("First answer to tickets")
        RESOLUTION = "resolution", _("Resolution of tickets")
        ERROR_RATE = "error_rate", _("Error rate")
        RPO = "rpo", _("Recovery point (RPO)")
        RTO = "rto", _("Recovery time (RTO)")
        INCIDENTS = "incidents", _("Security incidents")
        SATISFACTION = "satisfaction", _("Satisfaction")
        COUNTED = "counted", _("Something counted")

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", _("At least")
        AT_MOST = "at_most", _("At most")

    class Statistic(models.TextChoices):
        TIME = "time", _("Share of the time up")
        WITHIN = "within", _("Share within a limit")
        PERCENTILE = "percentile", _("Percentile")
        SHARE = "share", _("Share of all")
        SUM = "sum", _("Sum")
        MEAN = "mean", _("Mean")
        WORST = "worst", _("Worst value")

    class Method(models.TextChoices):
        LINEAR = "linear", _("Linear between neighbours (as NumPy)")
        NEAREST = "nearest", _("Nearest rank")

    class Degraded(models.TextChoices):
        UP = "up", _("counts as up")
        DOWN = "down", _("counts as down")

    #: What may be worked out of each kind; the first is meant where none was chosen.
    STATISTICS = {
        Kind.AVAILABILITY: (Statistic.TIME,),
        Kind.RESPONSE_TIME: (Statistic.WITHIN, Statistic.PERCENTILE),
        Kind.FIRST_ANSWER: (Statistic.WITHIN, Statistic.PERCENTILE),
        Kind.RESOLUTION: (Statistic.WITHIN, Statistic.PERCENTILE),
        Kind.ERROR_RATE: (Statistic.SHARE,),
        Kind.RPO: (Statistic.WORST,),
        Kind.RTO: (Statistic.WORST,),
        Kind.INCIDENTS: (Statistic.SUM,),
        Kind.SATISFACTION: (Statistic.MEAN,),
        Kind.COUNTED: (Statistic.SUM, Statistic.MEAN, Statistic.WORST, Statistic.SHARE),
    }
    #: Read from tickets, not from records of a monitor.
    OF_TICKETS = frozenset({Kind.FIRST_ANSWER, Kind.RESOLUTION})
    LESS_IS_BETTER = frozenset({Kind.ERROR_RATE, Kind.RPO, Kind.RTO, Kind.INCIDENTS})

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="objectives")
    kind = models.CharField(_("Kind"), max_length=15, choices=Kind, default=Kind.AVAILABILITY)
    name = models.CharField(
        _("Name"), max_length=120, blank=True, help_text=_("As the contract calls it. Leave it empty to use the kind.")
    )
    clause = models.CharField(
        _("Clause"), max_length=60, blank=True, help_text=_("Where the contract promises it: § 4.2.")
    )
    monitor = models.CharField(
        _("Monitor"), max_length=200, help_text=_("Its name in the records, letter by letter; for tickets the queue.")
    )
    statistic = models.CharField(_("Worked out as"), max_length=10, choices=Statistic, blank=True)
    percent = models.DecimalField(
        _("Percentile"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.0001")), MaxValueValidator(100)],
        help_text=_("95 promises what 95 of 100 stay below."),
    )
    method = models.CharField(
        _("Method of the percentile"),
        max_length=8,
        choices=Method,
        default=Method.LINEAR,
        help_text=_("Two usual ways that differ when there are few values. Choose what the contract says."),
    )
    target = level(_("Target"), help_text=_("In the unit of the objective, compared unrounded."))
    limit_ms = models.PositiveIntegerField(
        _("Limit, ms"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Target 95 and limit 800 promise 95 % of answers within 800 ms."),
    )
    limit_hours = models.DecimalField(
        _("Limit, hours"),
        max_digits=10,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.0001"))],
        help_text=_("Target 90 and limit 4 promise 90 % of tickets within 4 hours; half an hour is 0.5."),
    )
    priority = models.CharField(
        _("Priority"),
        max_length=40,
        blank=True,
        help_text=_("As the tickets name it, letter by letter. Leave it empty for tickets of every priority."),
    )
    calendar = models.ForeignKey(
        ServiceCalendar,
        verbose_name=_("Hours that count"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="objectives",
        help_text=_("Without a calendar every hour counts, day and night."),
    )
    degraded = models.CharField(
        _("A degraded service"),
        max_length=4,
        choices=Degraded,
        default=Degraded.UP,
        help_text=_("What the contract says of a service that answers, but not well."),
    )
    max_silence_hours = models.PositiveSmallIntegerField(
        _("Longest silence, hours"),
        default=26,
        validators=[MinValueValidator(1), MaxValueValidator(744)],
        help_text=_("A state lasts until the next record, but no longer than this; beyond it nothing is known."),
    )
    direction = models.CharField(
        _("Direction"), max_length=8, choices=Direction, default=Direction.AT_LEAST, blank=True
    )
    unit = models.CharField(
        _("Unit"), max_length=20, default="%", blank=True, help_text=_("What is counted: minutes, points, reports.")
    )
    valid_from = models.DateField(_("Valid from"), help_text=_("Nothing before this day is counted."))
    # The last day of this version of the promise; a later version begins on the day after it.
    valid_until = models.DateField(_("Valid until"), null=True, blank=True, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaced_by"
    )

    belongs_to = "agreement"

    class Meta:
        verbose_name = _("objective")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="response_time", statistic="within") | Q(limit_ms__gte=1),
                name="response_time_has_limit",
                violation_error_message=_("Give the limit in milliseconds."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["first_answer", "resolution"], statistic="within") | Q(limit_hours__gt=0),
                name="ticket_time_has_limit",
                violation_error_message=_("Give the limit in hours."),
            ),
            models.CheckConstraint(
                condition=~Q(statistic="percentile") | Q(percent__gt=0),
                name="percentile_is_named",
                violation_error_message=_("Say which percentile is promised."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="objective_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["agreement", "monitor"],
                condition=Q(kind="availability", calendar__isnull=True, valid_until__isnull=True),
                name="availability_once",
                violation_error_message=_("There is an availability objective for this monitor already."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "monitor", "limit_ms"],
                condition=Q(kind="response_time", statistic="within", calendar__isnull=True, valid_until__isnull=True),
                name="response_time_once",
                violation_error_message=_("There is an objective with this limit for this monitor already."),
            ),
        ]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("objective", args=[self.agreement.programme_id, self.pk])

    @property
    def title(self):
        return self.name or self._described

    @property
    def _described(self):
        if self.kind == self.Kind.RESPONSE_TIME and self.statistic == self.Statistic.WITHIN:
            return say(_("Answers within {limit} ms"), limit=self.limit_ms)
        if self.kind in self.OF_TICKETS and self.statistic == self.Statistic.WITHIN:
            return say(_("{kind} within {limit} h"), kind=self.Kind(self.kind).label, limit=_plain(self.limit_hours))
        if self.statistic == self.Statistic.PERCENTILE:
            return say(_("{kind}, percentile {p}"), kind=self.Kind(self.kind).label, p=_plain(self.percent))
        return self.Kind(self.kind).label

    @property
    def is_percentage(self) -> bool:
        return self.statistic in (self.Statistic.TIME, self.Statistic.WITHIN, self.Statistic.SHARE)

    @property
    def of_tickets(self) -> bool:
        return self.kind in self.OF_TICKETS

    @property
    def silence(self) -> timedelta:
        return timedelta(hours=self.max_silence_hours)

    def is_met_by(self, attained) -> bool | None:
        """Compared unrounded; None without a result."""
        if attained is None:
            return None
        return attained >= self.target if self.direction == self.Direction.AT_LEAST else attained <= self.target

    def clean(self):
        if self.kind not in self.STATISTICS:
            return
        allowed = self.STATISTICS[self.kind]
        if self.statistic not in allowed:
            self.statistic = allowed[0]
        self._keep_what_the_kind_uses()
        self._check_limits()
        if self.is_percentage and self.target is not None and not self._is_sound_percentage():
            raise ValidationError({"target": _("The target lies above 0 and is at most 100.")})
        if self.calendar_id and self.calendar.scope_key != self.scope_key:
            raise ValidationError({"calendar": _("Choose a calendar of this programme.")})
        self._check_overlap()

    def _is_sound_percentage(self) -> bool:
        return self.target <= 100 and (self.target > 0 or self.direction == self.Direction.AT_MOST)

    def _keep_what_the_kind_uses(self):
        within, percentile = self.statistic == self.Statistic.WITHIN, self.statistic == self.Statistic.PERCENTILE
        if not (within and self.kind == self.Kind.RESPONSE_TIME):
            self.limit_ms = None
        if not (within and self.of_tickets):
            self.limit_hours = None
        if not percentile:
            self.percent = None
        if not self.of_tickets:
            self.priority = ""
        if self.is_percentage:
            self.unit = "%"
        elif percentile:
            self.unit = "h" if self.of_tickets else "ms"
        elif self.unit == "%":
            self.unit = ""
        if self.kind != self.Kind.COUNTED or not self.direction:
            less = percentile or self.kind in self.LESS_IS_BETTER
            self.direction = self.Direction.AT_MOST if less else self.Direction.AT_LEAST

    def _check_limits(self):
        if self.statistic == self.Statistic.PERCENTILE and not self.percent:
            raise ValidationError({"percent": _("Say which percentile is promised.")})
        if self.statistic != self.Statistic.WITHIN:
            return
        if self.of_tickets and not self.limit_hours:
            raise ValidationError({"limit_hours": _("Give the limit in hours.")})
        if not self.of_tickets and not self.limit_ms:
            raise ValidationError({"limit_ms": _("Give the limit in milliseconds.")})

    def _check_overlap(self):
        """The same promise twice at one time would be judged twice."""
        if self.valid_from is None or not self.agreement_id:
            return
        same = ["kind", "monitor", "statistic", "percent", "limit_ms", "limit_hours", "priority", "calendar_id", "name"]
        others = Objective.objects.filter(agreement_id=self.agreement_id).exclude(pk=self.pk)
        twins = others.filter(**{name: getattr(self, name) for name in same if getattr(self, name) is not None})
        twins = twins.filter(**{f"{name}__isnull": True for name in same if getattr(self, name) is None})
        twins = twins.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=self.valid_from))
        if self.valid_until is not None:
            twins = twins.filter(valid_from__lte=self.valid_until)
        if twins.exists():
            raise ValidationError({"monitor": _("There is the same objective for this monitor already.")})


def _plain(number) -> str:
    return "" if number is None else f"{number.normalize():f}"


#: Behind a number: “4 h”, “800 ms”.
UNITS = {"h": pgettext_lazy("unit", "h"), "ms": pgettext_lazy("unit", "ms")}
