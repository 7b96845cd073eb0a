"""What the register tells the goals."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.text import rounded
from implementation.goals.measures import goal_measure
from risks.models import Risk
from risks.money import money_of, with_money


@goal_measure(
    "risks.expected_loss",
    label=_("Expected loss of open risks in a year"),
    unit=lambda programme: programme.organisation.currency,
)
def expected_loss(programme, day):
    """Of the risks that are estimated, as they are now; None where none is."""
    money = money_of(with_money(Risk.objects.filter(programme=programme).open()))
    return Decimal(rounded(money.expected_now)) if money.lines else None
