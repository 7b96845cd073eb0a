from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import links
from core.models import Record
from implementation.programme.models import Department
from implementation.rollout.models.pilot import Pilot


class FeedbackLink(links.SignedLink, Record):
    """The address at which the people of a pilot say how it works, without an account.

    The token in it is signed with the secret key over a random seed, so that the lead can be shown the link again while the
    database alone gives it to nobody; links are found by the token's hash.
    """

    purpose, page = "rollout.feedback", "give_feedback"

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="feedback_links")
    seed = models.CharField(max_length=64, unique=True, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("Open until"))
    withdrawn_at = models.DateTimeField(_("Withdrawn"), null=True, blank=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    belongs_to = "pilot"
    audit_leaves_out = ("seed", "token_sha256")

    class Meta:
        verbose_name = _("Feedback link")
        ordering = ["-pk"]

    def __str__(self):
        return _("Feedback link of %(pilot)s") % {"pilot": self.pilot.name}

    def get_absolute_url(self):
        return reverse("pilot_feedback", args=[self.pilot.programme_id, self.pilot_id])

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.expires_at > timezone.now() and not self.pilot.is_over


class Feedback(Record):
    """What one user of a pilot said through the link."""

    class Rating(models.IntegerChoices):
        VERY_WELL = 5, _("Very well")
        WELL = 4, _("Well")
        MIDDLING = 3, _("So-so")
        BADLY = 2, _("Badly")
        NOT = 1, _("Not at all")

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="feedback")
    link = models.ForeignKey(FeedbackLink, on_delete=models.PROTECT, related_name="feedback", editable=False)
    rating = models.PositiveSmallIntegerField(
        _("How well does it work for you?"),
        choices=Rating,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    helps = models.TextField(_("What helps"), max_length=1000, blank=True)
    hinders = models.TextField(_("What hinders"), max_length=1000, blank=True)
    department = models.ForeignKey(
        Department, verbose_name=_("Department"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("Your name"), max_length=120, blank=True)
    at = models.DateTimeField(_("Said on"), auto_now_add=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    answer = models.TextField(_("What became of it"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    belongs_to = "pilot"
    audit_leaves_out = ("fingerprint", "name")

    class Meta:
        verbose_name = _("Feedback")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["link", "fingerprint"], name="feedback_once"),
            models.CheckConstraint(
                condition=models.Q(rating__gte=1) & models.Q(rating__lte=5), name="feedback_rating_1_to_5"
            ),
        ]

    def __str__(self):
        return _("Feedback, %(rating)d of 5") % {"rating": self.rating}

    def get_absolute_url(self):
        return reverse("pilot_feedback", args=[self.pilot.programme_id, self.pilot_id])
