from django.utils.translation import gettext_lazy as _

from implementation.programme.assignable import assignable

#: A request has no owner of its own: a rule asks for a task, to assess it.
KINDS = [("contract", _("The contract must be changed")), ("other", _("Nothing in the contract changes"))]

assignable(
    "change_mgmt.changerequest",
    words=_("Change request"),
    category=lambda change: "contract" if change.touches_contract else "other",
    choices=lambda programme: KINDS,
)
