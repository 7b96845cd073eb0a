from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.programme.models import ProgrammeRecord


class LossLimit(ProgrammeRecord):
    """A point of the programme's appetite in money: a loss that may be exceeded in a year with this chance at most."""

    amount = models.DecimalField(
        _("A loss of more than"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    chance = models.DecimalField(
        _("may come with a chance of at most, %"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("5 for one year in twenty."),
    )

    class Meta:
        verbose_name = _("limit of losses")
        ordering = ["amount"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "amount"],
                name="one_limit_an_amount",
                violation_error_message=_("There is a limit for this amount already: change that one."),
            )
        ]

    def __str__(self):
        return str(_("Limit of losses"))

    def get_absolute_url(self):
        return reverse("risk_money", args=[self.programme_id])
