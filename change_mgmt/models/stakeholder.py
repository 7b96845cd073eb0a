from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.roles import MANAGER, SPONSOR
from implementation.programme.models import Department, ProgrammeRecord

#: Those who read every stakeholder, also one that is kept to those named.
ALWAYS_READ = frozenset({SPONSOR, MANAGER})


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


class StakeholderQuerySet(models.QuerySet):
    def open_to_all(self):
        """Without those kept to the people named: what everybody's figures count."""
        return self.filter(kept=False)

    def seen_by(self, user, programme):
        """Those of a programme that this person may read; for others they are as if they were not there."""
        hidden = self.model.kept_from_person(programme.roles_of(user), user)
        found = self.filter(programme=programme)
        return found if hidden is None else found.exclude(pk__in=hidden.values("pk"))


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
    kept = models.BooleanField(
        _("Kept to those named"),
        default=False,
        help_text=_("Only sponsors, managers, whoever looks after them and the people named here learn of them."),
    )
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("May read it as well"), blank=True, related_name="+"
    )

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stakeholder")
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

    def open_to(self, roles):
        """What a role alone opens; who is named besides is asked of the person."""
        return roles if not self.kept or roles & ALWAYS_READ else frozenset()

    def open_to_person(self, roles, user):
        named = self._state.adding or user.pk == self.looked_after_by_id or user.pk in self.reader_numbers
        return roles if not self.kept or named else self.open_to(roles)

    @classmethod
    def kept_from(cls, roles):
        return None if roles & ALWAYS_READ else cls.objects.filter(kept=True)

    @classmethod
    def kept_from_person(cls, roles, user):
        rows = cls.kept_from(roles)
        if rows is None:
            return None
        chosen = cls.readers.through.objects.filter(user=user).values("stakeholder")
        mine = cls.objects.filter(models.Q(looked_after_by=user) | models.Q(pk__in=chosen))
        return rows.exclude(pk__in=mine.values("pk"))

    @cached_property
    def reader_numbers(self) -> frozenset[int]:
        return frozenset(self.readers.values_list("pk", flat=True)) if self.pk else frozenset()

    @property
    def gap(self) -> int:
        """Steps from the attitude now to the one wanted; never negative."""
        return max(0, self.attitude_wanted - self.attitude_now)
