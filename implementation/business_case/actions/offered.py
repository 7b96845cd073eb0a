"""A cost that the records know of, taken into the draft."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from implementation.business_case.actions.lines import Entry, add_line, save_lines
from implementation.business_case.actions.versions import locked_draft
from implementation.business_case.models import Line, Scenario
from implementation.business_case.offers import Offer, offers


@transaction.atomic
def take_offer(scenario: Scenario, name: str, *, by: User) -> Line:
    """Put the offer into a scenario, the same in every year after the investment; again brings it up to date."""
    locked_draft(scenario.case, by)
    programme = scenario.case.programme
    offer = offers(programme).get(name)
    if offer is None:
        raise Refused(_("This is not offered any more."))
    with translation.override(programme.organisation.language):
        title, basis = str(offer.title), str(offer.basis)
    line = scenario.lines.filter(source=name).first()
    if line is not None:
        return save_lines(scenario, [Entry(line.pk, as_fields(offer))], by=by, verb="offer taken", note=basis)[0]
    line = Line(scenario=scenario, kind=Line.Kind.COST, category="risk", title=title, source=name, **as_fields(offer))
    return add_line(line, by=by, verb="offer taken", note=basis)


def as_fields(offer: Offer) -> dict:
    """The offer as a line of every year: from the first year on, without growth."""
    low, likely, high = offer.amounts
    return {
        "shape": Line.Shape.YEARLY,
        "low": low,
        "likely": likely,
        "high": high,
        "growth": 0,
        "start_month": 1,
        "end_month": None,
    }
