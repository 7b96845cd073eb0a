"""What people thought of a session: said once by each, and tied to nobody."""

from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.models import Enrolment, SessionOpinion
from core.refusal import Refused


@transaction.atomic
def say_how_it_was(enrolment: Enrolment, *, rating: int, words: str = "") -> None:
    """No entry in the trail and no time: of the seat it is kept only that it has spoken."""
    attended = Enrolment.objects.filter(pk=enrolment.pk).attended()
    if not attended.exists():
        raise Refused(_("Only who attended can say how it was."))
    if not attended.filter(has_spoken=False).update(has_spoken=True):
        raise Refused(_("You have said how it was already. Thank you."))
    opinion = SessionOpinion(session_id=enrolment.session_id, rating=rating, words=words.strip())
    opinion.full_clean()
    opinion.save(force_insert=True)
