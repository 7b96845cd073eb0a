"""What the two sides do with an exclusion: propose it, agree, refuse, give it up."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.text import month, say
from core.workflow import perform
from sla.exclusions.frozen import frozen_month, months_of
from sla.exclusions.sides import Side, side_of
from sla.models import Exclusion
from sla.rollup import roll_up

AGREED = _("Both sides agreed to an exclusion.")
GIVEN_UP = _("An exclusion was given up.")
MOST_NAMES = 160


@transaction.atomic
def propose(exclusion: Exclusion, *, by: User) -> Exclusion:
    """Put it before the other side. Nothing changes until it agrees."""
    audit.lock(exclusion.scope_key)
    if exclusion.is_weekly and not exclusion.spans(exclusion.start, exclusion.end):
        raise Refused(_("No window lies between the two days: choose a longer span or another day of the week."))
    if frozen := frozen_month(exclusion):
        text = _(
            "The statement of {month} went out, so its exclusions are frozen. A correction goes into the next one."
        )
        raise Refused(say(text, month=month(frozen)))
    exclusion.proposed_side = side_of(by, exclusion.agreement)
    exclusion.proposed_by, exclusion.proposed_at = by, timezone.now()
    return actions.create(exclusion, permission="sla.propose_exclusion", by=by, verb="proposed")


@transaction.atomic
def agree(exclusion: Exclusion, *, by: User, answer: str = "", seen: str = "") -> Exclusion:
    """The other side agrees; the months that it touches are worked out again."""
    on_behalf = _on_behalf(exclusion, by, answer)
    fields = {"agreed_by": _names(exclusion, by, on_behalf=on_behalf), "on_behalf": on_behalf}
    done = perform(exclusion, "agree", by=by, note=answer, seen=seen, **fields, **_answered(by, answer))
    roll_up(done.agreement, months=months_of(done), why=AGREED)
    return done


@transaction.atomic
def refuse(exclusion: Exclusion, *, by: User, answer: str, seen: str = "") -> Exclusion:
    if not answer.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    on_behalf = _on_behalf(exclusion, by, answer)
    return perform(exclusion, "refuse", by=by, note=answer, seen=seen, on_behalf=on_behalf, **_answered(by, answer))


@transaction.atomic
def give_up(exclusion: Exclusion, *, by: User, note: str, seen: str = "") -> Exclusion:
    """The provider does without it: the time counts again."""
    if not note.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    done = perform(exclusion, "give_up", by=by, note=note, seen=seen)
    roll_up(done.agreement, months=months_of(done), why=GIVEN_UP)
    return done


def _answered(by: User, answer: str) -> dict:
    return {"answered_by": by, "answered_at": timezone.now(), "answer": answer.strip()}


def _on_behalf(exclusion: Exclusion, by: User, answer: str) -> bool:
    """Whether somebody of the customer's writes down what the provider said; then where it can be seen is needed."""
    if not by.has_perm("sla.answer_exclusion", exclusion):
        raise PermissionDenied
    on_behalf = exclusion.proposed_side == Side.CUSTOMER == side_of(by, exclusion.agreement)
    if on_behalf and not answer.strip():
        raise Refused(_("Say who answered for the provider, when, and where it can be seen."))
    return on_behalf


def _names(exclusion: Exclusion, by: User, *, on_behalf: bool) -> str:
    provider = exclusion.agreement.contract.vendor.name if on_behalf else by.name
    proposer = exclusion.proposed_by.name if exclusion.proposed_by else ""
    return ", ".join(name for name in (proposer, provider) if name)[:MOST_NAMES]
