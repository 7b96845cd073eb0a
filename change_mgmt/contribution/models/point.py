"""Soft points: what no record counts, written by hand with a reason, for the person concerned and who runs the programme."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.roles import MANAGER, SPONSOR
from implementation.programme.models import ProgrammeRecord

#: Beside the person concerned these read and write points.
READ_ALL = frozenset({SPONSOR, MANAGER})
#: So long the one who entered a point may still change it.
OPEN_DAYS = 7


class PointKind(ProgrammeRecord):
    """A kind of soft point of this programme's own, beside innovation and cooperation."""

    name = models.CharField(_("Kind"), max_length=80)
    about = models.CharField(_("What it stands for"), max_length=200, blank=True)
    offered = models.BooleanField(_("Offered for new points"), default=True)

    class Meta:
        verbose_name = _("kind of soft point")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="point_kind_once",
                violation_error_message=_("This kind is there already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("point_kinds", args=[self.programme_id])


class SoftPoint(ProgrammeRecord):
    """One point about one person and a period. After some days it stays; what was wrong is put right by another one."""

    class Kind(models.TextChoices):
        INNOVATION = "innovation", _("Innovation")
        COOPERATION = "cooperation", _("Cooperation")
        OWN = "own", _("A kind of our own")

    class Points(models.IntegerChoices):
        ONE = 1, _("1, far less than agreed")
        TWO = 2, _("2, less than agreed")
        THREE = 3, _("3, as agreed")
        FOUR = 4, _("4, more than agreed")
        FIVE = 5, _("5, far more than agreed")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="soft_points"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    own_kind = models.ForeignKey(
        PointKind, verbose_name=_("Kind"), null=True, blank=True, on_delete=models.PROTECT, related_name="points"
    )
    points = models.PositiveSmallIntegerField(
        _("Points"), choices=Points, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    reason = models.TextField(_("Why"), max_length=600)
    evidence = models.TextField(_("Where it shows"), max_length=600)
    period_from = models.DateField(_("From"))
    period_to = models.DateField(_("To"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Entered by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    given_at = models.DateTimeField(_("Entered on"), default=timezone.now, editable=False)
    corrects = models.OneToOneField(
        "self",
        verbose_name=_("Corrects"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="correction",
    )
    answer = models.TextField(_("Comment of the person"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("Answered on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Soft point")
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["programme", "person"], name="soft_point_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(points__gte=1, points__lte=5), name="soft_points_1_to_5"),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="soft_point_period",
                violation_error_message=_("The period ends before it begins: look at both days."),
            ),
            models.CheckConstraint(
                condition=Q(kind="own", own_kind__isnull=False) | (~Q(kind="own") & Q(own_kind__isnull=True)),
                name="soft_point_kind",
                violation_error_message=_("Choose one of the kinds."),
            ),
            models.CheckConstraint(
                condition=~Q(person=F("given_by")),
                name="soft_point_by_another",
                violation_error_message=_("Nobody gives points to themselves."),
            ),
        ]

    def __str__(self):
        return str(_("%(kind)s: %(points)d") % {"kind": self.kind_words, "points": self.points})

    def get_absolute_url(self):
        return f"{reverse('contribution_of', args=[self.programme_id, self.person_id])}#point-{self.pk}"

    def roles_of(self, user):
        """For everybody but the person concerned, sponsors and managers it is not there."""
        roles = super().roles_of(user)
        return roles if roles & READ_ALL or getattr(user, "pk", None) == self.person_id else frozenset()

    @classmethod
    def kept_from(cls, roles):
        return None if roles & READ_ALL else cls.objects.all()

    def clean(self):
        if self.own_kind and self.own_kind.programme_id != self.programme_id:
            raise ValidationError({"own_kind": _("Choose one of this programme.")})
        if self.period_to and self.period_to > timezone.localdate():
            raise ValidationError({"period_to": _("This day is still to come: points are about what has been.")})

    @property
    def kind_words(self):
        return self.own_kind.name if self.own_kind else self.Kind(self.kind).label

    @property
    def open_until(self) -> datetime.date:
        return timezone.localdate(self.given_at) + datetime.timedelta(days=OPEN_DAYS)

    @property
    def is_open(self) -> bool:
        """Still to be changed by who entered it."""
        return timezone.localdate() <= self.open_until

    @property
    def is_corrected(self) -> bool:
        return hasattr(self, "correction")
