"""What resistance tells the goals."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from change_mgmt.resistance.models import Sign
from implementation.goals.measures import goal_measure


@goal_measure("resistance.settled", label=_("Signs of resistance settled, of those reported"), unit="%")
def settled(programme, day):
    """Up to a day, of 100; None where none was reported."""
    reported = Sign.objects.filter(programme=programme, noticed_on__lte=day)
    total = reported.count()
    done = reported.filter(state=Sign.State.SETTLED, closed_on__lte=day).count()
    return Decimal(100 * done) / total if total else None
