"""Saying, department by department, whether the people of a pilot can begin."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.programme.models import Department
from implementation.rollout.models import Pilot, ReadinessAnswer
from implementation.rollout.places import places_of

PERMISSION = "rollout.lead_pilot"


@transaction.atomic
def answer_readiness(
    pilot: Pilot, department: Department, answers: Mapping[str, tuple[str, str]], *, by: User
) -> list[ReadinessAnswer]:
    """Keep the answers that are new or different: item -> (answer, remark). The day and the person are those of the change."""
    audit.lock(pilot.scope_key)
    if Pilot.objects.get(pk=pilot.pk).is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    if not places_of(pilot).filter(pk=department.pk).exists():
        raise Refused(_("This department is not in the pilot: choose one of its departments."))
    there = {item.item: item for item in pilot.readiness.filter(department=department)}
    kept = []
    for item, (answer, remark) in answers.items():
        found = there.get(item)
        if not answer or (found and (found.answer, found.remark) == (answer, remark)):
            continue
        said = {"answer": answer, "remark": remark, "on": timezone.localdate(), "said_by": by}
        if found:
            kept.append(actions.change(found, permission=PERMISSION, by=by, **said))
            continue
        new = ReadinessAnswer(pilot=pilot, department=department, item=item, **said)
        kept.append(actions.create(new, permission=PERMISSION, by=by))
    return kept
