"""Demands that a vendor meets or not."""

from django.utils.translation import gettext_lazy as _

from vendors.library.entry import Demand

DEMANDS = (
    Demand(
        "data_country", _("Customer data stays in our country"), _("Storage, copies and support, fixed in writing.")
    ),
    Demand("full_export", _("All data can be exported at any time"), _("In a usable format, seen in a trial.")),
    Demand("security_report", _("Security is checked from outside"), _("A report not older than a year was read.")),
    Demand("penalties", _("Accepts money penalties for faults"), _("Said in writing before the choice.")),
    Demand("our_language", _("System and support in our language"), _("For users and for administrators.")),
    Demand("no_lock", _("No term longer than three years"), _("Including renewals that nobody asked for.")),
    Demand("solvent", _("No sign of insolvency"), _("Registers and annual accounts were looked at.")),
)
