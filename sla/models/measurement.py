from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.availability import State as Condition
from sla.instants import moment
from sla.models.agreement import Agreement
from sla.models.source import EventImport


class Monitor(models.Model):
    """What records are about, by the name that the log gives it: a site that is watched, a queue of tickets, a counter."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="monitors")
    name = models.CharField(_("Monitor"), max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agreement", "name"], name="monitor_once")]

    def __str__(self):
        return self.name


class LiveRecords(models.QuerySet):
    def live(self):
        """Those that count: of files that were taken in, not of those being looked at, discarded or withdrawn."""
        return self.filter(source__state=EventImport.State.IMPORTED)

    def of(self, agreement, name):
        """The live ones of one monitor."""
        return self.live().filter(monitor__agreement=agreement, monitor__name=name)


class Measurement(models.Model):
    """One record of a monitor: the state that the service is in from this moment on, or a value counted at it.

    ``at`` is in microseconds since 1970 in UTC, so that millions are read without making an object of each. A row counts only
    while its source does: rows are staged beside the live ones and switched in by the state of their file.
    """

    source = models.ForeignKey(EventImport, on_delete=models.PROTECT, related_name="measurements", db_index=False)
    monitor = models.ForeignKey(Monitor, on_delete=models.PROTECT, related_name="measurements", db_index=False)
    at = models.BigIntegerField()
    state = models.PositiveSmallIntegerField(null=True, choices=[(n, item.value) for n, item in enumerate(Condition)])
    http_code = models.PositiveSmallIntegerField(null=True)
    # Milliseconds of the answer, or whatever was counted; of so many where it is a share.
    value = models.FloatField(null=True)
    total = models.FloatField(null=True)

    objects = LiveRecords.as_manager()

    class Meta:
        ordering = ["monitor", "at"]
        constraints = [models.UniqueConstraint(fields=["monitor", "at", "source"], name="measurement_once_in_source")]
        indexes = [models.Index(fields=["source"], name="measurement_of_source")]

    def __str__(self):
        return f"{self.monitor} {moment(self.at):%Y-%m-%dT%H:%M:%SZ}"


class Ticket(models.Model):
    """One request for help: opened, first answered, paused, solved. A later file says how it went on: the newest live row holds."""

    source = models.ForeignKey(EventImport, on_delete=models.PROTECT, related_name="tickets")
    monitor = models.ForeignKey(Monitor, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    key = models.CharField(max_length=80)
    priority = models.CharField(max_length=40, blank=True)
    opened = models.BigIntegerField()
    answered = models.BigIntegerField(null=True)
    solved = models.BigIntegerField(null=True)
    # Each [from, to] in the same microseconds; the last may be open: [from, null]
    pauses = models.JSONField(default=list, blank=True)

    objects = LiveRecords.as_manager()

    class Meta:
        ordering = ["monitor", "opened"]
        constraints = [models.UniqueConstraint(fields=["monitor", "key", "source"], name="ticket_once_in_source")]
        indexes = [models.Index(fields=["monitor", "opened"], name="ticket_by_opening")]

    def __str__(self):
        return self.key
