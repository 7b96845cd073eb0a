"""What a new programme finds here: the three ways to get a CRM, and criteria that fit a small enterprise."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from implementation.programme.registry import on_start
from vendors.models import SelectionRound, Sourcing, SourcingOption, VendorCriterion

#: title, what to look at, weight, knock-out below
CRITERIA = (
    (_("Low cost over five years"), _("Everything that must be paid, set-up and switching included."), 15, None),
    (_("Added value"), _("What it brings beyond the system: data, contacts, knowledge of the trade."), 15, None),
    (_("Consulting"), _("Who helps to define processes, and how well they know firms of our size."), 10, None),
    (_("Easy implementation"), _("How much of our own time the start takes."), 15, None),
    (_("Quick results"), _("How soon the first users work with it and see the benefit."), 10, None),
    (_("Easy upgrade"), _("Upgrades included, without a new project each time."), 5, None),
    (_("Data security and location"), _("Policy, measures, where the data lies, who else is served."), 15, 3),
    (_("Integration with our systems"), _("Stock, finance, telephone, e-mail: checked, not promised."), 10, None),
    (_("Exit and data hand-back"), _("All data, in a usable format, at any time and at the end."), 5, 2),
)


@on_start(order=40)
def lay_out_choices(programme, by):
    Sourcing.objects.create(programme=programme)
    SourcingOption.objects.bulk_create(
        SourcingOption(programme=programme, mode=mode, title=str(mode.label)) for mode in SourcingOption.Mode
    )
    selection = SelectionRound.objects.create(programme=programme)
    VendorCriterion.objects.bulk_create(
        VendorCriterion(
            round=selection,
            order=order,
            title=str(title),
            help=str(help),
            weight=Decimal(weight),
            knock_out=knock_out,
        )
        for order, (title, help, weight, knock_out) in enumerate(CRITERIA, start=1)
    )
