import secrets

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from change_mgmt.models.training.session import Session


def anywhere() -> int:
    """A number that tells nothing of the order in which answers came."""
    return secrets.randbelow(2**53 - 1) + 1


class SessionOpinion(models.Model):
    """What one person thought of a session. No time, no name, no link, no entry in the trail: nothing ties it to anybody."""

    class Rating(models.IntegerChoices):
        VERY_GOOD = 5, _("Very good")
        GOOD = 4, _("Good")
        SO_SO = 3, _("So-so")
        POOR = 2, _("Poor")
        VERY_POOR = 1, _("Very poor")

    id = models.BigIntegerField(primary_key=True, default=anywhere, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="opinions")
    rating = models.PositiveSmallIntegerField(
        _("How useful was it?"), choices=Rating, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    words = models.TextField(_("What should stay, what should change"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("Opinion on a session")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rating__gte=1) & models.Q(rating__lte=5), name="session_opinion_1_to_5"
            )
        ]

    def __str__(self):
        return str(self.rating)
