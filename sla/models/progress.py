"""How far a piece of work on a file is: it goes on while people do something else."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.models.agreement import Agreement
from sla.models.source import EventImport


class IntakeRun(models.Model):
    """The work on one file, at most one of an agreement at a time; the others wait.

    Whoever works writes ``beat_at`` and ``done`` together with every batch of rows, under the number of its attempt: a worker
    that was given up can write nothing any more.
    """

    class Job(models.TextChoices):
        READ = "read", _("Reading the file")
        IMPORT = "import", _("Importing")
        WITHDRAW = "withdraw", _("Withdrawing")
        CLEAR = "clear", _("Clearing away")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waits for its turn")
        RUNNING = "running", _("Under way")
        OVER = "over", _("Done")

    class Phase(models.TextChoices):
        CLEARING = "clearing", _("Clearing away what an earlier attempt left")
        ROWS = "rows", _("Reading rows")
        GAPS = "gaps", _("Looking for gaps")
        RESULTS = "results", _("Working out the months")
        SWITCHING = "switching", _("Switching the rows in")

    batch = models.OneToOneField(EventImport, on_delete=models.CASCADE, related_name="run")
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    job = models.CharField(max_length=10, choices=Job)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    phase = models.CharField(max_length=10, choices=Phase, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # What was asked for besides: {"leave_out": true}, {"note": "…"}
    options = models.JSONField(default=dict, blank=True)
    attempt = models.PositiveIntegerField(default=0)
    cancelled = models.BooleanField(default=False)
    # A sentence in every language, for what went wrong.
    error = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("work on a file")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=models.Q(state="running"), name="one_intake_at_a_time"
            )
        ]

    def __str__(self):
        return str(self.get_job_display())
