"""The roles a person can have where records live."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    SPONSOR = "sponsor", _("Sponsor")
    MANAGER = "manager", _("Manager")
    CONSULTANT = "consultant", _("Consultant")
    EXECUTIVE = "executive", _("Executive")
    MEMBER = "member", _("Member")
    VENDOR_CONTACT = "vendor_contact", _("Vendor contact")


SPONSOR, MANAGER, CONSULTANT = Role.SPONSOR, Role.MANAGER, Role.CONSULTANT
EXECUTIVE, MEMBER, VENDOR_CONTACT = Role.EXECUTIVE, Role.MEMBER, Role.VENDOR_CONTACT

INSIDERS = frozenset({SPONSOR, MANAGER, CONSULTANT, EXECUTIVE, MEMBER})
STEERING = frozenset({SPONSOR, MANAGER, CONSULTANT, EXECUTIVE})
EDITORS = frozenset({MANAGER, CONSULTANT})
EVERYONE = INSIDERS | {VENDOR_CONTACT}
