"""What becomes of a step, and why a warning is accepted."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.processes.actions.processes import PERMISSION, change_with_many, opened
from change_mgmt.processes.blueprint import blueprint
from change_mgmt.processes.models import Fate, Process, Step, WarningAnswer
from change_mgmt.processes.models.step import Side
from core import actions
from core.models import User
from core.refusal import Refused
from core.text import listed


@transaction.atomic
def set_fate(
    step: Step,
    *,
    what: str,
    becomes: Iterable[Step] = (),
    reason: str = "",
    gain: str = "",
    by: User,
    seen_revision: int | None = None,
) -> Fate:
    """Say or change what becomes of one step as it is."""
    process = opened(step.process, by=by)
    after = [] if what == Fate.What.DROPPED else list(becomes)
    _check(process, step, after, what, gain)
    fate = Fate.objects.select_related("step__process__programme").filter(step=step).first()
    fields = {"what": what, "reason": reason, "gain": gain}
    if fate is None:
        made = Fate(step=step, **fields)
        actions.create(made, permission=PERMISSION, by=by, note=listed(each.what for each in after))
        made.becomes.set(after)
        return made
    return change_with_many(fate, "becomes", after, permission=PERMISSION, by=by, seen_revision=seen_revision, **fields)


def _check(process: Process, step: Step, after: list[Step], what: str, gain: str) -> None:
    if step.side != Side.AS_IS:
        raise Refused(_("Only a step as it is has a fate."))
    if any(each.process_id != process.pk or each.side != Side.TO_BE for each in after):
        raise Refused(_("Choose steps of this process as it shall be."))
    if what != Fate.What.DROPPED and not after:
        raise ValidationError({"becomes": _("Choose the steps that follow it, or drop it.")})
    if step.touches and not gain.strip():
        raise ValidationError({"gain": _("The step touches the customer: say what the customer gains.")})


@transaction.atomic
def answer_warning(process: Process, *, code: str, subject: int, reason: str, by: User) -> WarningAnswer:
    """Say why a warning is accepted. Only one that stands now can be answered, and each once."""
    process = opened(process, by=by)
    plan = blueprint(process)
    if all((warning.code, warning.subject) != (code, subject) for warning in plan.warnings):
        raise Refused(_("This warning does not stand any more."))
    if (code, subject) in plan.answers:
        raise Refused(_("This warning is answered already."))
    answer = WarningAnswer(process=process, code=code, subject=subject, reason=reason, by=by, at=timezone.now())
    return actions.create(answer, permission=PERMISSION, by=by)


@transaction.atomic
def take_back_answer(answer: WarningAnswer, *, by: User) -> None:
    opened(answer.process, by=by)
    actions.remove(answer, permission=PERMISSION, by=by)
