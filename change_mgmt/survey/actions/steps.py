import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.survey.models import BarrierStep, SurveyResult
from change_mgmt.survey.results import Result
from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.programme.actions import add_task


@transaction.atomic
def act_on(
    kept: SurveyResult,
    *,
    row: str,
    element: str,
    text: str,
    owner: User,
    due: datetime.date,
    by: User,
    details: str = "",
) -> BarrierStep:
    """Give somebody a task against the barrier of a row of the result; it stands beside the barrier with its owner and day."""
    audit.lock(kept.scope_key)
    line = Result(kept).line(row)
    if line is None or line.barrier != element:
        raise Refused(_("This is no barrier of that group: look at the results again."))
    same = BarrierStep.objects.filter(survey=kept.survey, row=row, element=element, task__text=text[:200])
    if same.filter(task__state="open").exists():
        raise Refused(_("This step is taken already: it stands beside the barrier."))
    survey = kept.survey
    task = add_task(survey.programme, text=text, owner=owner, due=due, by=by, about=survey, details=details)
    step = BarrierStep(survey=survey, row=row, element=element, task=task)
    return actions.create(step, permission="survey.edit_survey", by=by)
