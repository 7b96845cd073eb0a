"""What a new programme finds here: the three ways to get a CRM, and criteria that fit a small enterprise."""

from decimal import Decimal

from implementation.programme.registry import on_start
from vendors.library import ENTRIES, GROUPS
from vendors.models import CriterionGroup, SelectionRound, Sourcing, SourcingOption, VendorCriterion

#: entry of the library -> weight, knock-out below
CRITERIA = {
    "low_cost": (15, None),
    "added_value": (15, None),
    "consulting": (10, None),
    "easy_start": (15, None),
    "quick_results": (10, None),
    "easy_upgrade": (5, None),
    "security": (15, 3),
    "integration": (10, None),
    "exit": (5, 2),
}


@on_start(order=40)
def lay_out_choices(programme, by):
    Sourcing.objects.create(programme=programme)
    SourcingOption.objects.bulk_create(
        SourcingOption(programme=programme, mode=mode, title=str(mode.label)) for mode in SourcingOption.Mode
    )
    selection = SelectionRound.objects.create(programme=programme)
    groups = {key: title for key, title in GROUPS.items() if any(ENTRIES[name].group == key for name in CRITERIA)}
    kept = {
        key: CriterionGroup.objects.create(round=selection, order=order, key=key, title=str(title))
        for order, (key, title) in enumerate(groups.items(), start=1)
    }
    VendorCriterion.objects.bulk_create(
        VendorCriterion(
            round=selection,
            order=order,
            key=key,
            group=kept[ENTRIES[key].group],
            title=str(ENTRIES[key].title),
            help=str(ENTRIES[key].help),
            weight=Decimal(weight),
            knock_out=knock_out,
        )
        for order, (key, (weight, knock_out)) in enumerate(CRITERIA.items(), start=1)
    )
