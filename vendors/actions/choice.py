"""The sponsor's choice on the ranking."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.evidence import plain
from core.models import User
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.gates.signing import signature
from vendors.actions._record import ask, take
from vendors.models import DiligenceItem, SelectionRound, Vendor, VendorSelection

State = SelectionRound.State


def ask_selection(selection: SelectionRound, *, by: User, note: str = "") -> SelectionRound:
    return perform(selection, "ask", by=by, note=note, asked_by=by)


@transaction.atomic
def select_vendor(
    selection: SelectionRound,
    *,
    winner: Vendor,
    reason: str,
    by: User,
    conditions: str = "",
    reject_others: bool = False,
    seen: str = "",
) -> VendorSelection:
    """Keep the choice with ranking, weights, scores and dissent of this moment. Who asked for it does not choose.

    ``seen`` is the mark of the comparison that the person looked at: when that has changed in between, ``Stale``.
    """
    from vendors.comparison import compare, record

    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    ask(by, "vendors.select_vendor", selection)
    selection = take(selection)
    comparison = compare(selection)
    if seen and seen != record.shown(comparison):
        raise Stale(_("The comparison has changed since you opened this page. Look at it again before you choose."))
    line = comparison.line_of(winner.pk)
    if line is None or winner.state != Vendor.State.SHORTLIST:
        raise Refused(_("Choose a vendor that is on the shortlist."))
    if line.knocked_out_by:
        raise Refused(_("%(name)s is knocked out. Choose a vendor that passed.") % {"name": winner.name})
    if DiligenceItem.objects.filter(vendor=winner, state=DiligenceItem.State.BLOCKING).exists():
        words = _("Due diligence blocks %(name)s. Settle what was found, or choose another vendor.")
        raise Refused(words % {"name": winner.name})
    others = [other.vendor for other in comparison.lines if other.vendor != winner]
    asked_by = selection.asked_by
    perform(selection, "conclude", by=by, note=reason)
    facts = plain(
        record.facts(comparison)
        | {
            "winner": winner.name,
            "against_ranking": line.place != 1,
            "runners_up": record.runners_up(comparison, winner),
            "conditions": [words.strip() for words in conditions.splitlines() if words.strip()],
            "diligence": record.diligence(winner),
            "dissent": record.others_first(comparison, winner),
            "asked_by": asked_by.name,
        }
    )
    kept = VendorSelection(
        round=selection,
        winner=winner,
        reason=reason,
        conditions=conditions.strip(),
        facts=facts,
        **signature(selection.programme, by),
    )
    actions.create(kept, permission="vendors.select_vendor", by=by, note=reason)
    perform(winner, "choose", by=by, note=reason)
    if reject_others:
        note = _("%(name)s was chosen.") % {"name": winner.name}
        for vendor in others:
            perform(vendor, "reject", by=None, note=note)
    return kept
