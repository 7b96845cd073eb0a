"""What is asked before the start: dimensions with their statements, what 1 and 5 mean, and what helps where one is weak."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Layer(models.TextChoices):
    PHILOSOPHY = "philosophy", _("Philosophy")
    PROCESS = "process", _("Institution and process")
    TECHNOLOGY = "technology", _("Technology")


@dataclass(frozen=True)
class Dimension:
    """``lowest`` and ``highest`` say in words what 1 and 5 stand for; statements and remedies are found by their keys."""

    key: str
    label: Any
    layer: Layer
    lowest: Any
    highest: Any
    statements: dict[str, Any]
    remedies: dict[str, Any]


ALL = (
    Dimension(
        "awareness",
        _("Awareness"),
        Layer.PHILOSOPHY,
        _("A tool is to be bought; what it is for is not clear."),
        _("Everyone can say what changes for customers, and why."),
        {
            "purpose": _("We can say in one sentence what the programme is for."),
            "more_than_software": _("We see it as a way of working, not as a piece of software."),
            "own_work": _("People know what will change in their own work."),
        },
        {
            "talk": _("Hold a talk in each department: what changes for customers, what changes for us"),
            "visit": _("Visit an enterprise of our size that works this way"),
        },
    ),
    Dimension(
        "capital",
        _("Capital"),
        Layer.PROCESS,
        _("Nobody has set money aside."),
        _("Money for set-up, running and the unforeseen is set aside."),
        {
            "set_up": _("The money for the start is approved."),
            "running": _("The yearly cost after the start is in the budget."),
            "reserve": _("There is a reserve for what nobody foresaw."),
        },
        {
            "case": _("Work out costs and benefits over five years and agree on a reserve"),
            "stages": _("Cut the plan into stages that can be paid one by one"),
        },
    ),
    Dimension(
        "leadership",
        _("Executive leadership"),
        Layer.PHILOSOPHY,
        _("The top hears of it now and then."),
        _("The top leads it, gives its own time and decides quickly."),
        {
            "time": _("The top management gives the programme its own time every week."),
            "authority": _("Whoever leads the programme can decide across departments."),
            "example": _("Managers will use the system themselves."),
        },
        {
            "sponsor": _("Name a sponsor at the top, with a fixed hour for the programme every week"),
            "mandate": _("Give the lead a written mandate across departments"),
        },
    ),
    Dimension(
        "skills",
        _("Skills of the team"),
        Layer.PROCESS,
        _("Nobody has done anything like it."),
        _("Every skill that is needed is there, with time for it."),
        {
            "there": _("The skills that the programme needs are in the house or bought in."),
            "freed": _("People are freed from other work for it."),
            "learning": _("We learn new tools quickly."),
        },
        {
            "plan": _("Plan training for every level: top, middle, front line"),
            "consultant": _("Bring in a consultant for what nobody in the house has done"),
        },
    ),
    Dimension(
        "technology",
        _("Technology and its fit"),
        Layer.TECHNOLOGY,
        _("Systems are old and stand alone."),
        _("Systems, network and devices are ready and can be joined."),
        {
            "network": _("Network and devices are good enough, on the road too."),
            "joined": _("Our present systems can exchange data."),
            "support": _("Somebody looks after our systems and answers quickly."),
        },
        {
            "check": _("Have network, devices and interfaces checked before the contract"),
            "list": _("List the present systems, with what they must exchange"),
        },
    ),
    Dimension(
        "information",
        _("Information base"),
        Layer.TECHNOLOGY,
        _("Customer data is scattered, thin and not trusted."),
        _("One trusted record for each customer, kept up to date."),
        {
            "complete": _("We have the customer data that we need."),
            "right": _("Our customer data is right and free of duplicates."),
            "owner": _("For each kind of data somebody is responsible."),
        },
        {
            "quality": _("Measure the quality of the customer data and clean the worst part first"),
            "owners": _("Name an owner for each kind of customer data"),
        },
    ),
    Dimension(
        "trust",
        _("Leaders’ trust in new methods"),
        Layer.PHILOSOPHY,
        _("Decisions rest on experience alone."),
        _("Leaders decide on figures and change course when these say so."),
        {
            "figures": _("Our leaders decide on figures, not on habit."),
            "try": _("We try new ways on a small scale and learn from what fails."),
            "share": _("Managers gladly share what they know about customers."),
        },
        {
            "pilot": _("Begin with a small pilot whose result nobody can argue with"),
            "monthly": _("Put three figures about customers before the leaders every month"),
        },
    ),
    Dimension(
        "customer",
        _("Customer-centred culture"),
        Layer.PHILOSOPHY,
        _("Departments look after themselves; the customer is whose turn it is."),
        _("Every department asks first what it means for the customer."),
        {
            "first": _("When we decide, we ask first what it means for the customer."),
            "owned": _("Customers belong to the enterprise, not to one salesperson."),
            "heard": _("Complaints are written down and change how we work."),
        },
        {
            "rules": _("Agree on rules for sharing customers, with a reward for it"),
            "listen": _("Let managers listen to customers for a day"),
        },
    ),
)

DIMENSIONS = {item.key: item for item in ALL}
#: Every statement by the name that answers are kept under: ``capital.reserve``.
STATEMENTS = {f"{item.key}.{key}": text for item in ALL for key, text in item.statements.items()}


def statement_names(dimension: Dimension) -> list[str]:
    return [f"{dimension.key}.{key}" for key in dimension.statements]
