"""What is known of a stakeholder over time: how they stood, what was talked about, and to whom they listen."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.models.stakeholder import Attitude, Degree, Stakeholder
from core.models import Record


class OfStakeholder(Record):
    """What belongs to one stakeholder: who may not read that sees nothing of it."""

    belongs_to = "stakeholder"

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return self.stakeholder.get_absolute_url()

    @classmethod
    def kept_from(cls, roles):
        hidden = Stakeholder.kept_from(roles)
        return None if hidden is None else cls._default_manager.filter(stakeholder__in=hidden)

    @classmethod
    def kept_from_person(cls, roles, user):
        hidden = Stakeholder.kept_from_person(roles, user)
        return None if hidden is None else cls._default_manager.filter(stakeholder__in=hidden)


class Reading(models.Model):
    """How somebody stood from a day on. A row for each day on which it changed; the last word of a day counts."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField(_("Since"))
    influence = models.PositiveSmallIntegerField(_("Influence"), choices=Degree)
    interest = models.PositiveSmallIntegerField(_("Interest"), choices=Degree)
    attitude_now = models.SmallIntegerField(_("Attitude now"), choices=Attitude)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("Why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Reading of a stakeholder")
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["stakeholder", "on"], name="reading_once_a_day")]

    def __str__(self):
        return f"{self.on} {self.get_attitude_now_display()}"


class Contact(OfStakeholder):
    """One talk with a stakeholder: what was said, and what was promised to them."""

    class Way(models.TextChoices):
        TALK = "talk", _("Talk")
        MEETING = "meeting", _("Meeting")
        CALL = "call", _("Call")
        MAIL = "mail", _("Mail")

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField(_("On"), default=timezone.localdate)
    way = models.CharField(_("How"), max_length=8, choices=Way, default=Way.TALK)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Who of us"), on_delete=models.PROTECT, related_name="+"
    )
    said = models.TextField(_("What was said"), max_length=4000)
    promised = models.CharField(
        _("What was promised"), max_length=300, blank=True, help_text=_("By us to them. Empty where nothing was.")
    )
    promised_by = models.DateField(_("Promised for"), null=True, blank=True)
    kept_on = models.DateField(_("Promise kept on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Talk with a stakeholder")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.stakeholder}, {self.on}"

    def clean(self):
        if self.on and self.on > timezone.localdate():
            raise ValidationError({"on": _("This day is still to come: write down what was said when it was.")})
        if self.promised_by and not self.promised.strip():
            raise ValidationError({"promised": _("Say what was promised for that day.")})

    @property
    def is_owed(self) -> bool:
        return bool(self.promised) and self.kept_on is None


class Tie(OfStakeholder):
    """One stakeholder is listened to by another. It belongs to the one who is listened to."""

    class Strength(models.IntegerChoices):
        SOMETIMES = 1, _("1, sometimes")
        OFTEN = 2, _("2, often")
        FOLLOWS = 3, _("3, does as they say")

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="heard_by")
    listener = models.ForeignKey(
        Stakeholder, verbose_name=_("Who listens"), on_delete=models.PROTECT, related_name="listens_to"
    )
    strength = models.PositiveSmallIntegerField(_("How much"), choices=Strength, default=2)

    class Meta:
        verbose_name = _("Influence on a stakeholder")
        ordering = ["-strength", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stakeholder", "listener"], name="tie_once"),
            models.CheckConstraint(condition=~models.Q(stakeholder=models.F("listener")), name="tie_of_two"),
            models.CheckConstraint(condition=models.Q(strength__range=(1, 3)), name="tie_strength_range"),
        ]

    def __str__(self):
        return f"{self.stakeholder} → {self.listener}"

    def roles_of(self, user):
        return self.open_to_person(super().roles_of(user), user)

    def open_to_person(self, roles, user):
        return self.stakeholder.open_to_person(self.listener.open_to_person(roles, user), user)

    def open_to(self, roles):
        return self.stakeholder.open_to(self.listener.open_to(roles))

    @classmethod
    def _with_either(cls, hidden):
        if hidden is None:
            return None
        return cls._default_manager.filter(models.Q(stakeholder__in=hidden) | models.Q(listener__in=hidden))

    @classmethod
    def kept_from(cls, roles):
        return cls._with_either(Stakeholder.kept_from(roles))

    @classmethod
    def kept_from_person(cls, roles, user):
        return cls._with_either(Stakeholder.kept_from_person(roles, user))
