"""Taking the risks that come with a way into the register."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from risks.actions import add_from_catalogue, link_risk
from risks.models import Risk
from vendors.models import SourcingOption
from vendors.risk_suggestions import OF_MODE


@transaction.atomic
def add_risks_of(option: SourcingOption, keys: Iterable[str], *, by: User) -> list[Risk]:
    """Each once, and linked to the way it comes with. Only what is proposed for this way can be taken here."""
    wanted = list(keys)
    if strange := [key for key in wanted if key not in OF_MODE.get(option.mode, ())]:
        raise Refused(_("The catalogue has no risk “%(key)s”.") % {"key": strange[0][:40]})
    added = add_from_catalogue(option.programme, wanted, by=by)
    for risk in added:
        link_risk(risk, option, by=by)
    return added
