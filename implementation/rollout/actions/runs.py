"""Carrying a checklist out, step by step, and freezing what was done."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.rollout.actions.measures import record_rehearsal
from implementation.rollout.actions.pilots import roll_back_pilot
from implementation.rollout.actions.runbooks import write_runbook
from implementation.rollout.models import Run, Runbook, RunReport, RunStep
from implementation.rollout.run_facts import facts_of

#: What a button says to the step, by the state that it leads from.
PRESSES = {"done", "confirm", "fail", "skip", "retry", "go_on"}


@transaction.atomic
def start_run(runbook: Runbook, *, rehearsal: bool, by: User, why: str = "") -> Run:
    """Copy the checklist, so that the run keeps it as it was; the first step's turn has come."""
    audit.lock(runbook.scope_key)
    _may_run(runbook, rehearsal=rehearsal, by=by)
    if runbook.runs.filter(state=Run.State.UNDER_WAY).exists():
        raise Refused(_("A run of this checklist is under way already: go on with that one."))
    plan = list(runbook.steps.all())
    if not plan:
        raise Refused(_("The checklist has no step yet: add one first."))
    if runbook.kind == Runbook.Kind.ROLL_BACK and not rehearsal and not why.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    now = timezone.now()
    run = Run(
        programme=runbook.programme,
        runbook=runbook,
        rehearsal=rehearsal,
        why=why.strip()[:500],
        limit_minutes=runbook.limit,
        started_by=by,
        started_at=now,
    )
    actions.create(run, permission="rollout.start_run", by=by, note=why, verb="started")
    RunStep.objects.bulk_create(
        RunStep(
            run=run,
            number=number,
            text=step.text,
            responsible_id=step.responsible_id,
            planned_minutes=step.planned_minutes,
            confirmer_id=step.confirmer_id,
            no_return=step.no_return,
            began_at=now if number == 1 else None,
        )
        for number, step in enumerate(plan, start=1)
    )
    return run


def _may_run(runbook: Runbook, *, rehearsal: bool, by: User) -> None:
    if runbook.kind != Runbook.Kind.ROLL_BACK:
        return
    if not rehearsal and not by.has_perm("rollout.roll_back", runbook):
        raise PermissionDenied
    pilot = runbook.pilot
    if pilot is None:
        return
    if pilot.is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    if not rehearsal and not pilot.is_under_way:
        raise Refused(_("The pilot has not started: there is nothing to go back from."))


@transaction.atomic
def press(step: RunStep, *, what: str, by: User, note: str = "", seen: str = "") -> RunStep:
    """Say what became of the step whose turn it is. The second of two presses is told who was first."""
    if what not in PRESSES:
        raise Refused(_("Choose what became of the step."))
    audit.lock(step.scope_key)
    step = RunStep.objects.select_related("run", "confirmer").get(pk=step.pk)
    _is_its_turn(step)
    now = timezone.now()
    if what == "done":
        return _do(step, by=by, note=note, seen=seen, at=now)
    if what == "confirm":
        if step.confirmer_id and step.confirmer_id != by.pk:
            raise Refused(_("%(name)s must confirm this step.") % {"name": step.confirmer})
        return _settle(step, "confirm", by=by, note=note, seen=seen, at=now, confirmed_by=by)
    if what == "fail":
        return perform(step, "fail", by=by, note=note, seen=seen, ended_at=now, done_by=by, remark=note[:1000])
    if what == "retry":
        return perform(step, "retry", by=by, note=note, seen=seen, ended_at=None, attempts=step.attempts + 1)
    return _settle(step, what, by=by, note=note, seen=seen, at=now, done_by=by, remark=note[:1000])


def _is_its_turn(step: RunStep) -> None:
    if step.run.is_over:
        raise Refused(_("This run is over: what was done stays as it is."))
    before = step.run.steps.filter(number__lt=step.number).exclude(state__in=RunStep.SETTLED).first()
    if before:
        raise Refused(_("An earlier step is still open: %(step)s") % {"step": before.text})


def _do(step: RunStep, *, by: User, note: str, seen: str, at: datetime.datetime) -> RunStep:
    if step.confirmer_id is None:
        return _settle(step, "do", by=by, note=note, seen=seen, at=at, done_by=by, remark=note[:1000] or step.remark)
    if step.confirmer_id == by.pk:
        raise Refused(_("You confirm this step, so somebody else must do it."))
    return perform(step, "hand_over", by=by, note=note, seen=seen, done_by=by, remark=note[:1000] or step.remark)


def _settle(step: RunStep, name: str, *, by: User, note: str, seen: str, at: datetime.datetime, **fields) -> RunStep:
    """Settle the step; the turn of the next one has come."""
    settled = perform(step, name, by=by, note=note, seen=seen, ended_at=at, **fields)
    following = settled.run.steps.filter(number__gt=settled.number, began_at=None).first()
    if following:
        RunStep.objects.filter(pk=following.pk).update(began_at=at)
    return settled


@transaction.atomic
def finish_run(run: Run, *, by: User) -> Run:
    """Freeze the run. A rehearsed way back is kept with its pilot; a real one ends the pilot."""
    if _is_real_roll_back(run) and not by.has_perm("rollout.roll_back", run):
        raise PermissionDenied
    last = run.steps.aggregate(last=Max("ended_at"))["last"]
    done = perform(run, "finish", by=by, ended_at=last or timezone.now())
    _freeze(done, by=by)
    pilot = done.runbook.pilot
    if pilot is None or done.runbook.kind != Runbook.Kind.ROLL_BACK:
        return done
    if done.rehearsal:
        _keep_rehearsal(done, by=by)
    elif pilot.is_under_way:
        roll_back_pilot(pilot, by=by, note=done.why)
    return done


def _is_real_roll_back(run: Run) -> bool:
    return run.runbook.kind == Runbook.Kind.ROLL_BACK and not run.rehearsal


def proves_the_way_back(run: Run) -> bool:
    """A rehearsal in which a failed step was passed over shows nothing."""
    return not run.steps.filter(state=RunStep.State.PASSED_OVER).exists()


def _keep_rehearsal(run: Run, *, by: User) -> None:
    if run.runbook.pilot.is_over or not proves_the_way_back(run):
        return
    day = timezone.localtime(run.ended_at).date()
    pilot = run.runbook.pilot
    hand = by if by.has_perm("rollout.record_figures", pilot) else None  # a sponsor runs it; the figure follows
    record_rehearsal(pilot, on=day, minutes=run.minutes, by=hand, note=run.why)


@transaction.atomic
def go_back(run: Run, *, by: User, note: str) -> Run:
    """End a cut-over that failed, and start the run of its roll-back. Returns that run."""
    if run.runbook.kind != Runbook.Kind.CUT_OVER:
        raise Refused(_("This run is the way back already."))
    audit.lock(run.scope_key)
    done = perform(run, "go_back", by=by, note=note, ended_at=timezone.now())
    _freeze(done, by=by)
    back = _roll_back_of(done.runbook, by=by)
    under_way = back.runs.filter(state=Run.State.UNDER_WAY).first()
    return under_way or start_run(back, rehearsal=done.rehearsal, by=by, why=note)


def _roll_back_of(cut_over: Runbook, *, by: User) -> Runbook:
    """The checklist for the way back; where nobody has written one, the usual one."""
    kind = Runbook.Kind.ROLL_BACK
    found = Runbook.objects.filter(module=cut_over.module_id, pilot=cut_over.pilot_id, kind=kind).first()
    if found:
        return found
    new = Runbook(programme=cut_over.programme, module=cut_over.module, pilot=cut_over.pilot, kind=kind)
    return write_runbook(new, by=None)


@transaction.atomic
def abandon_run(run: Run, *, by: User, note: str) -> Run:
    done = perform(run, "abandon", by=by, note=note, ended_at=timezone.now())
    _freeze(done, by=by)
    return done


def _freeze(run: Run, *, by: User) -> RunReport:
    report = RunReport(programme=run.programme, run=run, at=timezone.now(), facts=facts_of(run))
    return actions.create(report, permission="rollout.work_run", by=by)
