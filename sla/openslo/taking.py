"""Objectives made from OpenSLO documents: all of them, or none."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.text import say
from sla.models import Agreement, Objective, ServiceCalendar
from sla.openslo.reading import Found
from sla.rollup import roll_up
from sla.rules import keep_terms


@transaction.atomic
def take_over(agreement: Agreement, found: Found, *, first_day: datetime.date, by: User) -> list[Objective]:
    """Raises Refused with the name of the first that cannot be made."""
    keep_terms(agreement)
    calendars = {item.name: item for item in ServiceCalendar.objects.filter(programme=agreement.programme_id)}
    made = []
    for proposal in found.proposals:
        if proposal.calendar and proposal.calendar not in calendars:
            words = _("{name}: there is no service calendar “{calendar}” yet. Make it first.")
            raise Refused(say(words, name=proposal.name, calendar=proposal.calendar[:80]))
        objective = Objective(
            agreement=agreement, valid_from=first_day, calendar=calendars.get(proposal.calendar), **proposal.fields
        )
        try:
            made.append(actions.create(objective, permission="sla.edit_agreement", by=by, verb="read from OpenSLO"))
        except ValidationError as error:
            raise Refused(f"{proposal.name}: {' '.join(error.messages)}") from error
    if made:
        roll_up(agreement)
    return made
