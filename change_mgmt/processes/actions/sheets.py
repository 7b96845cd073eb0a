"""Steps brought as a file: all of them or none."""

from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.processes.actions.processes import opened
from change_mgmt.processes.actions.steps import Row, remove_step, save_rows
from change_mgmt.processes.models import Process, Step
from change_mgmt.processes.sheet import Look
from core.models import User
from core.refusal import Refused


@transaction.atomic
def import_steps(process: Process, side: str, look: Look, *, replace: bool = False, by: User) -> list[Step]:
    """Put the steps of a file at the end of a side, or in place of those that are there."""
    if look.problems or not look.rows:
        raise Refused(_("Cells of this file cannot be used. Mend them in the file and bring it again."))
    process = opened(process, by=by)
    if replace:
        for step in process.steps.filter(side=side):
            remove_step(step, by=by)
    return save_rows(process, side, [Row(None, lane, values) for lane, values in look.rows], by=by)
