"""What each clause is for: why it matters, how it could read, whether the review asks for it, the risk where it is missing."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from vendors.models import Clause


@dataclass(frozen=True)
class Guide:
    """``risk`` is the key of the starter risk that a contract without the clause speaks for; empty where there is none."""

    why: Any
    wording: Any
    risk: str = ""
    must: bool = False


GUIDE: dict[Clause, Guide] = {
    Clause.SECURITY_POLICY: Guide(
        _("Your customers’ data lies with a provider that may serve your competitors: who may see it must be agreed."),
        _(
            "The provider’s staff see the client’s data only to provide the service, are named in a list, and leave no "
            "copy outside the agreed places."
        ),
        "data_held",
        must=True,
    ),
    Clause.SECURITY_MEASURES: Guide(
        _("A policy without named measures cannot be checked: encryption, access, backup, audit."),
        _("Annex B names the measures for access, encryption, backup and logs; the provider proves them once a year."),
        "data_held",
        must=True,
    ),
    Clause.PENALTIES: Guide(
        _("Without money behind it, poor or late service costs the provider nothing."),
        _("Where a month misses its service level, the fee of that month falls by the share in annex C."),
        "service_poor",
        must=True,
    ),
    Clause.STAGED_RESULTS: Guide(
        _("Inside a stage the provider is free; between stages it answers for results that can be measured."),
        _("Each stage ends with the result in annex D; the next payment is due when the client has accepted it."),
        "unforeseen_change",
    ),
    Clause.EXIT: Guide(
        _("Without a hand-back of all data in a usable format, switching later is barely possible."),
        _(
            "At the end the provider hands back all data within 30 days in an open format, helps for 20 days at its "
            "day rate, and then proves that it has deleted its copies."
        ),
        "switching_cost",
        must=True,
    ),
    Clause.CHANGE_PRICING: Guide(
        _("Every change needs the provider’s consent: agree now how its price is found."),
        _("Changes are offered within ten working days at the day rates of annex E; five small ones a year are free."),
        "change_consent",
    ),
    Clause.REPORTING: Guide(
        _("What is measured and talked over regularly stays shared knowledge, not the provider’s alone."),
        _("Both sides meet every month over a report that shows every measured level, fault and open wish."),
        "oversight_cost",
    ),
    Clause.SERVICE_LEVELS: Guide(
        _("“As fast as possible” cannot be missed: only a number with a way to measure it can."),
        _("Availability is at least 99.5 % of each calendar month, measured every five minutes by a third party."),
        "service_poor",
    ),
    Clause.RIGHTS_DUTIES: Guide(
        _("Where duties are left open, each side waits for the other."),
        _("Annex A lists for each task who does it, who must help, and by when."),
        "unforeseen_change",
    ),
    Clause.AUDIT: Guide(
        _("Outsourcing is not handing off responsibility: you must be able to look for yourself."),
        _("The client, or an auditor it names, may check the service and its records with ten days’ notice."),
        "oversight_cost",
    ),
    Clause.DATA_OWNERSHIP: Guide(
        _("Whoever holds the data holds the customers."),
        _("All data stays the client’s. It lies in the named country and leaves it only with written consent."),
        "data_held",
    ),
    Clause.COMPETITORS: Guide(
        _("A provider that knows your trade knows your competitors too."),
        _("The client’s data and settings are kept apart from other clients’; staff do not serve a named competitor."),
        "data_held",
    ),
    Clause.PROVIDER_STOPS: Guide(
        _("A provider can close, be sold or give the product up, and the service goes with it."),
        _(
            "The provider tells of a sale or an end of the product six months before; the client may then leave at "
            "once, with all data."
        ),
        "provider_stops",
    ),
    Clause.OWN_SETTINGS: Guide(
        _("Who must ask for every field and every list works as the provider’s calendar allows."),
        _("The client changes fields, lists, rights and reports itself, without cost and without asking."),
        "change_consent",
    ),
    Clause.KEEPING_PACE: Guide(
        _("Business and technology move; a provider that does not follow holds you back."),
        _("Twice a year the provider shows what is planned; upgrades are included and announced 30 days before."),
        "provider_lags",
    ),
    Clause.INTERFACES: Guide(
        _("Links to stock, finance and telephone get harder each year where only the provider can build them."),
        _("All data can be read and written through documented interfaces, at no further cost."),
        "integration_harder",
    ),
    Clause.SCOPE: Guide(
        _("What no contract foresaw costs extra; examples show what both sides took for included."),
        _("Annex A describes the service by twelve examples; what is like one of them is included."),
        "unforeseen_change",
    ),
    Clause.LOCK_IN: Guide(
        _("Leaving is dearest when its price is asked for on the way out."),
        _("Help with leaving costs no more than 15 days at the day rate; no fee falls due for leaving itself."),
        "switching_cost",
    ),
    Clause.PEOPLE: Guide(
        _("People who change every month must be taught your business every month."),
        _("Annex F names the people, the languages they speak and their hours; a change is agreed beforehand."),
    ),
    Clause.DISPUTES: Guide(
        _("Problems that both sides talk over in time do not end in court."),
        _("A dispute goes to both managing directors after ten days, then to a mediator; the service goes on."),
    ),
}

#: Without these no contract passes the contract review.
REQUIRED = tuple(key for key, guide in GUIDE.items() if guide.must)
WHY = {key: guide.why for key, guide in GUIDE.items()}
