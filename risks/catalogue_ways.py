"""Other ways to treat the starter risks, beside the first that each names itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from risks.models.scales import Strategy

AVOID, REDUCE, TRANSFER = Strategy.AVOID, Strategy.REDUCE, Strategy.TRANSFER

OTHER_WAYS: dict[str, list[tuple[Strategy, Any]]] = {
    "service_poor": [(REDUCE, _("Name one person at the provider and one here, and let them meet every week."))],
    "change_consent": [(AVOID, _("Choose a system whose fields, views and reports we set ourselves."))],
    "provider_stops": [(REDUCE, _("Keep a monthly copy of all data and settings outside the provider."))],
    "data_held": [(REDUCE, _("Store what competitors must not see encrypted, with the key in our hands."))],
    "provider_lags": [(REDUCE, _("Let one of our people sit on the provider’s users’ council."))],
    "integration_harder": [(REDUCE, _("Keep a list of all links with an owner each, and announce changes to them."))],
    "switching_cost": [(TRANSFER, _("Let the provider carry the cost of handing back in the contract."))],
    "unforeseen_change": [(TRANSFER, _("Agree a price list for changes and a cap for each year."))],
    "oversight_cost": [(REDUCE, _("Plan the hours for overseeing the provider, and count them every month."))],
    "integration_underestimated": [(AVOID, _("Begin with modules that need no link to other systems."))],
    "no_lead": [(REDUCE, _("Let the sponsor open every steering meeting in person."))],
    "no_culture": [(REDUCE, _("Show each department a customer’s way through the house, with its waits."))],
    "one_department": [(REDUCE, _("Let two departments agree each process before it is set up."))],
    "too_automatic": [(AVOID, _("Leave complaints and large customers to people, without automatic answers."))],
    "poor_scalability": [(TRANSFER, _("Write response times for the full number of users into the contract."))],
    "mobile_sync": [(AVOID, _("Begin with online work only, and add work without a network later."))],
    "network": [(TRANSFER, _("Let the provider of the lines guarantee bandwidth and repair times."))],
    "sales_keep": [(REDUCE, _("Count only what is in the record when bonuses are paid."))],
    "technology_enough": [(REDUCE, _("Give process owners half of the budget and half of the plan."))],
    "data_bad": [(AVOID, _("Take over only customers with an order in the last two years."))],
    "channel_bypass": [(REDUCE, _("Let three dealers take part in the design before others are asked."))],
    "single_heads": [(TRANSFER, _("Agree with the provider who stands in at short notice."))],
    "island": [(AVOID, _("Leave partners without systems out of the first year’s goals."))],
}


def other_ways(key: str) -> list[tuple[str, Any]]:
    return OTHER_WAYS.get(key, [])
