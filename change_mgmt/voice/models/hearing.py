"""Where customers are heard: standing panels, and each talk, visit, meeting or survey."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from implementation.programme.models import ProgrammeRecord
from implementation.rollout.models import Module

SIZE = [MinValueValidator(1), MaxValueValidator(1_000_000)]


class Panel(ProgrammeRecord):
    """A named group of customers who are asked again and again."""

    name = models.CharField(pgettext_lazy("of a person or group", "Name"), max_length=120)
    size = models.PositiveIntegerField(_("Customers in it"), validators=SIZE)
    how_chosen = models.TextField(
        _("How they were chosen"),
        max_length=2000,
        help_text=_("Large and small, content and not, new and old: who is missing is not heard."),
    )
    looked_after_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Looked after by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("Customer panel")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="panel_name_once")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("customer_panel", args=[self.programme_id, self.pk])


class Hearing(ProgrammeRecord):
    """Once that customers were heard: by whom, about what, and what they said."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", _("Interview")
        VISIT = "visit", _("Visit")
        PANEL = "panel", _("Panel meeting")
        SURVEY = "survey", pgettext_lazy("of customers", "Survey")

    ICONS = {"interview": "chat-left-text", "visit": "building", "panel": "people", "survey": "clipboard-data"}

    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.INTERVIEW)
    on = models.DateField(_("On"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Who of us"), on_delete=models.PROTECT, related_name="+"
    )
    panel = models.ForeignKey(
        Panel, verbose_name=_("Panel"), null=True, blank=True, on_delete=models.PROTECT, related_name="hearings"
    )
    customers = models.CharField(
        _("Customers"), max_length=200, help_text=_("Their names, or the segment where they are many.")
    )
    heard = models.PositiveIntegerField(_("How many were heard"), default=1, validators=SIZE)
    module = models.ForeignKey(
        Module,
        verbose_name=_("About the module"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    notes = models.TextField(_("Notes"), max_length=8000, blank=True)

    class Meta:
        verbose_name = _("Talk with customers")
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=models.Q(heard__gte=1), name="hearing_of_somebody")]

    def __str__(self):
        return f"{self.customers}, {self.on}"

    def get_absolute_url(self):
        return reverse("hearing", args=[self.programme_id, self.pk])

    def clean(self):
        if self.on and self.on > timezone.localdate():
            raise ValidationError({"on": _("This day is still to come: write down what was said when it was.")})
        if self.kind == self.Kind.PANEL and self.panel_id is None:
            raise ValidationError({"panel": _("Say which panel met.")})
        if self.pk and self.heard and self.asks.filter(customers__gt=self.heard).exists():
            raise ValidationError({"heard": _("More than these said one thing that was asked for.")})

    @property
    def icon(self) -> str:
        return self.ICONS[self.kind]
