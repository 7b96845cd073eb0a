from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.models import Effect, Process
from change_mgmt.processes.permissions import owner_signs
from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import EDITORS, MANAGER, SPONSOR
from core.text import say


def who_tells(effect: Effect) -> list[int]:
    return [member.user_id for member in effect.process.programme.memberships.all() if member.role in EDITORS]


deadline(
    "processes.Effect",
    "tell_by",
    open=Q(state=Effect.State.TO_TELL) & ~Q(process__state=Process.State.DROPPED),
    who=who_tells,
    what=lambda effect: say(_("Tell those whom it affects: {effect}"), effect=str(effect)),
    scope_path="process__programme",
    icon="megaphone",
    related=["process"],
    prefetch=["process__programme__memberships"],
)
plain_date("processes.Effect", "from_day")
plain_date("processes.EffectNotice", "from_day", "told_on", "read_at")
plain_date("processes.ProcessVersion", "at")
plain_date("processes.ProcessSignature", "at")
plain_date("processes.WarningAnswer", "at")


def who_signs(process: Process) -> list[int]:
    """Its owner; where the owner handed it in, the sponsor and the manager who did not."""
    if owner_signs(process):
        return [process.owner_id]
    members = process.programme.memberships.all()
    able = [member.user_id for member in members if member.role in (SPONSOR, MANAGER)]
    return [person for person in able if person != process.handed_in_by_id]


@waits
def processes_to_sign(programme):
    found = Process.objects.filter(programme=programme, state=Process.State.WAITING)
    for process in found.select_related("programme").prefetch_related("programme__memberships"):
        yield Deadline(
            on=None,
            what=say(_("Sign the process: {process}"), process=process.name),
            who=frozenset(who_signs(process)),
            url=reverse("sign_process", args=[programme.pk, process.pk]),
            icon="diagram-3",
        )
