"""Starter risks of bringing in a CRM, from the literature on outsourcing it and on putting it in place.

A programme takes over what fits, in the language of its organisation; ratings are suggestions until a person confirms them.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from risks.catalogue_ways import OTHER_WAYS
from risks.models import Category
from risks.models.scales import Strategy


@dataclass(frozen=True)
class Starter:
    key: str
    category: Category
    title: Any
    cause: Any
    event: Any
    effect: Any
    early_sign: Any
    treatment: Any
    likelihood: int
    impact: int
    strategy: Strategy = Strategy.REDUCE
    #: One more whenever a text changes, so that programmes see that theirs is older.
    version: int = 1

    @property
    def ways(self) -> list[tuple[Strategy, Any]]:
        """What may be done about it: the first way, and others to choose from."""
        return [(self.strategy, self.treatment), *OTHER_WAYS.get(self.key, [])]


STARTERS = [
    Starter(
        key="service_poor",
        category=Category.VENDOR_CONTROL,
        title=_("Provider’s service is late or poor"),
        cause=_("a firm outside runs the system and sets its own priorities"),
        event=_("faults are mended late and requests stay unanswered"),
        effect=_("users lose trust and go back to their own lists"),
        early_sign=_("Answers take longer from month to month."),
        treatment=_("Agree service levels with money penalties, measure them every month and talk the results over."),
        likelihood=3,
        impact=3,
        strategy=Strategy.TRANSFER,
    ),
    Starter(
        key="change_consent",
        category=Category.VENDOR_CONTROL,
        title=_("Every change needs the provider’s consent and costs extra"),
        cause=_("only the provider can change the system"),
        event=_("small changes wait for a quotation and a free slot"),
        effect=_("the system falls behind the way we work, and the budget is spent on trifles"),
        early_sign=_("Users stop asking for changes."),
        treatment=_(
            "Agree a number of free changes a year and a price list, and keep simple settings in our own hands."
        ),
        likelihood=3,
        impact=3,
    ),
    Starter(
        key="provider_stops",
        category=Category.VENDOR_CONTROL,
        title=_("Provider stops or changes its business"),
        cause=_("the provider is small or depends on a few customers"),
        event=_("it closes, is sold or gives the product up"),
        effect=_("we lose the service at short notice and must move in a hurry"),
        early_sign=_("Key people leave the provider, or releases stop."),
        treatment=_("Check its finances each year, agree an exit plan and rehearse the return of our data."),
        likelihood=1,
        impact=4,
        strategy=Strategy.TRANSFER,
    ),
    Starter(
        key="data_held",
        category=Category.VENDOR_CONTROL,
        title=_("Provider holds our customer data and serves competitors"),
        cause=_("our customer records lie on the provider’s machines beside those of other firms"),
        event=_("data is copied, mixed up or seen by a competitor"),
        effect=_("we lose customers and answer to them for it"),
        early_sign=_("Nobody can say who at the provider has access."),
        treatment=_("Write the data policy and security measures into the agreement, and check access every quarter."),
        likelihood=2,
        impact=5,
        strategy=Strategy.TRANSFER,
    ),
    Starter(
        key="provider_lags",
        category=Category.UNCERTAINTY,
        title=_("Provider does not follow when our business moves"),
        cause=_("business and technology change faster than the contract"),
        event=_("the provider does not offer what we need next"),
        effect=_("we stay on an old way of working or buy twice"),
        early_sign=_("The provider’s plan has none of our wishes in it."),
        treatment=_("Go through the provider’s plan every half year and keep the first term short."),
        likelihood=3,
        impact=3,
    ),
    Starter(
        key="integration_harder",
        category=Category.UNCERTAINTY,
        title=_("Links to other systems get harder with time"),
        cause=_("other systems change, and the service outside does not know of it"),
        event=_("links break or need building again"),
        effect=_("figures differ between systems and people type things twice"),
        early_sign=_("Differences are corrected by hand before each report."),
        treatment=_("Ask for open interfaces in the contract and test every link after each release."),
        likelihood=3,
        impact=2,
    ),
    Starter(
        key="switching_cost",
        category=Category.LOCK_IN,
        title=_("Leaving the provider costs more than planned"),
        cause=_("data, settings and know-how build up at the provider"),
        event=_("a change of provider needs months and a second set-up fee"),
        effect=_("we stay with a poor service or pay for the way out"),
        early_sign=_("Nobody has ever tried a full export."),
        treatment=_("Agree the format and price of data hand-back before signing, and try it once a year."),
        likelihood=2,
        impact=3,
    ),
    Starter(
        key="unforeseen_change",
        category=Category.LOCK_IN,
        title=_("A change the contract did not foresee costs extra"),
        cause=_("no contract foresees everything a project needs"),
        event=_("the provider charges for work that we took for included"),
        effect=_("the budget is passed before the pilot ends"),
        early_sign=_("The first invoice has lines that nobody ordered."),
        treatment=_("Describe the scope by examples, fix day rates and approve every change before work starts."),
        likelihood=3,
        impact=3,
    ),
    Starter(
        key="oversight_cost",
        category=Category.LOCK_IN,
        title=_("Overseeing the provider takes more time than planned"),
        cause=_("outsourcing is not handing off responsibility"),
        event=_("checks, meetings and claims fall to people who have other work"),
        effect=_("checks are left out, or the saving is eaten up"),
        early_sign=_("Monthly reviews are put off twice running."),
        treatment=_("Name one person for the provider, with hours for it, and let monitoring data come in by itself."),
        likelihood=3,
        impact=2,
    ),
    Starter(
        key="integration_underestimated",
        category=Category.INTEGRATION,
        title=_("Integration with existing systems is underestimated"),
        cause=_("the product was chosen for its front end and not checked against our systems"),
        event=_("links to stock, orders and accounts take longer than planned"),
        effect=_("the pilot starts late or with half of the data"),
        early_sign=_("No interface has a named owner on both sides."),
        treatment=_("Build the hardest link first, as a trial before the contract is signed."),
        likelihood=3,
        impact=4,
    ),
    Starter(
        key="no_lead",
        category=Category.LEADERSHIP,
        title=_("Project lead lacks authority across departments"),
        cause=_("the project is led from one department"),
        event=_("other departments do not release people or decide in time"),
        effect=_("decisions wait and the plan slips"),
        early_sign=_("The same open point is on three agendas."),
        treatment=_(
            "Appoint a lead with written authority from the top, and let the sponsor settle what is open each week."
        ),
        likelihood=2,
        impact=4,
    ),
    Starter(
        key="no_culture",
        category=Category.CULTURE,
        title=_("No customer-centred culture behind the system"),
        cause=_("people are judged by their own department’s figures"),
        event=_("the system is filled in as a duty and used by nobody"),
        effect=_("money is spent and customers notice no difference"),
        early_sign=_("Meetings talk about fields, not about customers."),
        treatment=_("Advocate the idea to everyone before the tool, with examples from our own customers."),
        likelihood=3,
        impact=4,
    ),
    Starter(
        key="one_department",
        category=Category.SCOPE,
        title=_("Designed for one department, not for the enterprise"),
        cause=_("one department writes the requirements"),
        event=_("service, finance and marketing cannot work with the record"),
        effect=_("a second system appears and the customer has two histories"),
        early_sign=_("Only one department comes to the workshops."),
        treatment=_("Draw the process across departments first, and let each sign the blueprint."),
        likelihood=2,
        impact=3,
        strategy=Strategy.AVOID,
    ),
    Starter(
        key="too_automatic",
        category=Category.AUTOMATION,
        title=_("Too much automation, too little personal service"),
        cause=_("what can be automated is automated"),
        event=_("customers get standard answers where they expect a person"),
        effect=_("good customers feel like a number and leave"),
        early_sign=_("Replies to automatic messages ask for a person."),
        treatment=_("Decide step by step what stays personal, and ask customers after the pilot."),
        likelihood=2,
        impact=2,
    ),
    Starter(
        key="poor_scalability",
        category=Category.SCALABILITY,
        title=_("System does not grow with the firm"),
        cause=_("the system was sized for the pilot"),
        event=_("it slows down or needs a dearer edition as users and records grow"),
        effect=_("the rollout stops or costs more than the case allows"),
        early_sign=_("Pages get slower with every department."),
        treatment=_("Test with the full number of users and records before the rollout, and fix prices per user now."),
        likelihood=2,
        impact=3,
    ),
    Starter(
        key="mobile_sync",
        category=Category.MOBILE,
        title=_("Mobile work does not synchronise reliably"),
        cause=_("people in the field work without a connection"),
        event=_("changes are lost, doubled or seen by the wrong group"),
        effect=_("the field goes back to paper"),
        early_sign=_("The same visit is in the system twice."),
        treatment=_("Test loss of connection, changed fields and wrong rights on real devices before the pilot."),
        likelihood=4,
        impact=2,
    ),
    Starter(
        key="network",
        category=Category.INFRASTRUCTURE,
        title=_("Network and hardware are not up to it"),
        cause=_("branches and warehouses hang on slow lines and old machines"),
        event=_("pages take too long at the busiest hour"),
        effect=_("people stop recording during work and do it from memory"),
        early_sign=_("Records are written in the evening."),
        treatment=_("Measure every site before the pilot and put right what is below the agreed time."),
        likelihood=3,
        impact=2,
    ),
    Starter(
        key="sales_keep",
        category=Category.PEOPLE,
        title=_("Salespeople keep customers to themselves"),
        cause=_("bonuses depend on personal accounts"),
        event=_("salespeople keep customer contacts outside the system"),
        effect=_("the record is incomplete and accounts leave with the person"),
        early_sign=_("Key accounts have no entry for a month."),
        treatment=_("Count team accounts in the bonus and name two contacts for each key account."),
        likelihood=4,
        impact=3,
    ),
    Starter(
        key="technology_enough",
        category=Category.CULTURE,
        title=_("Technology is believed to be enough"),
        cause=_("the tool was bought before the idea was understood"),
        event=_("processes stay as they were, only on a screen"),
        effect=_("the goals are missed although the system works"),
        early_sign=_("The plan has installation dates but no new process."),
        treatment=_("Redesign the process before automating it, and measure goals, not logins."),
        likelihood=3,
        impact=3,
    ),
    Starter(
        key="data_bad",
        category=Category.DATA,
        title=_("Customer data is scarce or wrong"),
        cause=_("customer data lies in many lists that nobody keeps"),
        event=_("doubles and old addresses are carried over"),
        effect=_("users do not trust the record and reports are wrong"),
        early_sign=_("More than one record in twenty of a sample is wrong."),
        treatment=_("Clean the data of each department before its pilot, and name who keeps it clean."),
        likelihood=4,
        impact=3,
    ),
    Starter(
        key="channel_bypass",
        category=Category.CHANNEL,
        title=_("Dealers fear being bypassed"),
        cause=_("we begin to collect data on the dealers’ own customers"),
        event=_("dealers hold back data or favour another make"),
        effect=_("sales through the channel fall and the record stays empty"),
        early_sign=_("Dealers register projects later than they did."),
        treatment=_("Agree in writing what the data is used for, and give dealers the leads of their area."),
        likelihood=3,
        impact=2,
    ),
    Starter(
        key="single_heads",
        category=Category.PEOPLE,
        title=_("Know-how stays in single heads"),
        cause=_("one or two people know how the system is set up"),
        event=_("they leave or fall ill"),
        effect=_("nothing can be changed or mended for weeks"),
        early_sign=_("Questions always end with the same person."),
        treatment=_("Keep system specialists of our own in pairs, and write settings down as they are made."),
        likelihood=3,
        impact=3,
    ),
    Starter(
        key="island",
        category=Category.CHANNEL,
        title=_("An island among partners who have no systems"),
        cause=_("partners send orders and questions by phone and paper"),
        event=_("what happens at partners never reaches the record"),
        effect=_("the picture of the customer ends at our door"),
        early_sign=_("Partner orders are typed in days later."),
        treatment=_("Give partners a simple page for orders and questions, and start with the three largest."),
        likelihood=3,
        impact=2,
    ),
]
