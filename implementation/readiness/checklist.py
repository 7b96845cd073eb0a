"""What the technical architecture must settle, in four parts."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    key: str
    label: Any
    lead: Any
    items: dict[str, Any]


ALL = (
    Part(
        "integration",
        _("Data integration"),
        _("Everything that is known about a customer comes together in one record."),
        {
            "sources": _("The systems that hold customer data are listed, each with its owner."),
            "channels": _("Data of every channel (web, telephone, e-mail, counter) reaches one record."),
            "matching": _("It is settled how the same customer is recognised in two systems."),
        },
    ),
    Part(
        "warehouse",
        _("Data warehouse"),
        _("History is kept apart from daily work, in a form that can be counted."),
        {
            "history": _("It is settled which data is kept for how long."),
            "refresh": _("It is settled how often it is brought up to date."),
            "definitions": _("“Customer”, “order” and “revenue” mean the same in every department."),
        },
    ),
    Part(
        "analysis",
        _("Decision-analysis environment"),
        _("Questions that leaders ask are answered from data. Mark a model that you do not want as not applicable."),
        {
            "market": _("Model of the market: who buys what, and who might"),
            "credit": _("Model of credit: who pays late, who may owe how much"),
            "satisfaction": _("Model of satisfaction: what keeps customers, what drives them away"),
            "behaviour": _("Model of sales behaviour: what is bought together, when, through whom"),
        },
    ),
    Part(
        "service",
        _("Service interface"),
        _("What is known reaches the people who talk to customers, and the customers themselves."),
        {
            "front_line": _("Front-line people see the record while they talk to the customer, on the road too."),
            "self_service": _("It is settled what customers can do by themselves."),
            "access": _("It is settled who may see and change what."),
        },
    ),
)

PARTS = {part.key: part for part in ALL}
ITEMS = {f"{part.key}.{key}": text for part in ALL for key, text in part.items.items()}
