from django.utils.translation import gettext_lazy as _

from change_mgmt.resistance.models import Sign
from implementation.programme.assignable import assignable

assignable(
    "resistance.sign",
    words=_("Sign of resistance"),
    category=lambda sign: sign.kind,
    choices=lambda programme: Sign.Kind.choices,
    owner="owner",
)
