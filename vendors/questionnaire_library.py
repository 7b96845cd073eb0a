"""Questions that a small enterprise should put to whoever wants to run its CRM. Each is copied into a questionnaire and can be
changed there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language

#: What the library is divided into.
SECTIONS = {
    "security": _("Data security"),
    "location": _("Where the data lies"),
    "integration": _("Integration"),
    "exit": _("Exit and hand-back"),
    "cost": _("Cost"),
    "references": _("References and standing"),
    "consulting": _("Consulting and training"),
    "start": _("Start and daily use"),
    "growth": _("Upgrades and growth"),
    "service": _("Service levels"),
    "control": _("Control over the service"),
}
#: Section -> the starter criterion that its answers bear on.
BEARS_ON = {
    "security": _("Data security and location"),
    "location": _("Data security and location"),
    "integration": _("Integration with our systems"),
    "exit": _("Exit and data hand-back"),
    "cost": _("Low cost over five years"),
    "references": _("Added value"),
    "consulting": _("Consulting"),
    "start": _("Easy implementation"),
    "growth": _("Easy upgrade"),
}


@dataclass(frozen=True)
class Ready:
    """A question of the library. ``options`` are the choices of a list."""

    key: str
    section: str
    text: Any
    help: Any = ""
    kind: str = "text"
    unit: Any = ""
    options: tuple = ()
    required: bool = True


LIBRARY = (
    Ready("security_policy", "security", _("Which data-security policy do you follow, and who checks it?"), _("Name the standard, who audits it and when last.")),
    Ready("security_certificate", "security", _("Attach your latest security certificate or audit report."), _("The scope must name the service offered here."), "file", required=False),
    Ready("security_encryption", "security", _("Is our data encrypted at rest and on its way?"), _("Say with what, and who holds the keys."), "yes_no"),
    Ready("security_access", "security", _("Who on your side can see our customers’ data, and how is that recorded?"), _("Roles, number of people, how long the record of access is kept.")),
    Ready("security_competitors", "security", _("Do you serve competitors of ours?"), _("If so: how are we kept apart from them, in people and in systems?"), "yes_no"),
    Ready("security_incidents", "security", _("How many security incidents with customers’ data did you have in the last three years?"), _("In the remark: what happened, and what you changed."), "number", _("incidents")),
    Ready("security_notice", "security", _("Within how many hours do you tell us of an incident?"), "", "number", _("hours")),
    Ready("location_country", "location", _("In which country does our data lie, backups included?"), _("Name the country and the operator of the data centre.")),
    Ready("location_move", "location", _("Do you tell us before our data moves elsewhere, and may we say no?"), "", "yes_no"),
    Ready("location_subcontractors", "location", _("Which subcontractors handle our data?"), _("Name, country and what each does.")),
    Ready("integration_interfaces", "integration", _("How do other systems read and write data?"), _("What is covered by the fee, and what costs extra."), "choice", options=(_("Open interface (API), all data"), _("Open interface (API), part of the data"), _("Files in and out only"), _("By your own people only"))),
    Ready("integration_live", "integration", _("With which stock, finance and telephone systems do you run a live connection today?"), _("Name customers where we can see it.")),
    Ready("integration_days", "integration", _("How many days of work does a typical connection to a finance system take?"), "", "number", _("days")),
    Ready("integration_mobile", "integration", _("Can field staff work without a connection and have their changes merged later?"), _("Say what happens when two people changed the same record."), "yes_no"),
    Ready("exit_format", "exit", _("In which format do we get all data back, attachments and history included?"), "", "choice", options=(_("Open, documented format, everything"), _("Open format, without history or files"), _("A format of your own"), _("Not foreseen"))),
    Ready("exit_days", "exit", _("Within how many days of our asking do we have it?"), "", "number", _("days")),
    Ready("exit_cost", "exit", _("What do hand-back and help with the move cost?"), _("The whole price, at today’s rates."), "number"),
    Ready("exit_delete", "exit", _("Do you delete our data after the end and prove it?"), "", "yes_no"),
    Ready("exit_stop", "exit", _("What happens to us if you stop the service or are taken over?"), _("Source code in escrow, time to move, who runs it meanwhile."), required=False),
    Ready("cost_setup", "cost", _("What does the set-up cost, all included?"), _("Licences, migration, training, first connections."), "number"),
    Ready("cost_monthly", "cost", _("What is the monthly fee for our number of users?"), _("In the remark: how it changes with more or fewer users."), "number"),
    Ready("cost_change", "cost", _("How do you price a change that the contract does not foresee?"), _("Day rates, and how an estimate becomes binding.")),
    Ready("cost_rise", "cost", _("By how much at most does the price rise in a year?"), "", "number", _("%")),
    Ready("reference_customers", "references", _("Name three customers of our size whom we may ask."), _("Firm, person, telephone, what they use and since when.")),
    Ready("reference_years", "references", _("For how many years have you offered this service?"), "", "number", _("years")),
    Ready("reference_accounts", "references", _("Attach the accounts of your last financial year."), "", "file", required=False),
    Ready("reference_left", "references", _("How many customers left in the last year, and why?"), required=False),
    Ready("consulting_people", "consulting", _("Who advises us on processes, and how long have they done so in our trade?"), _("Names or profiles; who stays to the end.")),
    Ready("consulting_training", "consulting", _("How do you train management, middle management and front line?"), _("Days for each, and where.")),
    Ready("consulting_culture", "consulting", _("In which languages and time zones are your advisers there for us?"), required=False),
    Ready("start_months", "start", _("How many months until the first users work with it?"), _("From the signature, with one module."), "number", _("months")),
    Ready("start_effort", "start", _("How many days of our people’s time does the start take?"), "", "number", _("days")),
    Ready("start_trial", "start", _("Can we try it with our own data before we sign?"), "", "yes_no"),
    Ready("growth_upgrades", "growth", _("Are upgrades included in the fee?"), _("How often, how announced, who tests."), "yes_no"),
    Ready("growth_users", "growth", _("With how many users does your largest customer work?"), "", "number", _("users")),
    Ready("growth_plan", "growth", _("What do you plan for this service in the next two years?"), required=False),
    Ready("service_availability", "service", _("Which availability do you guarantee in a month?"), _("Planned maintenance counted, or not: say which."), "number", _("%")),
    Ready("service_penalties", "service", _("What do you pay us back when you miss it?"), _("Steps and the most per month.")),
    Ready("service_results", "service", _("Do you answer for measurable results at the end of each stage?"), _("Inside a stage you are free; we agree what is shown at its end."), "yes_no"),
    Ready("control_reports", "control", _("What do you report to us, and how often do we talk it over?")),
    Ready("control_changes", "control", _("Which changes can we make ourselves, without asking you?"), _("Fields, forms, reports, roles.")),
)  # fmt: skip

BY_KEY = {ready.key: ready for ready in LIBRARY}


def sections() -> Iterator[tuple[Any, list[Ready]]]:
    """The library in its order, by section."""
    for section, label in SECTIONS.items():
        yield label, [ready for ready in LIBRARY if ready.section == section]


def criterion_for(ready: Ready, criteria):
    """The criterion of a round that a question bears on: by the starter name, in whatever language it was written."""
    name = BEARS_ON.get(ready.section)
    if name is None:
        return None
    names = {word.casefold() for word in in_every_language(name).values()}
    return next((criterion for criterion in criteria if criterion.title.strip().casefold() in names), None)
