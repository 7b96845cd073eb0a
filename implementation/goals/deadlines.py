from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.text import say
from implementation.goals.models import Signatory

deadline(
    "goals.Goal",
    "due",
    open=Q(state="pursued"),
    who=lambda goal: [goal.owner_id],
    what=lambda goal: say(_("Reach the goal: {name}"), name=goal.title),
    icon="bullseye",
)
deadline(
    "goals.GoalReview",
    "due",
    open=Q(state="planned", programme__state="under_way"),
    who=lambda review: [review.lead_id],
    what=lambda review: say(_("Hold the review: {name}"), name=review),
    icon="clipboard-check",
)
plain_date("goals.GoalReview", "went_live_on", "held_on")
plain_date("goals.ReviewedGoal", "measured_on")
plain_date("goals.GoalFile", "at")
plain_date("goals.VisionVersion", "opened_on")
plain_date("goals.Signatory", "reminded_on")
plain_date("goals.Goal", "set_on", "begins_on")
plain_date("goals.Measurement", "on")
plain_date("goals.VisionSignature", "at")


@waits
def signatures(programme):
    waiting = Signatory.objects.filter(vision__programme=programme, vision__state="open", signature=None)
    for signatory in waiting.select_related("vision"):
        yield Deadline(
            on=None,
            what=_("Sign the vision"),
            who=frozenset([signatory.person_id]),
            url=signatory.vision.get_absolute_url(),
            icon="pen",
        )
