"""Whether our data is safe, and whether we can leave."""

from django.utils.translation import gettext_lazy as _

from vendors.library.entry import Entry

ENTRIES = (
    Entry(
        key="security",
        group="safety",
        title=_("Data security and location"),
        help=_("Policy, measures, where the data lies, who else is served."),
        one=_("Promises only."),
        three=_("A written policy and yearly checks by themselves."),
        five=_("Certified and checked from outside each year; the report may be read."),
        evidence=_("Security policy, latest outside report, list of who may see customer data."),
        questions=(
            _("Who outside our firm may see our customers’ data, and how is each look recorded?"),
            _("What happened at your last security incident, and when were clients told?"),
        ),
    ),
    Entry(
        key="data_location",
        group="safety",
        title=_("Data where the law wants it"),
        help=_("Country of storage and of support, and who else takes part."),
        one=_("Not known, or changes without notice."),
        three=_("Known and agreed; some support from elsewhere."),
        five=_("Storage, copies and support all in the agreed country, in the contract."),
        evidence=_("A list of places and subcontractors with the clause that fixes them."),
        questions=(_("In which places, and by which other firms, is our data stored or seen?"),),
    ),
    Entry(
        key="confidential",
        group="safety",
        title=_("Apart from our competitors"),
        help=_("How our data is kept from competitors whom the vendor serves too."),
        one=_("Competitors are served by the same people in the same system."),
        three=_("Data kept apart; the same people serve both."),
        five=_("Data and people kept apart, with a penalty in the contract."),
        evidence=_("How clients are kept apart, from the technical side and by people."),
        questions=(_("Which of our competitors do you serve, and what keeps our data from them?"),),
    ),
    Entry(
        key="exit",
        group="safety",
        title=_("Exit and data hand-back"),
        help=_("All data, in a usable format, at any time and at the end."),
        one=_("No export, or only by the vendor against payment."),
        three=_("Export of the main tables at any time."),
        five=_("Everything at any time, files and history included; tried out before signing."),
        evidence=_("An export of the trial; the clause on handing back and deleting."),
        questions=(
            _("In which format, how soon and at what price do we get all data back?"),
            _("Which client has left you, and how long did it take?"),
        ),
    ),
    Entry(
        key="recovery",
        group="safety",
        title=_("Up again after a failure"),
        help=_("How soon it works again, and how much of the data is lost at most."),
        one=_("Nothing agreed."),
        three=_("Within a day; a day of data lost at most."),
        five=_("Within an hour; minutes lost at most, rehearsed each year."),
        evidence=_("Availability of the last twelve months; report of the last rehearsal."),
        questions=(_("How soon was everything up again at your last failure, and what was lost?"),),
    ),
    Entry(
        key="integration",
        group="fit",
        title=_("Integration with our systems"),
        help=_("Stock, finance, telephone, e-mail: checked, not promised."),
        one=_("By files and by hand."),
        three=_("Ready links to some of our systems; the others have to be built."),
        five=_("Links to all of them shown at work with our own data."),
        evidence=_("A demonstration with our systems; a description of the interfaces."),
        questions=(
            _("Which of our systems have you linked before, in which version, at which client?"),
            _("Who mends a link when the other system changes, and at whose cost?"),
        ),
    ),
)
