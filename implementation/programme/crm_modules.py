"""The modules that a CRM is made of, and the layer each belongs to."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

OPERATIONAL, COLLABORATIVE, ANALYTICAL = "operational", "collaborative", "analytical"
LAYERS = {
    OPERATIONAL: _("Operational"),
    COLLABORATIVE: _("Collaborative"),
    ANALYTICAL: _("Analytical"),
}


@dataclass(frozen=True)
class CrmModule:
    name: Any
    layer: str


#: In the order in which they are best rolled out: the customer master data first, for all else stands on it.
MODULES = {
    "master_data": CrmModule(_("Customer master data"), OPERATIONAL),
    "sales": CrmModule(_("Sales"), OPERATIONAL),
    "service": CrmModule(_("Service and support"), OPERATIONAL),
    "marketing": CrmModule(_("Marketing"), OPERATIONAL),
    "call_centre": CrmModule(_("Call centre"), COLLABORATIVE),
    "partners": CrmModule(_("Partners and channels"), COLLABORATIVE),
    "projects": CrmModule(_("Project management"), COLLABORATIVE),
    "knowledge": CrmModule(_("Knowledge management"), COLLABORATIVE),
    "e_commerce": CrmModule(_("E-commerce"), COLLABORATIVE),
    "intelligence": CrmModule(_("Business intelligence"), ANALYTICAL),
    "performance": CrmModule(_("Performance evaluation"), ANALYTICAL),
}
