from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from implementation.programme.models import Department, ProgrammeRecord


class Degree(models.IntegerChoices):
    """How much, from 1 to 5."""

    VERY_LOW = 1, _("1, very low")
    LOW = 2, _("2, low")
    MEDIUM = 3, _("3, medium")
    HIGH = 4, _("4, high")
    VERY_HIGH = 5, _("5, very high")


class Attitude(models.IntegerChoices):
    OPPOSES = -2, _("Opposes")
    DOUBTS = -1, _("Doubts")
    NEUTRAL = 0, _("Neutral")
    SUPPORTS = 1, _("Supports")
    CHAMPIONS = 2, _("Champions")


class Stakeholder(ProgrammeRecord):
    """Somebody who can help or hinder the programme: how they stand and how they should stand. Confidential."""

    class Group(models.TextChoices):
        TOP = "top", _("Top management")
        MIDDLE = "middle", _("Middle management")
        FRONT_LINE = "front_line", _("Front line")
        CUSTOMER = "customer", _("Customer")
        CHANNEL = "channel", _("Channel partner")
        PROVIDER = "provider", _("Provider")

    name = models.CharField(
        pgettext_lazy("of a person or group", "Name"),
        max_length=120,
        help_text=_("A person, or a group that thinks alike."),
    )
    group = models.CharField(_("Group"), max_length=12, choices=Group)
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    influence = models.PositiveSmallIntegerField(
        _("Influence"), choices=Degree, default=3, help_text=_("How much they can help or hold up.")
    )
    interest = models.PositiveSmallIntegerField(
        _("Interest"), choices=Degree, default=3, help_text=_("How much the programme matters to them.")
    )
    attitude_now = models.SmallIntegerField(_("Attitude now"), choices=Attitude, default=0)
    attitude_wanted = models.SmallIntegerField(_("Attitude wanted"), choices=Attitude, default=1)
    wins = models.TextField(_("What they win"), blank=True, max_length=2000)
    loses = models.TextField(
        _("What they lose"),
        blank=True,
        max_length=2000,
        help_text=_("A loss that nobody names is where doubt comes from."),
    )
    looked_after_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Looked after by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    next_step = models.CharField(_("Next step"), max_length=300, blank=True)
    next_step_due = models.DateField(_("Next step due"), null=True, blank=True)

    class Meta:
        ordering = ["-influence", "-interest", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(influence__range=(1, 5), interest__range=(1, 5)), name="stakeholder_one_to_five"
            ),
            models.CheckConstraint(
                condition=models.Q(attitude_now__range=(-2, 2), attitude_wanted__range=(-2, 2)),
                name="stakeholder_attitude_range",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("stakeholder", args=[self.programme_id, self.pk])

    def clean(self):
        if self.next_step_due and not self.next_step.strip():
            raise ValidationError({"next_step": _("Say what is to be done by that day.")})

    @property
    def gap(self) -> int:
        """Steps from the attitude now to the one wanted; never negative."""
        return max(0, self.attitude_wanted - self.attitude_now)
