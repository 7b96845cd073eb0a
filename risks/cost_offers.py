"""What the register offers to the business case: the contingency for its open risks, once they are treated."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import number, rounded, say
from implementation.business_case.offers import Offer, cost_offer
from risks.bands import Band, bands
from risks.models import Risk
from risks.money import SHARES, USUAL_SHARE, money_of, with_money

#: The least that a contingency may cover, and the most: half of the years, and all but one in twenty.
LEAST, MOST = SHARES[0], SHARES[-1]


@cost_offer("risks.exposure")
def exposure(programme) -> Offer | None:
    """What covers the usual share of years; low and high are what would cover the least and the most of them."""
    money = money_of(with_money(Risk.objects.filter(programme=programme).open().order_by("number")))
    if not money.lines:
        return None
    treated = bands(programme, money, list(programme.losslimits.all())).treated
    return Offer(
        title=_("Risk exposure"),
        a_year=_covering(treated, USUAL_SHARE),
        low=_covering(treated, LEAST),
        high=_covering(treated, MOST),
        basis=say(
            _(
                "It covers {n} years in 100 of {known} estimated risks after treatment (low {low}, high {high}); "
                "{unknown} are not estimated."
            ),
            n=number(100 * USUAL_SHARE),
            low=number(100 * LEAST),
            high=number(100 * MOST),
            known=len(money.lines),
            unknown=len(money.unknown),
        ),
        url=reverse("risk_money", args=[programme.pk]),
    )


def _covering(band: Band, share: float) -> Decimal:
    """In whole amounts; nothing where opportunities gain more than risks cost."""
    return max(Decimal(0), rounded(band.percentiles[share]))
