from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from change_mgmt.resistance.models import EarlyWarning, Sign
from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import MANAGER, SPONSOR
from core.text import say
from implementation.programme.models import Membership

# Whoever reads the list of another person learns the number only.
deadline(
    "resistance.Sign",
    "next_step_due",
    open=Q(state__in=Sign.OPEN),
    who=lambda sign: [sign.owner_id],
    what=lambda sign: say(_("Next step with a sign of resistance ({code})"), code=sign.code),
    icon="heart-pulse",
)
plain_date("resistance.Sign", "first_seen", "noticed_on", "closed_on")
plain_date("resistance.Reading", "week")
plain_date("resistance.EarlyWarning", "raised_on", "ended_on")


@waits
def warnings_without_a_step(programme):
    """A department that is low in all three waits for whoever runs or sponsors the programme."""
    found = EarlyWarning.objects.filter(programme=programme, state=EarlyWarning.State.WAITING)
    waiting = list(found.select_related("department"))
    if not waiting:
        return
    people = Membership.objects.filter(programme=programme, role__in=[MANAGER, SPONSOR])
    who = frozenset(people.values_list("user_id", flat=True))
    for warning in waiting:
        yield Deadline(
            on=warning.raised_on,
            what=say(_("Take a step: {department} is low in adoption, readiness and training"),
                     department=warning.department.name),
            who=who,
            url=warning.get_absolute_url(),
            icon="exclamation-triangle",
        )  # fmt: skip
