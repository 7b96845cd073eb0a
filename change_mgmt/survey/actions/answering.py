"""What happens behind a link. Nothing here writes to the audit trail, to a log or to the session: that is the point of it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.survey.elements import HIGHEST, LOWEST
from change_mgmt.survey.models import Answer, Invitation, Remark, Survey
from core import links
from core.refusal import Refused

MOST_WORDS = 1000


class Used(Refused):
    """The link was used before, or at the same moment by a second press."""


def invitation_behind(token: str) -> Invitation | None:
    """The link that a token opens, whatever its state."""
    found = Invitation.objects.select_related("survey__programme__organisation", "employee")
    return found.filter(token_sha256=links.token_hash(token)).first()


@transaction.atomic
def answer(invitation: Invitation, *, values: Sequence[int], remark: str = "") -> None:
    """Keep one answer and mark its link as used, both or neither.

    The survey's row is locked first, so that no answer comes between the counting and the end of it.
    """
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=invitation.survey_id)
    survey.programme = invitation.survey.programme
    if survey.state != Survey.State.OPEN or survey.is_over:
        raise Refused(_("This survey has ended."))
    if not survey.has_begun:
        raise Refused(_("This survey has not begun yet."))
    if len(values) != len(survey.questions) or not all(LOWEST <= value <= HIGHEST for value in values):
        raise ValueError("An answer has a number of 1 to 5 for each statement.")
    asked = Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.ASKED)
    if not asked.update(state=Invitation.State.ANSWERED):
        raise Used(_("This link has been used."))
    Answer(survey=survey, group=invitation.group, values=list(values)).save(force_insert=True)
    if remark := remark.strip()[:MOST_WORDS]:
        Remark(survey=survey, text=remark).save(force_insert=True)
