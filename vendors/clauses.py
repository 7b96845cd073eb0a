"""Why each clause must stand in a contract with a provider."""

from django.utils.translation import gettext_lazy as _

from vendors.models import Clause

WHY = {
    Clause.SECURITY_POLICY: _(
        "Your customers’ data lies with a provider that may serve your competitors: who may see it must be agreed."
    ),
    Clause.SECURITY_MEASURES: _(
        "A policy without named measures cannot be checked: encryption, access, backup, audit."
    ),
    Clause.PENALTIES: _("Without money behind it, poor or late service costs the provider nothing."),
    Clause.STAGED_RESULTS: _(
        "Inside a stage the provider is free; between stages it answers for results that can be measured."
    ),
    Clause.EXIT: _("Without a hand-back of all data in a usable format, switching later is barely possible."),
    Clause.CHANGE_PRICING: _("Every change needs the provider’s consent: agree now how its price is found."),
    Clause.REPORTING: _("What is measured and talked over regularly stays shared knowledge, not the provider’s alone."),
}
