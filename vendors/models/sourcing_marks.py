"""The scorecard of sourcing: why a small firm outsources, what limits it, and how well each way answers."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from vendors.models.sourcing import Sourcing
from vendors.models.sourcing_option import SourcingOption

LOWEST, HIGHEST = 1, 5


class Topic(models.TextChoices):
    """Five reasons to outsource, then three limits of a small firm."""

    UPFRONT = "upfront", _("Lower up-front cost and total risk")
    FASTER = "faster", _("Faster")
    TOTAL_COST = "total_cost", _("Lower total cost")
    SERVICE = "service", _("Better service")
    FOCUS = "focus", _("Focus on the core business")
    FUNDS = "funds", _("Funds are short")
    WEAK_IT = "weak_it", _("The IT base is weak")
    DISTRACTION = "distraction", _("Running it distracts from the core business")


REASONS = (Topic.UPFRONT, Topic.FASTER, Topic.TOTAL_COST, Topic.SERVICE, Topic.FOCUS)
LIMITS = (Topic.FUNDS, Topic.WEAK_IT, Topic.DISTRACTION)


class SourcingMark(Record):
    """1 to 5 on one topic with the why: how much it counts for the firm, or (with an option) how well that way answers it."""

    sourcing = models.ForeignKey(Sourcing, on_delete=models.CASCADE, related_name="marks")
    option = models.ForeignKey(SourcingOption, null=True, blank=True, on_delete=models.CASCADE, related_name="marks")
    topic = models.CharField(_("Topic"), max_length=12, choices=Topic)
    points = models.PositiveSmallIntegerField(
        _("Score"), validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    why = models.CharField(_("Why"), max_length=500)

    belongs_to = "sourcing"

    class Meta:
        verbose_name = _("score of a way")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sourcing", "topic"], condition=models.Q(option=None), name="sourcing_mark_once"
            ),
            models.UniqueConstraint(
                fields=["sourcing", "topic", "option"],
                condition=models.Q(option__isnull=False),
                name="sourcing_mark_once_an_option",
            ),
            models.CheckConstraint(
                condition=models.Q(points__gte=LOWEST, points__lte=HIGHEST), name="sourcing_mark_from_1_to_5"
            ),
        ]

    def __str__(self):
        return f"{self.get_topic_display()}, {self.points}"


class SourcingOpinion(Record):
    """Which way somebody of the steering circle would go, and why, while the decision is asked for."""

    sourcing = models.ForeignKey(Sourcing, on_delete=models.CASCADE, related_name="opinions")
    # Which request for the decision it was said on, counted from 1.
    request = models.PositiveSmallIntegerField(editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    option = models.ForeignKey(SourcingOption, verbose_name=_("Way"), on_delete=models.PROTECT, related_name="+")
    why = models.TextField(_("Why"), max_length=2000)

    belongs_to = "sourcing"

    class Meta:
        verbose_name = _("opinion on the way")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sourcing", "request", "person"], name="sourcing_opinion_once"),
        ]

    def __str__(self):
        return str(self.option)

    def get_absolute_url(self):
        return reverse("sourcing", args=[self.sourcing.programme_id])
