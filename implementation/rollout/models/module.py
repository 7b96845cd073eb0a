from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.programme.crm_modules import LAYERS, MODULES
from implementation.programme.models import Department, ProgrammeRecord


@because(_("A pilot of it is still under way: end that first."))
def no_pilot_under_way(module):
    return not module.pilots.filter(state__in=["running", "extended", "evaluating"]).exists()


#: Modules that customers meet, or whose users speak with customers.
CUSTOMER_FACING = frozenset({"sales", "service", "marketing", "call_centre", "partners", "e_commerce"})


class Module(ProgrammeRecord):
    """One part of a CRM that is brought in by itself: a pilot first, then the other departments."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        PILOTING = "piloting", _("In pilot")
        ROLLING_OUT = "rolling_out", _("Rolling out")
        LIVE = "live", _("Live")
        CLOSED = "closed", _("Closed")

    TONES = {"not_started": "idle", "piloting": "now", "rolling_out": "ok", "live": "done", "closed": "none"}
    OUT = (State.ROLLING_OUT, State.LIVE)

    key = models.CharField(_("Module"), max_length=30, choices=[(key, item.name) for key, item in MODULES.items()])
    name = models.CharField(_("Name"), max_length=80)
    layer = models.CharField(_("Layer"), max_length=20, choices=list(LAYERS.items()))
    order = models.PositiveSmallIntegerField(_("Place in the order"), default=0, editable=False)
    needs = models.ManyToManyField(
        "self",
        verbose_name=_("Needs"),
        symmetrical=False,
        blank=True,
        related_name="needed_by",
        help_text=_("Modules that must be rolling out before this one is piloted."),
    )
    departments = models.ManyToManyField(
        Department,
        verbose_name=_("Wanted for"),
        blank=True,
        related_name="modules",
        help_text=_("Choose none where every department gets it."),
    )
    users_planned = models.PositiveIntegerField(
        _("Users planned"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How many people work with it once it is live."),
    )
    automation = models.PositiveSmallIntegerField(
        _("Automation, %"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("How many of 100 process steps run without a person. The more automatic, the less personal."),
    )
    notes = models.TextField(_("Notes"), max_length=2000, blank=True)
    state = StateField(_("State"), choices=State, default=State.NOT_STARTED)

    class Meta:
        verbose_name = _("Module")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "key"],
                name="module_once",
                violation_error_message=_("This module is on the programme already."),
            ),
            models.CheckConstraint(
                condition=models.Q(automation__isnull=True) | models.Q(automation__lte=100),
                name="module_automation_of_100",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("module", args=[self.programme_id, self.pk])

    @property
    def is_out(self) -> bool:
        return self.state in self.OUT

    @property
    def meets_customers(self) -> bool:
        return self.key in CUSTOMER_FACING

    @transition(
        state,
        source=State.NOT_STARTED,
        target=State.PILOTING,
        permission="rollout.run_pilot",
        custom={"label": _("Pilot the module"), "hidden": True},
    )
    def begin(self):
        """When its first pilot starts."""

    @transition(
        state,
        source=State.PILOTING,
        target=State.NOT_STARTED,
        permission="rollout.roll_back",
        custom={"label": _("Set the module back"), "hidden": True},
    )
    def set_back(self):
        """When its only pilot is rolled back."""

    @transition(
        state,
        source=[State.NOT_STARTED, State.PILOTING],
        target=State.ROLLING_OUT,
        permission="rollout.decide_pilot",
        custom={"label": _("Roll the module out"), "hidden": True},
    )
    def roll_out(self):
        """When a pilot is accepted at its exit gate."""

    @transition(
        state,
        source=State.ROLLING_OUT,
        target=State.PILOTING,
        permission="rollout.decide_pilot",
        custom={"label": _("Stop the roll-out"), "hidden": True},
    )
    def call_back(self):
        """When the gate of its accepted pilot was reopened and decided “stop”."""

    @transition(
        state,
        source=State.ROLLING_OUT,
        target=State.LIVE,
        permission="rollout.edit_module",
        custom={
            "label": _("Declare the module live"),
            "tone": "primary",
            "confirm": _("It is then in daily use in every department it was wanted for."),
        },
    )
    def go_live(self):
        pass

    @transition(
        state,
        source=[State.NOT_STARTED, State.PILOTING, State.ROLLING_OUT, State.LIVE],
        target=State.CLOSED,
        conditions=[no_pilot_under_way],
        permission="rollout.close_module",
        custom={"label": _("Close the module"), "note": "required", "page": "close_module"},
    )
    def close(self):
        """It is not wanted any more; its pilots stay on record."""

    @transition(
        state,
        source=State.CLOSED,
        target=State.NOT_STARTED,
        permission="rollout.close_module",
        custom={"label": _("Open the module again"), "note": "required"},
    )
    def reopen(self):
        pass
