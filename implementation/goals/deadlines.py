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
