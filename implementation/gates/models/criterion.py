from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.gates import registry
from implementation.gates.models.gate import Gate

WEB_ADDRESS = _("Give the whole address; it begins with http:// or https://.")


class Standing(models.Manager):
    """The criteria that count: one that was removed stays on record and can be put back."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_at=None)


class Criterion(Record):
    """One thing that must or should be so: computed by a check, or judged by a person with evidence."""

    class Kind(models.TextChoices):
        MUST = registry.MUST, _("Must")
        SHOULD = registry.SHOULD, _("Should")
        KNOCK_OUT = registry.KNOCK_OUT, _("Knock-out")

    class Result(models.TextChoices):
        MET = registry.MET, _("Met")
        PARTLY = registry.PARTLY, _("Partly met")
        NOT_MET = registry.NOT_MET, _("Not met")
        NOT_APPLICABLE = registry.NOT_APPLICABLE, _("Not applicable")

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField(_("Position"), default=0)
    check_name = models.CharField(max_length=60, blank=True, editable=False)
    parameters = models.JSONField(_("Thresholds"), default=dict, blank=True, editable=False)
    title = models.CharField(_("Criterion"), max_length=200, blank=True)
    kind = models.CharField(_("Weighs as"), max_length=10, choices=Kind, default=Kind.MUST)
    weight = models.PositiveSmallIntegerField(_("Weight"), default=10, help_text=_("For should-meet criteria."))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    result = models.CharField(_("Result"), max_length=15, choices=Result, blank=True)
    evidence = models.TextField(_("Evidence"), blank=True, help_text=_("What shows it, and where it can be found."))
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Judged by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Verified by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    removed_at = models.DateTimeField(_("Removed"), null=True, blank=True, editable=False)

    belongs_to = "gate"
    objects = Standing()
    every = models.Manager()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = "criteria"
        ordering = ["order", "pk"]

    def __str__(self):
        return str(self.shown_title)

    def get_absolute_url(self):
        return reverse("criterion", args=[self.gate.programme_id, self.pk])

    def clean(self):
        if not self.check_name and not self.title.strip():
            raise ValidationError({"title": _("Say what must be so.")})
        if self.result == registry.NOT_APPLICABLE and not self.evidence.strip():
            raise ValidationError({"evidence": _("Say why this does not apply.")})

    @property
    def shown_title(self):
        if self.title:
            return self.title
        return self.computed_by.title if self.computed_by else self.check_name

    @property
    def is_computed(self):
        return bool(self.check_name)

    @property
    def computed_by(self) -> registry.Check | None:
        return registry.checks().get(self.check_name)

    @property
    def waits_for_a_second(self) -> bool:
        """Judged as met or as not applying, which counts only once somebody else has looked."""
        return self.result in (registry.MET, registry.NOT_APPLICABLE) and not self.verified_by_id


class CriterionLink(Record):
    """Where the evidence of a criterion can be seen: an address with a title."""

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="links")
    title = models.CharField(_("Title"), max_length=200)
    url = models.URLField(
        _("Address"), max_length=500, validators=[URLValidator(schemes=["http", "https"], message=WEB_ADDRESS)]
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "criterion"

    class Meta:
        verbose_name = _("evidence link")
        ordering = ["at", "pk"]

    def __str__(self):
        return self.title
