"""What the register offers to the business case: the contingency for its open risks, once they are treated."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import number, rounded, say
from implementation.business_case.offers import Offer, cost_offer
from risks.bands import bands
from risks.models import Risk
from risks.money import USUAL_SHARE, money_of, with_money


@cost_offer("risks.exposure")
def exposure(programme) -> Offer | None:
    money = money_of(with_money(Risk.objects.filter(programme=programme).open().order_by("number")))
    if not money.lines:
        return None
    found = bands(programme, money, list(programme.losslimits.all()))
    return Offer(
        title=_("Risk exposure"),
        a_year=max(Decimal(0), rounded(found.treated.percentiles[USUAL_SHARE])),
        basis=say(
            _("It covers {n} years in 100 of {known} estimated risks after treatment; {unknown} are not estimated."),
            n=number(100 * USUAL_SHARE),
            known=len(money.lines),
            unknown=len(money.unknown),
        ),
        url=reverse("risk_money", args=[programme.pk]),
    )
