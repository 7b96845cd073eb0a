"""One press for what does not fit together: each sets a rating as a person would, with the reason beside it."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from risks.actions.risks import rate
from risks.models import Risk


def _raise_inherent(risk: Risk) -> dict:
    return {"inherent_likelihood": risk.current_likelihood, "inherent_impact": risk.current_impact}


def _lower_target(risk: Risk) -> dict:
    return {"target_likelihood": risk.current_likelihood, "target_impact": risk.current_impact}


def _review(risk: Risk) -> dict:
    return {"current_likelihood": risk.current_likelihood, "current_impact": risk.current_impact}


MENDS: dict[str, Callable[[Risk], dict]] = {
    "raise_inherent": _raise_inherent,
    "lower_target": _lower_target,
    "review": _review,
}


@transaction.atomic
def mend(risk: Risk, name: str, *, by: User) -> Risk:
    """Raises ``Refused`` for a mend that there is not, or where the risk is not rated."""
    words = {
        "raise_inherent": _("The inherent rating follows the current one."),
        "lower_target": _("The target follows the current rating."),
        "review": _("Reviewed, no change."),
    }
    if name not in MENDS or risk.current_level is None:
        raise Refused(_("This step is not open to you now."))
    return rate(risk, by=by, reason=words[name], **MENDS[name](risk))
