import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from implementation.programme.models.programme import ProgrammeRecord
from implementation.programme.tolerances import AT_RISK, OFF_TRACK, ON_TRACK

#: An override is for a while: what is so for longer belongs into the records.
LONGEST_OVERRIDE = 90


class Level(models.TextChoices):
    ON_TRACK = ON_TRACK, _("On track")
    AT_RISK = AT_RISK, _("At risk")
    OFF_TRACK = OFF_TRACK, _("Off track")


class Tolerance(ProgrammeRecord):
    """How far a dimension may be from its plan on this programme; without one the product's own limits hold."""

    dimension = models.CharField(_("Dimension"), max_length=30, editable=False)
    inner = models.PositiveSmallIntegerField(_("On track up to"), validators=[MaxValueValidator(1000)])
    outer = models.PositiveSmallIntegerField(_("At risk up to"), validators=[MaxValueValidator(1000)])

    class Meta:
        verbose_name = _("Tolerance")
        ordering = ["programme", "dimension"]
        constraints = [models.UniqueConstraint(fields=["programme", "dimension"], name="tolerance_once")]

    def __str__(self):
        from implementation.programme.registry import label_of

        return str(label_of(self.dimension))

    def get_absolute_url(self):
        return reverse("dimension", args=[self.programme_id, self.dimension])


class OverrideQuerySet(models.QuerySet):
    def in_force(self):
        """Its last day counts; after it an override ends by itself, whether or not anybody has written so."""
        return self.filter(state=StatusOverride.State.IN_FORCE, until__gte=timezone.localdate())


class StatusOverride(ProgrammeRecord):
    """A manager knows better than the figures, says why, and until when."""

    class State(models.TextChoices):
        IN_FORCE = "in_force", _("In force")
        ENDED = "ended", _("Ended")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {"in_force": "now", "ended": "none", "withdrawn": "none"}

    dimension = models.CharField(_("Dimension"), max_length=30, editable=False)
    level = models.CharField(_("Status"), max_length=10, choices=Level)
    computed = models.CharField(_("Computed then"), max_length=10, editable=False)
    reason = models.TextField(_("Why"), max_length=1000, help_text=_("What do you know that the records do not say?"))
    until = models.DateField(_("Until"), help_text=_("The last day; after it the computed status stands again."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Who"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("When"), auto_now_add=True)
    state = StateField(_("State"), choices=State, default=State.IN_FORCE)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("Override of a status")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "dimension"],
                condition=models.Q(state="in_force"),
                name="one_override_in_force",
                violation_error_message=_("There is an override already: withdraw it first."),
            )
        ]

    def __str__(self):
        from implementation.programme.registry import label_of

        return str(label_of(self.dimension))

    def get_absolute_url(self):
        return reverse("dimension", args=[self.programme_id, self.dimension])

    def clean(self):
        if self.until is None or self.state != self.State.IN_FORCE:
            return
        today = timezone.localdate()
        if self.until < today:
            raise ValidationError({"until": _("This day is past: choose today or a later one.")})
        if self.until > today + datetime.timedelta(days=LONGEST_OVERRIDE):
            raise ValidationError({"until": _("An override lasts %(days)d days at most.") % {"days": LONGEST_OVERRIDE}})

    @transition(
        state,
        source=State.IN_FORCE,
        target=State.WITHDRAWN,
        permission="programme.override_status",
        custom={"label": _("Withdraw the override"), "note": "required"},
    )
    def withdraw(self):
        pass

    @transition(
        state,
        source=State.IN_FORCE,
        target=State.ENDED,
        permission="programme.override_status",
        custom={"label": _("End the override"), "hidden": True},
    )
    def end(self):
        """When its last day is over."""
